"""What a correction is weighed by: how sure the decoder is, letters, the text, the neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature
from corrections.letters import LetterModel
from corrections.period import OLD, is_period_spelling
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import BORDER, UNKNOWN

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = Mapping[str, Sequence[float] | NDArray[np.generic]]

_AROUND = 10
_STRAYS, _SHORT = 0.005, 100
"""Share of places that are left out where nothing is known of a text, and as how many places that counts."""
_RAREST = -20.0
"""Log of the share of a word that nobody counted."""


@dataclass(frozen=True)
class Scales:
    """Corrections of a document with what they are weighed by; each method gives columns by label.

    Attributes:
        chosen: the arcs that correct, in the order of the text.
        arcs, posteriors: all arcs of the lattice, and how probable the decoder finds each.
        places, readings: the document.
        model, letters: of words and of letters.
    """

    chosen: Ids
    arcs: Arcs
    posteriors: Floats
    places: Sequence[Place]
    readings: Readings
    model: LanguageModel
    letters: LetterModel

    def of_lattice(self) -> Columns:
        """How sure the decoder is, and what sort of change it is."""
        features, posterior = self.arcs.features[self.chosen], np.clip(self._posterior, 1e-6, 1 - 1e-6)
        cost = features[:, Feature.CHANNEL] - self.readings.channel[self._numbers]
        context = self.arcs.features[:, Feature.CONTEXT]
        return {
            "odds of the reading": np.log(posterior / (1 - posterior)),
            "probability left to what stands there": self._find_left(),
            "odds over the second": np.log(posterior / np.maximum(self._find_seconds(), 1e-6)),
            "channel": features[:, Feature.CHANNEL],
            "channel of what stands there": self.readings.channel[self._numbers],
            "cost of the edits": cost,
            "split": features[:, Feature.SPLIT],
            "merged": self._spans - 1,
            "mended": features[:, Feature.MENDED],
            "marked": features[:, Feature.MARKED],
            "left out": self._dropped,
            "left out in the text": np.full(len(self.chosen), self._find_strays()),
            "length left out": features[:, Feature.SCRAP],
            "shape": features[:, Feature.SHAPE],
            "document": features[:, Feature.DOCUMENT],
            "context": context[self.chosen],
            "context of what stands there": self._find_standing(self.arcs.features[:, Feature.CONTEXT])[
                self._at
            ],
        }

    def of_spelling(self) -> Columns:
        """What stands there and what it becomes, letter by letter."""
        pairs = list(zip(self._texts, self._said, strict=True))
        spelled = self.letters.log_probabilities([text[:LONGEST] for text in self._texts])
        becomes = self.letters.log_probabilities([word[:LONGEST] for word in self._said])
        return {
            "length": [len(text) for text in self._texts],
            "growth": [len(word) - len(text) for text, word in pairs],
            "strange characters": [sum(not letter.isalpha() for letter in text) for text in self._texts],
            "divided": [self.places[place].rest is not None for place in self._at.tolist()],
            "first letter same": [text[:1].lower() == word[:1] for text, word in pairs],
            "last letter same": [text[-1:].lower() == word[-1:] for text, word in pairs],
            "same letters": [sorted(text.lower()) == sorted(word) for text, word in pairs],
            "inflected": [_inflected(text.lower(), word) for text, word in pairs],
            "letters of what stands there": np.where(self._known, 0.0, self.readings.letters[self._numbers]),
            "letters a letter": spelled / np.maximum([len(text) for text in self._texts], 1),
            "letters gained": becomes - spelled,
            "older spelling": self._older,
        }

    def of_text(self) -> Columns:
        """How usual both are, here and elsewhere, and what the text is like."""
        readings, numbers, words = self.readings, self._numbers, self.arcs.lasts[self.chosen]
        own = np.where(readings.words == UNKNOWN, _RAREST, self.model.log_unigrams[readings.words])
        opens = np.array([self.places[place].opens for place in self._at.tolist()], dtype=np.bool_)
        counts = np.bincount(readings.words, weights=readings.counts, minlength=len(self.model.vocabulary))
        times = np.where(self._echoes >= 0, readings.counts[self._echoes], counts[words])
        shares, size = self.model.vocabulary.capitals, len(self.places)
        old = readings.counts[[text.lower() in OLD for text in readings.texts]].sum()
        return {
            "log count of the word": self.model.log_unigrams[words],
            "log count of what stands there": own[numbers],
            "known as it stands": self._known,
            "capital inside a sentence": readings.capital[numbers] & ~opens,
            "all capitals": readings.upper[numbers],
            "capitals of the word": shares[words],
            "capitals of what stands there": np.where(self._known, shares[readings.words[numbers]], 0.5),
            "places of the reading": np.log(readings.counts[numbers]),
            "places of the word": np.log1p(times),
            "name in this text": self._echoes >= 0,
            "sentence start": opens,
            "share of unknown words": np.full(len(self.chosen), readings.noise),
            "older spellings in the text": np.full(len(self.chosen), np.log1p(1000 * old / size)),
        }

    def of_neighbours(self) -> Columns:
        """How well both stand between the words beside them, as those are most probably to be read."""
        at, spans, model, stream = (
            self._at,
            self._spans,
            self.model,
            self.readings.stream,
        )
        before, last = _likeliest(self.arcs, self.posteriors, len(self.places))
        left, far, right = last[at + 1], last[at], before[at + spans + 2]
        first = np.where(self._dropped, right, self.arcs.firsts[self.chosen])
        final = np.where(self._dropped, left, self.arcs.lasts[self.chosen])
        there = stream[at]
        unknown = self.readings.unknown[self.readings.places]
        around = np.concatenate([[False], unknown, [False, False]])
        return {
            "neighbour before unknown": around[at],
            "neighbour after unknown": around[at + spans + 1],
            "unknown around": _share_around(unknown, at),
            "pair before seen": model.log_counts(left, first),
            "pair after seen": model.log_counts(final, right),
            "triple seen": model.log_counts(left, first, right),
            "pairs of what stands there seen": model.log_counts(left, there)
            + model.log_counts(stream[at + spans - 1], right),
            "fit": model.log_probabilities(far, left, first) + model.log_probabilities(left, final, right),
            "fit of what stands there": model.log_probabilities(far, left, there)
            + model.log_probabilities(left, there, right),
        }

    def of_parts(self) -> Columns:
        """What is known of the parts of words that are put together, and of the hyphens between them."""
        stream = self.readings.stream
        own = np.where(stream == UNKNOWN, np.float32(_RAREST), self.model.log_unigrams[stream])
        after = np.minimum(self._at + 1, len(stream) - 1)
        merged = self._spans > 1
        hyphens = merged & np.array([self.places[at].hyphened for at in self._at.tolist()], dtype=np.bool_)
        divided = hyphens.sum() - hyphens
        return {
            "parts seen together": np.where(
                merged, self.model.log_counts(stream[self._at], stream[after]), 0
            ),
            "log count of the rarest part": np.where(merged, np.minimum(own[self._at], own[after]), 0),
            "hyphen between": hyphens,
            "other hyphens between parts": np.log1p(1000 * divided / len(self.places)),
        }

    @cached_property
    def _at(self) -> Ids:
        return self.arcs.places[self.chosen]

    @cached_property
    def _spans(self) -> Ids:
        return self.arcs.spans[self.chosen]

    @cached_property
    def _echoes(self) -> Ids:
        return self.arcs.echoes[self.chosen]

    @cached_property
    def _posterior(self) -> Floats:
        return self.posteriors[self.chosen]

    @cached_property
    def _numbers(self) -> Ids:
        """Of the readings, of the first where several are joined."""
        return self.readings.places[self._at]

    @cached_property
    def _texts(self) -> list[str]:
        return [self.readings.texts[number] for number in self._numbers.tolist()]

    @cached_property
    def _dropped(self) -> Flags:
        return np.asarray(self.arcs.features[self.chosen, Feature.DROPPED] > 0, dtype=np.bool_)

    @cached_property
    def _known(self) -> Flags:
        return np.asarray(self.readings.words[self._numbers] != UNKNOWN, dtype=np.bool_)

    @cached_property
    def _said(self) -> list[str]:
        """What is said instead, in lower case."""
        words = np.where(self._dropped, UNKNOWN, self.arcs.lasts[self.chosen]).tolist()
        return [
            self.readings.texts[echo].lower() if echo >= 0 else self.model.vocabulary.words[word]
            for echo, word in zip(self._echoes.tolist(), words, strict=True)
        ]

    @cached_property
    def _older(self) -> Flags:
        pairs = zip(self._texts, self._said, strict=True)
        return np.array([is_period_spelling(text, word) for text, word in pairs], dtype=np.bool_)

    def _find_standing(self, values: Floats) -> Floats:
        """Of values of all arcs, those of what stands at each place."""
        standing, kept = np.zeros(len(self.places)), np.flatnonzero(self.arcs.kept)
        standing[self.arcs.places[kept]] = values[kept]
        return standing

    def _find_strays(self) -> float:
        """Log of the share of places that are expected to be left out."""
        strays = self.posteriors[self.arcs.features[:, Feature.DROPPED] > 0].sum()
        return float(np.log((strays + _STRAYS * _SHORT) / (len(self.places) + _SHORT)))

    def _find_left(self) -> Floats:
        """The least probability of what stands at the places of an arc."""
        stands = self._find_standing(self.posteriors)
        least = stands[self._at]
        for step in range(1, int(self._spans.max(initial=1))):
            other = stands[np.minimum(self._at + step, len(stands) - 1)]
            least = np.where(self._spans > step, np.minimum(least, other), least)
        return least

    def _find_seconds(self) -> Floats:
        """The probability of the best arc from there that was not chosen."""
        rest = np.ones(len(self.arcs), dtype=np.bool_)
        rest[self.chosen] = False
        second = np.zeros(len(self.places))
        np.maximum.at(second, self.arcs.places[rest], self.posteriors[rest])
        return np.asarray(second[self._at], dtype=np.float64)


def _likeliest(arcs: Arcs, posteriors: Floats, size: int) -> tuple[Ids, Ids]:
    """The word that most probably begins, and that ends, at each place, with two borders on either side."""
    first, last = (np.full(size + 4, BORDER, dtype=np.int64) for _ in range(2))
    order = np.argsort(posteriors, kind="stable")
    first[arcs.places[order] + 2] = arcs.firsts[order]
    last[arcs.places[order] + arcs.spans[order] + 1] = arcs.lasts[order]
    return first, last


def _share_around(flags: NDArray[np.bool_], at: Ids) -> Floats:
    """The share of flags that are set among the ten on either side."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    low, high = np.maximum(at - _AROUND, 0), np.minimum(at + _AROUND + 1, len(flags))
    return np.asarray((sums[high] - sums[low]) / (high - low), dtype=np.float64)


def _inflected(text: str, word: str) -> bool:
    """Whether one is the other with an ending, so that either may have been printed."""
    short, long = sorted((text, word), key=len)
    return long.startswith(short) and long[len(short) :] in (
        "s",
        "d",
        "ed",
        "es",
        "ing",
        "ly",
        "r",
        "er",
        "n",
    )
