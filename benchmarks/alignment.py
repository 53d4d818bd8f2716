"""Which words of the truth stand where the words of a reading stand."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Alignment:
    """A reading and its truth, aligned character by character (least edit distance).

    Attributes:
        truth: its text.
        places: for each character of the reading (and its end) the place in the truth it is aligned with.
        starts, ends: of the words of the truth.
    """

    truth: str
    places: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """The whole words of the truth that stand where read[start:end] stands, divided by a space."""
        first = bisect.bisect_right(self.ends, self.places[start])
        last = bisect.bisect_left(self.starts, self.places[end])
        return " ".join(
            self.truth[a:b] for a, b in zip(self.starts[first:last], self.ends[first:last], strict=True)
        )


def align_texts(read: str, truth: str) -> Alignment:
    """Align a reading with its truth."""
    places = [0] * (len(read) + 1)
    for step in Levenshtein.opcodes(read.lower(), truth.lower()):
        length = step.dest_end - step.dest_start
        for offset, place in enumerate(range(step.src_start, step.src_end)):
            places[place] = step.dest_start + min(offset, length)
    places[len(read)] = len(truth)
    spans = [found.span() for found in _WORD.finditer(truth)]
    return Alignment(truth, tuple(places), tuple(a for a, _ in spans), tuple(b for _, b in spans))
