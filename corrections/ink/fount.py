"""The letters of a page as they are printed on it, and how well a text fits a word's image."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from corrections.ink.cutting import MARGIN, ROWS, Field
from corrections.ink.placing import AWAY, STRETCH, Shape, Table, stretch

_ROUNDS = 2
_NARROW, _WIDE = frozenset("iljftrI.,;:!'’‘-()"), frozenset("mwMW—")

Sample = tuple[Field, str]
"""A word's image and what it says."""


class Placement(NamedTuple):
    """A text laid over a word: squared ink by which they differ, and the columns between its letters."""

    cost: float
    bounds: tuple[int, ...]


@dataclass(frozen=True)
class Fount:
    """Letters of one size, each the median of its prints on a page.

    A text is laid over a word so that its letters, each a little wider or narrower than usual, cover the
    image side by side and differ least from it (document image decoding, Kopec and Chou 1994).

    Attributes:
        letters: image of each, shape (ROWS, width).
        counts: in how many prints each was seen.
        usual: what a letter of a surely read word costs; 0 where there was none.
    """

    letters: Mapping[str, Field]
    counts: Mapping[str, int]
    usual: float = 0.0

    def place(self, image: Field, text: str) -> Placement | None:
        """The best placement of a text; None where a letter is not known, or the text does not fit in."""
        if not self.letters.keys() >= set(text):
            return None
        table = self._lay_out(image, text)
        rows = [table.start]
        for letter in text:
            rows.append(table.step(rows[-1], letter))
        ends = rows[-1] + table.end
        bounds = [int(ends.argmin())]
        cost = float(ends[bounds[0]])
        if cost >= AWAY:
            return None
        for row, letter in zip(rows[-2::-1], reversed(text), strict=True):
            bounds.append(table.find_start(row, letter, bounds[-1]))
        return Placement(cost, tuple(reversed(bounds)))

    def find_rival(self, image: Field, text: str, least: int) -> float:
        """The least cost of a text with one small letter replaced by another that was seen so often."""
        others = {letter for letter, count in self.counts.items() if letter.islower() and count >= least}
        table = self._lay_out(image, others.union(text))
        before, after = [table.start], [table.end]
        for letter in text:
            before.append(table.step(before[-1], letter))
        for letter in reversed(text):
            after.append(table.step(after[-1], letter, back=True))
        costs = (
            table.join(row, other, rest)
            for row, letter, rest in zip(before, text, after[-2::-1], strict=False)
            if letter.islower()
            for other in others - {letter}
        )
        return min(costs, default=float(AWAY))

    def _lay_out(self, image: Field, letters: Iterable[str]) -> Table:
        return Table(image, {letter: self._shapes[letter] for letter in letters}, self._strip)

    @cached_property
    def _strip(self) -> int:
        widest = max(int(image.shape[1]) for image in self.letters.values())
        return 1 + round(widest * (1 + STRETCH))

    @cached_property
    def _shapes(self) -> Mapping[str, tuple[Shape, ...]]:
        return {letter: tuple(stretch(image, self._strip)) for letter, image in self.letters.items()}


def cast_fount(samples: Sequence[Sample]) -> Fount:
    """The fount that words of known text are printed in: their letters are found and averaged in turn."""
    fount = _average(samples, [_divide(image.shape[1], text) for image, text in samples])
    for _ in range(_ROUNDS):
        placed = [fount.place(image, text) for image, text in samples]
        costs = [place.cost / len(text) for place, (_, text) in zip(placed, samples, strict=True) if place]
        found = _average(samples, [place.bounds if place else () for place in placed])
        fount = Fount(found.letters, found.counts, median(costs) if costs else 0.0)
    return fount


def _divide(width: int, text: str) -> list[int]:
    """A first guess where letters begin and end."""
    widths = [0.5 if letter in _NARROW else 1.5 if letter in _WIDE else 1.0 for letter in text]
    shares = np.concatenate([[0], np.cumsum(widths)]) / sum(widths)
    guessed: list[int] = np.rint(MARGIN + shares * (width - 2 * MARGIN)).astype(int).tolist()
    return guessed


def _average(samples: Sequence[Sample], bounds: Sequence[Sequence[int]]) -> Fount:
    """The fount of words whose letters lie between such columns; words without any are left out."""
    prints: dict[str, list[Field]] = defaultdict(list)
    for (image, text), columns in zip(samples, bounds, strict=True):
        for letter, (left, right) in zip(text, pairwise(columns), strict=bool(columns)):
            if right - left > 1:
                prints[letter].append(image[:, left:right])
    letters = {letter: _blend(images) for letter, images in prints.items()}
    return Fount(letters, {letter: len(images) for letter, images in prints.items()})


def _blend(images: Sequence[Field]) -> Field:
    """The median of a letter's prints, in their median width."""
    width = round(float(median(image.shape[1] for image in images)))
    alike = [cv2.resize(image, (width, ROWS), interpolation=cv2.INTER_LINEAR) for image in images]
    return np.asarray(np.median(alike, axis=0), np.float32)
