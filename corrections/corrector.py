"""From passages to proposals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corrections.lexicon import Lexicon
from corrections.passage import Passage, Token
from corrections.policy import Policy
from corrections.proposal import Candidate, Proposal
from corrections.vocabulary import Vocabulary, read_vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:]\W*$")
_LEAST_COUNT = 3
_ENDINGS = ("s", "d", "ed", "er", "ly", "es")
_LEAST_LENGTH = 5


@dataclass(frozen=True)
class Corrector:
    """Proposes corrections of words that nobody knows and that are near to one that is common.

    A word is left alone when the lexicon or the vocabulary knows it, when it stands more than once in
    the text, when it holds digits, and when its capital inside a sentence says that it is a name.
    """

    lexicon: Lexicon
    policy: Policy = field(default_factory=Policy)
    vocabulary: Vocabulary = field(default_factory=read_vocabulary)

    def propose(self, passages: Sequence[Passage]) -> Iterator[Proposal]:
        """Proposals in the order of the text; `passages` are one document, which is evidence for itself."""
        common = tuple(word for word, count in self.vocabulary.counts.items() if count >= _LEAST_COUNT)
        for passage in passages:
            for before, token in zip((None, *passage.tokens), passage.tokens, strict=False):
                core = _WORD.search(token.text)
                if core and not token.hyphenated and self._suspects(core.group(), token, before):
                    yield from self._propose(passage, token, core, common)

    def _suspects(self, word: str, token: Token, before: Token | None) -> bool:
        starts = before is None or before.ends_line or bool(_SENTENCE_END.search(before.text))
        return not (
            len(word) < _LEAST_LENGTH
            or any(letter.isdigit() for letter in token.text)
            or "-" in token.text
            or (before is not None and before.hyphenated)
            or self.lexicon.knows(word)
            or self.vocabulary.knows(word)
            or (word[:1].isupper() and not starts)
        )

    def _propose(
        self, passage: Passage, token: Token, core: re.Match[str], common: Sequence[str]
    ) -> Iterator[Proposal]:
        word = core.group().lower()
        cutoff = 2 if len(word) >= 8 else 1
        near = process.extract(word, common, scorer=OSA.distance, score_cutoff=cutoff, limit=20)
        near = [row for row in near if not _inflects(word, row[0])]
        scores = {
            found: math.log(self.vocabulary.counts[found]) - 6 * distance for found, distance, _ in near
        }
        total = sum(math.exp(score) for score in scores.values()) + math.exp(-10)
        candidates = tuple(
            self._candidate(token, core, found, distance, math.exp(scores[found]) / total)
            for found, distance, _ in sorted(near, key=lambda row: (-scores[row[0]], row[0]))[:5]
        )
        if candidates:
            second = candidates[1].probability if len(candidates) > 1 else 0.0
            recommendation = self.policy.recommend(candidates[0].probability, second)
            yield Proposal(passage.id, (token.id,), (token.text,), candidates, recommendation)

    def _candidate(
        self, token: Token, core: re.Match[str], found: str, distance: int, probability: float
    ) -> Candidate:
        text = token.text[: core.start()] + _like(core.group(), found) + token.text[core.end() :]
        count = self.vocabulary.counts[found]
        letters = "letter" if distance == 1 else "letters"
        reason = (
            f"{core.group()!r} is in no list; "
            f"{found!r} differs in {distance} {letters} and was counted {count} times"
        )
        return Candidate((text,), probability, reason)


def _like(pattern: str, word: str) -> str:
    """The word in the case of the pattern."""
    if pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def _inflects(word: str, other: str) -> bool:
    """Whether one is the other with an ending: forms of one word, of which either may be meant."""
    short, long = sorted((word, other), key=len)
    return any(long == short + ending for ending in _ENDINGS)
