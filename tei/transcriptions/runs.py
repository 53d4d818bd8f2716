"""Words of a block that come in pieces with different mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from tei.article import Grid, Span, SpanKind


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
    """Collects the text of a block piece by piece: its lines of words, and what is marked in them.

    `table` is the number of the table that the block is a row of, 0 for other blocks.
    """

    def __init__(self, table: int = 0) -> None:
        self.table = table
        self._lines: list[list[_Word]] = [[]]
        self._cells: list[int] = []
        """Where each cell of a row begins, by index into all words."""

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

    def begin_cell(self) -> None:
        """What follows is another cell of a row."""
        self.close_word()
        self._cells.append(sum(map(len, self._lines)))

    def cells(self) -> list[range]:
        """The cells of a row, by index into all words."""
        return [range(*ends) for ends in pairwise((*self._cells, sum(map(len, self._lines))))]

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


@dataclass(frozen=True, slots=True)
class Text:
    """What a block says: its lines of words, what is marked in them, and a table's cells."""

    lines: list[list[str]]
    spans: tuple[Span, ...] = ()
    grid: Grid = ()


def read_text(runs: Runs) -> Text:
    """The text of a block that is no table."""
    return Text(runs.lines(), runs.spans())


def read_table(rows: Sequence[Runs]) -> Text:
    """The text of a table, each row a line; `grid` is empty where it has but one column."""
    lines = [[word for line in row.lines() for word in line] for row in rows]
    begins = list(accumulate(map(len, lines), initial=0))
    width = max(len(row.cells()) for row in rows)
    grid = []
    for (begin, end), row in zip(pairwise(begins), rows, strict=True):
        cells = [range(begin + cell.start, begin + cell.stop) for cell in row.cells()]
        grid.append((*cells, *[range(end, end)] * (width - len(cells))))
    spans = (
        Span(span.kind, begin + span.first, begin + span.last)
        for begin, row in zip(begins, rows, strict=False)
        for span in row.spans()
    )
    return Text(lines, tuple(spans), tuple(grid) if width > 1 else ())
