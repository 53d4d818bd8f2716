"""Words that may be wrong though nobody has a better one for them: a person may."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from corrections.letters import LetterModel
from corrections.marks import strip_marks
from corrections.passage import Passage, Token
from corrections.proposal import Candidate, Proposal, Recommendation
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.unit import UnitKind

Floats = NDArray[np.float64]

LABELS = ("letters a letter", "length", "capital", "all capitals", "log places", "strange", "unknown share")
"""Columns of the evidence on a word that nobody knows."""
WEIGHTS, BIAS = np.array([-1.53, 0.28, -0.72, -0.61, -2.13, -1.35, 1.78]), 1.19
"""Log odds that it is wrong: a logistic regression over the tune halves of the development sets."""
_UNKNOWN, _KNOWN = (0.6, -0.38), (-1.65, -0.85)
"""What the engine's confidence adds to the log odds (a constant, and for each log odds of the confidence):
of words that nobody knows, and of known words, for which it is all there is. Fitted to seven real pages as
Tesseract 5.3 reads them; left out one by one, what is said of 5 to 90 % holds within 10 %."""
_SUREST, _LEAST_SURE = 4.0, -1.7
_LEAST = 0.1
_TYPICAL = 0.5


@dataclass(frozen=True)
class Suspicion:
    """Tells words that are probably wrong as they stand.

    Attributes:
        letters: how word-like a word is.
        knows: whether a word is in a list.
        protects: whether it must stand, known or not.
    """

    letters: LetterModel
    knows: Callable[[str], bool]
    protects: Callable[[str], bool]

    def propose(
        self, passages: Sequence[Passage], places: Sequence[Place], taken: Collection[str]
    ) -> Iterator[Proposal]:
        """Proposals that leave the text alone, most without a candidate; none of tokens in `taken`.

        Args:
            passages: a document.
            places: of all its words.
            taken: ids of tokens that must not be asked about again.
        """
        words = [place for place in places if place.kind is UnitKind.WORD and not self.protects(place.text)]
        unknown = [place for place in words if not self.knows(place.text)]
        odds = dict(zip(map(id, unknown), self._weigh(unknown, len(places)), strict=True))
        sure = _tells(passages)
        done = set(taken)
        for place in words:
            tokens = _tokens(passages, place)
            wrong = _combine(odds.get(id(place)), min(map(_sureness, tokens)) if sure else None)
            if wrong >= _LEAST and done.isdisjoint(token.id for token in tokens):
                done.update(token.id for token in tokens)
                yield self._ask(tokens, wrong)

    def _weigh(self, unknown: Sequence[Place], size: int) -> list[float]:
        if not unknown:
            return []
        evidence = gather(self.letters, unknown, len(unknown) / size)
        return [float(value) for value in evidence @ WEIGHTS + BIAS]

    def _ask(self, tokens: Sequence[Token], wrong: float) -> Proposal:
        """With the engine's other readings, of which those that are words come first."""
        texts = tokens[0].readings if len(tokens) == 1 else ()
        texts = tuple(sorted(texts, key=lambda text: not self.knows(strip_marks(text))))[:4]
        return Proposal(
            tuple(token.id for token in tokens),
            tuple(token.text for token in tokens),
            tuple(Candidate((text,), 0.0, "another reading of the engine") for text in texts),
            Recommendation.LEAVE,
            wrong=round(wrong, 3),
        )


def gather(letters: LetterModel, places: Sequence[Place], share: float) -> Floats:
    """The evidence on words that nobody knows, which are such a share of a document; (places, LABELS)."""
    texts = [place.text[:LONGEST] for place in places]
    counts = Counter(text.lower() for text in texts)
    spelled = letters.log_probabilities(texts)
    columns = [
        [float(score) / (len(text) + 1) + 3 for score, text in zip(spelled, texts, strict=True)],
        [min(len(text), 12) / 6 - 1 for text in texts],
        [not place.opens and _is_name(text) for place, text in zip(places, texts, strict=True)],
        [len(text) > 1 and text.isupper() for text in texts],
        [math.log(counts[text.lower()]) for text in texts],
        [not text.isalpha() for text in texts],
        [min(share, 0.4) * 5 - 0.5] * len(texts),
    ]
    return np.array(columns, dtype=np.float64).reshape(len(LABELS), len(texts)).T


def _is_name(text: str) -> bool:
    return text[:1].isupper() and not text[1:].isupper()


def _tokens(passages: Sequence[Passage], place: Place) -> list[Token]:
    tokens = passages[place.passage].tokens
    return [tokens[number] for number in dict.fromkeys(piece.token for piece in place.pieces)]


def _tells(passages: Sequence[Passage]) -> bool:
    """Whether confidences mean anything: an engine that is unsure of most words of a text says nothing."""
    given = [t.confidence for passage in passages for t in passage.tokens if t.confidence is not None]
    return bool(given) and median(given) >= _TYPICAL and len(set(given)) > 1


def _sureness(token: Token) -> float:
    """Log odds of the engine's confidence, as far as it was measured."""
    share = min(max(1.0 if token.confidence is None else token.confidence, 0.01), 0.99)
    return min(max(math.log(share / (1 - share)), _LEAST_SURE), _SUREST)


def _combine(odds: float | None, sureness: float | None) -> float:
    """The probability that a word is wrong, unknown where it has odds of its own."""
    if odds is None:
        if sureness is None:
            return 0.0
        odds = _KNOWN[0] + _KNOWN[1] * sureness
    elif sureness is not None:
        odds += _UNKNOWN[0] + _UNKNOWN[1] * sureness
    return 1 / (1 + math.exp(-odds))
