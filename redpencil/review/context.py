"""The text around a doubt, as readers see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from redpencil.review.doubt import Doubt
from redpencil.review.sheet import Sheet, SheetLine


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a line as it stands now.

    Attributes:
        tokens: ids of the words it is made of: one, and those that went into it.
        text: what it says now.
        lit: whether it is the one in question.
        changed: whether it says something else than the engine read.
        doubted: whether somebody is asked about it.
    """

    tokens: tuple[str, ...]
    text: str
    lit: bool = False
    changed: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class ContextLine:
    """A printed line as it stands now."""

    id: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def lit(self) -> bool:
        """Whether it holds a word in question."""
        return any(piece.lit for piece in self.pieces)


def show_context(sheet: Sheet, doubt: Doubt, around: int = 1) -> tuple[ContextLine, ...]:
    """The lines that hold the doubt, and so many before and after it in the same passage."""
    first, last = sheet.line_of[doubt.tokens[0]], sheet.line_of[doubt.tokens[-1]]
    passage = sheet.lines[first].passage
    reach = range(max(first - around, 0), min(last + around + 1, len(sheet.lines)))
    shown = (sheet.lines[index] for index in reach)
    return tuple(show_line(sheet, line, lit=doubt.tokens) for line in shown if line.passage == passage)


def show_line(
    sheet: Sheet, line: SheetLine, lit: Collection[str] = (), doubted: Collection[str] = ()
) -> ContextLine:
    """A line with what stands there now."""
    return ContextLine(line.id, tuple(_pieces(sheet, line, frozenset(lit), frozenset(doubted))))


def _pieces(sheet: Sheet, line: SheetLine, lit: frozenset[str], doubted: frozenset[str]) -> Iterator[Piece]:
    pending: Piece | None = None
    for token in line.tokens:
        text = sheet.text(token.id)
        changed = text != token.text
        if not text and pending:
            pending = Piece(
                (*pending.tokens, token.id),
                pending.text,
                pending.lit or token.id in lit,
                True,
                pending.doubted or token.id in doubted,
            )
            continue
        if pending and pending.text:
            yield pending
        pending = Piece((token.id,), text, token.id in lit, changed, token.id in doubted)
    if pending and (pending.text or pending.lit):
        yield pending
