"""Words of a block that come in pieces with different mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tei.article import Span, SpanKind


class Mark(NamedTuple):
    """One marked-up stretch; `number` tells neighbours of one kind apart."""

    kind: SpanKind
    number: int


class _Word:
    """A word that may still grow."""

    def __init__(self) -> None:
        self.open = True
        self._pieces: list[tuple[str, tuple[Mark, ...]]] = []

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self._pieces)

    def grow(self, text: str, marks: tuple[Mark, ...]) -> None:
        self._pieces.append((text, marks))

    def marks(self) -> set[Mark]:
        """The marks that hold all letters of the word, whatever is with its punctuation."""
        telling = [marks for text, marks in self._pieces if any(map(str.isalnum, text))]
        first, *others = telling or [marks for _, marks in self._pieces]
        return set(first).intersection(*others)


class Runs:
    """Collects the text of a block piece by piece: its lines of words, and what is marked in them."""

    def __init__(self) -> None:
        self._lines: list[list[_Word]] = [[]]

    def add(self, text: str, marks: Iterable[Mark] = ()) -> None:
        """Add text that stands inside the marks; white space separates words, also between pieces."""
        marks = tuple(marks)
        for part in re.findall(r"\s+|\S+", text):
            if part.isspace():
                self.close_word()
                continue
            row = self._lines[-1]
            if not (row and row[-1].open):
                row.append(_Word())
            row[-1].grow(part, marks)

    def close_word(self) -> None:
        """What follows is another word."""
        if self._lines[-1]:
            self._lines[-1][-1].open = False

    def break_line(self) -> None:
        """What follows is another line."""
        self._lines.append([])

    def lines(self) -> list[list[str]]:
        """The words of each line that has any."""
        return [[word.text for word in row] for row in self._lines if row]

    def spans(self) -> tuple[Span, ...]:
        """The marked stretches by index into all words, in order."""
        places: dict[Mark, list[int]] = {}
        for index, word in enumerate(word for row in self._lines for word in row):
            for mark in word.marks():
                places.setdefault(mark, []).append(index)
        found = (Span(mark.kind, min(at), max(at)) for mark, at in places.items())
        return tuple(sorted(found, key=lambda span: (span.first, -span.last, span.kind)))
