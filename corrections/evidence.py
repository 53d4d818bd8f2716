"""What speaks for and against a correction, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.lattice import Arcs, Feature
from corrections.letters import LetterModel
from corrections.period import is_period_spelling
from corrections.readings import Readings
from corrections.stream import Place
from corrections.symbols import LONGEST
from corrections.vocabulary import BORDER, UNKNOWN

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_AROUND = 10

LABELS = (
    "odds of the reading", "probability left to what stands there", "odds over the second", "channel",
    "channel of what stands there", "letters of what stands there", "log count of the word",
    "log count of what stands there", "known as it stands", "split", "merged", "length", "growth",
    "capital inside a sentence", "all capitals", "capitals of the word", "capitals of what stands there",
    "places of the reading", "places of the word", "share of unknown words", "neighbour before unknown",
    "neighbour after unknown", "strange characters", "divided", "first letter same", "last letter same",
    "inflected", "shape", "document", "sentence start",
    "letters a letter", "letters gained", "cost of the edits", "mended", "marked",
    "older spelling", "older spellings in the text", "left out", "length left out", "name in this text",
    "pair before seen", "pair after seen", "triple seen", "pairs of what stands there seen",
    "fit", "fit of what stands there", "unknown around", "same letters",
)  # fmt: skip
"""Names of the columns of `weigh`."""


def choose(arcs: Arcs, posteriors: Floats, places: int, least: float) -> Ids:
    """The likeliest arcs that change something, none overlapping, in the order of the text."""
    some = np.flatnonzero(~arcs.kept & (posteriors >= least))
    some = some[np.argsort(-posteriors[some], kind="stable")]
    taken = np.zeros(places + 1, dtype=np.bool_)
    chosen = []
    for arc, place, span in zip(
        some.tolist(), arcs.places[some].tolist(), arcs.spans[some].tolist(), strict=True
    ):
        if not taken[place : place + span].any():
            taken[place : place + span] = True
            chosen.append(arc)
    chosen.sort(key=lambda arc: int(arcs.places[arc]))
    return np.array(chosen, dtype=np.int64)


def weigh(
    chosen: Ids,
    arcs: Arcs,
    posteriors: Floats,
    places: Sequence[Place],
    readings: Readings,
    model: LanguageModel,
    letters: LetterModel,
) -> Floats:
    """The evidence on each chosen arc; shape (arcs, LABELS)."""
    size = len(places)
    at, spans, words = arcs.places[chosen], arcs.spans[chosen], arcs.lasts[chosen]
    numbers = readings.places[at]
    texts = [readings.texts[number] for number in numbers.tolist()]
    dropped = arcs.features[chosen, Feature.DROPPED] > 0
    echoes = arcs.echoes[chosen]
    said = [
        readings.texts[echo].lower() if echo >= 0 else model.vocabulary.words[word]
        for echo, word in zip(echoes.tolist(), np.where(dropped, UNKNOWN, words).tolist(), strict=True)
    ]
    stands = np.zeros(size)
    kept = np.flatnonzero(arcs.kept)
    stands[arcs.places[kept]] = posteriors[kept]
    least = stands[at]
    for step in range(1, int(spans.max(initial=1))):
        least = np.where(spans > step, np.minimum(least, stands[np.minimum(at + step, size - 1)]), least)
    second = _seconds(arcs, posteriors, size, chosen)
    own = np.where(readings.words == UNKNOWN, -20.0, model.log_unigrams[readings.words])
    known = readings.words[numbers] != UNKNOWN
    lower = ~(readings.capital | readings.upper) & ~readings.fixed
    lost = (readings.unknown * readings.counts)[lower].sum() / max(1, readings.counts[lower].sum())
    around = np.concatenate([[False], readings.unknown[readings.places], [False, False]])
    posterior = np.clip(posteriors[chosen], 1e-6, 1 - 1e-6)
    shares = model.vocabulary.capitals
    spelled = letters.log_probabilities([text[:LONGEST] for text in texts])
    counts = np.bincount(readings.words, weights=readings.counts, minlength=len(model.vocabulary))
    older = np.array([is_period_spelling(text, word) for text, word in zip(texts, said, strict=True)])
    before, last = _likeliest(arcs, posteriors, size)
    left, far, right = last[at + 1], last[at], before[at + spans + 2]
    firsts = np.where(dropped, right, arcs.firsts[chosen])
    mine = np.where(dropped, right, words)
    there = readings.words[numbers]
    gone = np.where(dropped, left, mine)
    columns = [
        np.log(posterior / (1 - posterior)),
        least,
        np.log(posterior / np.maximum(second[at], 1e-6)),
        arcs.features[chosen, Feature.CHANNEL],
        readings.channel[numbers],
        np.where(known, 0.0, readings.letters[numbers]),
        model.log_unigrams[words],
        own[numbers],
        known,
        arcs.features[chosen, Feature.SPLIT],
        spans - 1,
        [len(text) for text in texts],
        [len(word) - len(text) for word, text in zip(said, texts, strict=True)],
        readings.capital[numbers]
        & np.array([not places[place].opens for place in at.tolist()], dtype=np.bool_),
        readings.upper[numbers],
        shares[words],
        np.where(known, shares[readings.words[numbers]], 0.5),
        np.log(readings.counts[numbers]),
        np.log1p(np.where(echoes >= 0, readings.counts[echoes], counts[words])),
        np.full(len(chosen), lost),
        around[at],
        around[at + spans + 1],
        [sum(not letter.isalpha() for letter in text) for text in texts],
        [len(places[place].pieces) - 1 for place in at.tolist()],
        [text[:1].lower() == word[:1] for word, text in zip(said, texts, strict=True)],
        [text[-1:].lower() == word[-1:] for word, text in zip(said, texts, strict=True)],
        [_inflected(text.lower(), word) for word, text in zip(said, texts, strict=True)],
        arcs.features[chosen, Feature.SHAPE],
        arcs.features[chosen, Feature.DOCUMENT],
        [places[place].opens for place in at.tolist()],
        spelled / np.maximum([len(text) for text in texts], 1),
        letters.log_probabilities([word[:LONGEST] for word in said]) - spelled,
        arcs.features[chosen, Feature.CHANNEL] - readings.channel[numbers],
        arcs.features[chosen, Feature.MENDED],
        arcs.features[chosen, Feature.MARKED],
        older,
        np.full(len(chosen), np.log1p(1000 * older.sum() / size)),
        dropped,
        arcs.features[chosen, Feature.SCRAP],
        echoes >= 0,
        model.log_counts(left, firsts),
        model.log_counts(gone, right),
        model.log_counts(left, firsts, right),
        model.log_counts(left, there)
        + model.log_counts(readings.words[readings.places[at + spans - 1]], right),
        model.log_probabilities(far, left, firsts) + model.log_probabilities(left, gone, right),
        model.log_probabilities(far, left, there) + model.log_probabilities(left, there, right),
        _share_around(readings.unknown[readings.places], at),
        [sorted(text.lower()) == sorted(word) for word, text in zip(said, texts, strict=True)],
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


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


def _seconds(arcs: Arcs, posteriors: Floats, size: int, chosen: Ids) -> Floats:
    """By place, the probability of the best arc that was not chosen."""
    rest = np.ones(len(arcs), dtype=np.bool_)
    rest[chosen] = False
    second = np.zeros(size)
    np.maximum.at(second, arcs.places[rest], posteriors[rest])
    return second


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
