"""Setting: copy becomes lines of type, justified and hyphenated to a measure.

Lengths are in pixels unless a name says points; a line's words stand at x offsets from its column's left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import pyphen

from benchmarks.typesetter.manuscript import CopyBlock, CopyWord, Story
from benchmarks.typesetter.style import House, Style
from tei.article import BlockKind

_POINTS = ".,;:!?”’)"


class SetWord(NamedTuple):
    """A word or part of a word at its place in the line."""

    text: str
    x: float
    italic: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of type.

    Attributes:
        words: from left to right, x from the column's left edge.
        kind, article, block: where the line belongs; `block` numbers the blocks of an article from 1.
        leading: its height.
        keep: whether a column may not end with it.
        hyphenated: whether its final hyphen only divides a word.
        misprints: (printed, meant) pairs of the words that begin in it.
    """

    words: tuple[SetWord, ...]
    style: Style
    kind: BlockKind
    article: str
    block: int
    leading: float
    keep: bool = False
    hyphenated: bool = False
    misprints: tuple[tuple[str, str], ...] = ()
    advertisement: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Space:
    """White between lines, which stretches to fill a column; `dash` is the width of a rule in it."""

    height: float
    keep: bool = True
    dash: float = 0.0


class _Piece(NamedTuple):
    word: CopyWord
    width: float


class _Row(NamedTuple):
    pieces: tuple[_Piece, ...]
    hyphenated: bool


def set_block(
    block: CopyBlock, number: int, story: Story, measure: float, house: House, span: int = 1
) -> Iterator[SetLine | Space]:
    """Set a block to a measure; white before and after it comes as `Space`."""
    style = house.style(block.kind, span)
    if story.advertisement:
        style = replace(style, align="centre", indent=0)
    heading = style.align == "centre"
    indent = house.pixels(style.indent)
    inner = measure - 2 * house.pixels(style.inset)
    rows = _balance(block.words, inner, style, house) if heading else ()
    rows = rows or _break(block.words, inner, indent, style, house, hyphenate=not heading)
    if style.before:
        yield Space(house.pixels(style.before), keep=False)
    for index, row in enumerate(rows):
        last = index == len(rows) - 1
        first = indent if index == 0 and not heading else 0.0
        words = _place(row, inner, first, last, style, house)
        shift = house.pixels(style.inset)
        yield SetLine(
            tuple(word._replace(x=word.x + shift) for word in words),
            style,
            block.kind,
            story.id,
            number,
            house.pixels(style.leading),
            keep=(heading and block.kind is not BlockKind.JUMP_LINE) or (index == 0 and not last),
            hyphenated=row.hyphenated,
            misprints=tuple((p.word.text, p.word.meant) for p in row.pieces if p.word.meant),
            advertisement=story.advertisement,
        )
    if style.after:
        yield Space(house.pixels(style.after), keep=heading)


def _balance(words: tuple[CopyWord, ...], measure: float, style: Style, house: House) -> tuple[_Row, ...]:
    """Rows of a heading of about equal length: the narrowest measure that needs no more rows."""
    best = _break(words, measure, 0, style, house, hyphenate=False)
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        rows = _break(words, measure * share, 0, style, house, hyphenate=False)
        too_wide = any(sum(piece.width for piece in row.pieces) > measure * share for row in rows)
        if len(rows) > len(best) or too_wide:
            break
        best = rows
    return best


def _break(
    words: tuple[CopyWord, ...],
    measure: float,
    indent: float,
    style: Style,
    house: House,
    hyphenate: bool,
) -> tuple[_Row, ...]:
    """Fill line after line, as a compositor does, dividing a word where the line would be loose."""
    rows: list[_Row] = []
    room, left = measure - indent, words
    while left:
        row, left = _fill_row(left, room, style, house, hyphenate)
        rows.append(row)
        room = measure
    return tuple(rows)


def _fill_row(
    words: tuple[CopyWord, ...], room: float, style: Style, house: House, hyphenate: bool
) -> tuple[_Row, tuple[CopyWord, ...]]:
    """One line, and the words that are left; a word wider than the whole line stands out of it."""
    space = _width(" ", style, house)
    row: list[_Piece] = []
    for index, word in enumerate(words):
        width = _width(word.text, style, house, word.italic)
        if width <= room:
            row.append(_Piece(word, width))
            room -= width + space
            continue
        head, tail = _divide(word, room, style, house) if hyphenate and room > 2 * space else (None, word)
        if head is not None:
            row.append(_Piece(head, _width(head.text, style, house, head.italic)))
            soft = not word.text.startswith(head.text)
            return _Row(tuple(row), soft), (tail, *words[index + 1 :])
        if not row:
            return _Row((_Piece(word, width),), False), words[1:]
        return _Row(tuple(row), False), words[index:]
    return _Row(tuple(row), False), ()


def _divide(word: CopyWord, room: float, style: Style, house: House) -> tuple[CopyWord | None, CopyWord]:
    """The longest head of a word that fits, with its hyphen, and the rest; no head where none fits."""
    for head, tail in () if word.meant else _divisions(word.text):
        if _width(head, style, house, word.italic) <= room:
            return CopyWord(head, word.italic), CopyWord(tail, word.italic)
    return None, word


@lru_cache(maxsize=8192)
def _divisions(text: str) -> tuple[tuple[str, str], ...]:
    """Ways to divide a word, longest head first; one with a hyphen or dash of its own only there."""
    own = tuple(match.end() for match in re.finditer("[-—]", text) if 1 < match.end() < len(text))
    if own:
        return tuple((text[:cut], text[cut:]) for cut in reversed(own))
    dictionary = pyphen.Pyphen(lang="en_US", left=2, right=3)
    return tuple(
        (f"{head}-", tail) for head, tail in dictionary.iterate(text) if len(tail.strip(_POINTS)) > 2
    )


def _width(text: str, style: Style, house: House, italic: bool = False) -> float:
    return house.font(style, italic).getlength(text) * style.squeeze


def _place(
    row: _Row, measure: float, indent: float, last: bool, style: Style, house: House
) -> Iterator[SetWord]:
    """Words at their x; spaces grow to fill the measure, and shrink where a word stands out of it."""
    space = _width(" ", style, house)
    natural = sum(piece.width for piece in row.pieces) + space * (len(row.pieces) - 1)
    slack = measure - indent - natural
    x = indent
    if style.align == "centre":
        x += slack / 2
    elif not last and len(row.pieces) > 1:
        space += slack / (len(row.pieces) - 1)
    for piece in row.pieces:
        yield SetWord(piece.word.text, x, piece.word.italic)
        x += piece.width + space
