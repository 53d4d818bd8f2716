"""Two texts side by side: which words of the one stand for which of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

LONGEST = 10_000
"""Words that are compared as one; longer texts are first cut where both surely agree."""
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the truth and the words of the text that stand for them; either side may be empty."""

    truth: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def equal(self) -> bool:
        return self.truth == self.text


def align(truth: Sequence[str], text: Sequence[str]) -> Iterator[Span]:
    """Spans in order, as small as they can be; put together, each side is its text again.

    Equal words are found by Levenshtein distance over words (Levenshtein 1966); what lies between is
    parted at the spaces that a Levenshtein alignment of its characters matches, so that a split or
    joined word stands in one span.
    """
    for left, right in cut(truth, text):
        codes = Levenshtein.opcodes(left, right)
        for equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
            block = list(group)
            before = left[block[0].src_start : block[-1].src_end]
            after = right[block[0].dest_start : block[-1].dest_end]
            if equal:
                yield from (Span((word,), (word,)) for word in before)
            else:
                yield from _part(before, after)


def cut(truth: Sequence[str], text: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Cut two word lists into matching stretches short enough to compare.

    The cuts are at phrases that each side holds once and in the same order (patience diff, Cohen 2003);
    where a long stretch has none, it is cut in proportion, and the distance is then an upper bound.
    """
    end = (len(truth), len(text))
    anchors = _anchors(truth, text) if max(end) > LONGEST else []
    for (i, j), (k, m) in pairwise(_marks((*anchors, end))):
        yield truth[i:k], text[j:m]


def _marks(stops: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where to cut: at anchors far enough apart, and in proportion where they are too far."""
    start = (0, 0)
    yield start
    for stop in stops:
        length = max(stop[0] - start[0], stop[1] - start[1])
        if length >= LONGEST // 4 or stop == stops[-1]:
            parts = -(-length // LONGEST) or 1
            for n in range(1, parts + 1):
                yield (
                    start[0] + (stop[0] - start[0]) * n // parts,
                    start[1] + (stop[1] - start[1]) * n // parts,
                )
            start = stop


def _anchors(truth: Sequence[str], text: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of phrases that stand once on each side, the longest run of them in the same order."""
    left, right = _single_phrases(truth), _single_phrases(text)
    pairs = sorted((left[phrase], right[phrase]) for phrase in left.keys() & right.keys())
    return _longest_increasing(pairs)


def _single_phrases(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    phrases = list(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))
    counts = Counter(phrases)
    return {phrase: position for position, phrase in enumerate(phrases) if counts[phrase] == 1}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second numbers grow (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        previous[index] = ends[place - 1] if place else -1
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _part(truth: Sequence[str], text: Sequence[str]) -> Iterator[Span]:
    """Part unequal words at the spaces that their characters' alignment matches."""
    if not truth or not text:
        yield Span(tuple(truth), tuple(text))
        return
    left, right = " ".join(truth), " ".join(text)
    i = j = 0
    for block in Levenshtein.opcodes(left, right):
        if block.tag != "equal":
            continue
        for offset in range(block.src_end - block.src_start):
            k, m = block.src_start + offset, block.dest_start + offset
            if left[k] == " ":
                yield Span(tuple(left[i:k].split()), tuple(right[j:m].split()))
                i, j = k + 1, m + 1
    yield Span(tuple(left[i:].split()), tuple(right[j:].split()))
