"""Whether probabilities keep their word: of changes called 90 % sure, nine in ten should be right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from corrections.evaluation.alignment import Span, align
from corrections.evaluation.normalisation import Measure, read_words
from corrections.evaluation.scores import Rate
from corrections.plain_text.edits import Change

_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A change's probability, and whether the truth bears it out."""

    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Changes whose probabilities lie from `low` up to `high`: their mean, and the share that is right."""

    low: float
    high: float
    mean: float
    right: Rate


def judge(truth: str, before: str, changes: Iterable[Change]) -> Iterator[Judgement]:
    """Say of each change to `before` whether the truth has its words there, normalised."""
    rows = sorted(changes, key=lambda change: change.offset)
    spans = list(align(truth.split(), before.split())) if rows else []
    ends = list(accumulate(len(span.text) for span in spans))
    counted = position = 0
    for change in rows:
        counted += len(before[position : change.offset].split())
        position = change.offset
        there = spans[bisect_right(ends, counted) : bisect_right(ends, counted + _length(change) - 1) + 1]
        yield Judgement(change.probability, _holds(there, change.after))


def reliability(judgements: Iterable[Judgement]) -> tuple[Bin, ...]:
    """The reliability diagram's points, empty bins left out (DeGroot and Fienberg 1983)."""
    rows = tuple(judgements)
    bins: list[Bin] = []
    for low, high in pairwise(_EDGES):
        members = [r for r in rows if low <= r.probability < high or (high == 1.0 == r.probability)]
        if members:
            mean = sum(row.probability for row in members) / len(members)
            bins.append(Bin(low, high, mean, Rate(sum(row.right for row in members), len(members))))
    return tuple(bins)


def calibration_error(bins: Iterable[Bin]) -> float:
    """Mean distance between promise and outcome, from 0 to 1 (expected calibration error)."""
    rows = tuple(bins)
    count = sum(row.right.total for row in rows)
    return sum(abs(row.mean - row.right.value) * row.right.total for row in rows) / count if count else 0.0


def _length(change: Change) -> int:
    return max(1, len(change.before.split()))


def _holds(spans: Sequence[Span], after: str) -> bool:
    """Whether the words of `after` stand together in the truth of these spans."""
    there = read_words(" ".join(word for span in spans for word in span.truth), Measure.NORMALISED)
    wanted = read_words(after, Measure.NORMALISED)
    return any(there[n : n + len(wanted)] == wanted for n in range(len(there) - len(wanted) + 1))
