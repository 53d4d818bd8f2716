"""Tables: lines beside each other are a row, words with little white between are in one cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from statistics import median

from ocr.page import BBox
from tei.article import Grid, TextLine
from tei.typography import Row

_LEVEL = 0.5
"""Share of a line's height by which the lines of a row may be out of line."""
_WHITE = 0.65
"""White between cells, as a share of a line's height, at least; words of one cell stand closer."""

_Piece = tuple[int, int, int, int]
"""A run of words: left and right edge in pixels, index of the first token and of the one after the last."""


def order_rows(lines: Sequence[Row]) -> list[list[Row]]:
    """The lines of a table by its rows from top to bottom, those of a row from left to right."""
    rows: list[list[Row]] = []
    for line in sorted(lines, key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) <= _LEVEL * rows[-1][0].line.bbox.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.line.bbox.left) for row in rows]


def find_grid(rows: Sequence[Sequence[Row]], texts: Sequence[TextLine]) -> Grid:
    """The cells of a table; empty where it has but one column, and so is none.

    Args:
        rows: the lines of each row.
        texts: the same lines one after another, as text; words that are not in it were printed rules.
    """
    white = _WHITE * median(line.line.bbox.height for row in rows for line in row)
    found, index, remaining = [], 0, iter(texts)
    for row in rows:
        pieces: list[_Piece] = []
        for line in row:
            held = {token.id for token in next(remaining).tokens}
            pieces += _divide([(word.bbox, word.id in held) for word in line.line.words], index, white)
            index += len(held)
        found.append(pieces)
    columns = _find_columns(found)
    return tuple(_place(pieces, columns) for pieces in found) if len(columns) > 1 else ()


def _middle(line: Row) -> float:
    return (line.line.bbox.top + line.line.bbox.bottom) / 2


def _divide(words: Sequence[tuple[BBox, bool]], index: int, white: float) -> list[_Piece]:
    """A line's words as pieces, cut at wide white and at rules; each word is a box and whether it is text."""
    pieces: list[_Piece] = []
    apart = True
    for box, textual in words:
        if not textual:
            apart = True
            continue
        if apart or box.left - pieces[-1][1] > white:
            pieces.append((box.left, box.right, index, index + 1))
        else:
            left, _, begin, _ = pieces[-1]
            pieces[-1] = (left, box.right, begin, index + 1)
        index, apart = index + 1, False
    return pieces


def _find_columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """Left and right edge of the columns: where the pieces of those rows stand that have the usual number."""
    counts = Counter(len(pieces) for pieces in rows if len(pieces) > 1)
    usual = max(counts, key=lambda count: (counts[count], count), default=0)
    columns = zip(*(pieces for pieces in rows if len(pieces) == usual), strict=True) if usual else ()
    return [(min(piece[0] for piece in column), max(piece[1] for piece in column)) for column in columns]


def _place(pieces: Sequence[_Piece], columns: Sequence[tuple[int, int]]) -> tuple[range, ...]:
    """A row's cells, one for each column; pieces in one column are one cell."""
    at, places = 0, []
    for left, right, _, _ in pieces:
        at = max(
            at, max(range(len(columns)), key=lambda n: min(right, columns[n][1]) - max(left, columns[n][0]))
        )
        places.append(at)
    held = {n: list(group) for n, group in groupby(range(len(pieces)), key=places.__getitem__)}
    begin = pieces[0][2]
    return tuple(
        range(pieces[held[n][0]][2], pieces[held[n][-1]][3]) if n in held else range(begin, begin)
        for n in range(len(columns))
    )
