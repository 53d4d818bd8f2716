"""TEI as bytes, laid out so that files differ only where their content does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei.markup import LINE, PLACE, Markup

_BEGIN = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out.

    Attributes:
        pieces: what stands around its parts, one more than these.
        parts: markup that other documents may have, too.
    """

    pieces: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """The whole document: UTF-8."""
        return self.fill(self.parts)

    def fill(self, parts: Sequence[str]) -> bytes:
        """The document with other parts in the places of its own."""
        told = [self.pieces[0]]
        for before, part, after in zip(self.pieces, parts, self.pieces[1:], strict=False):
            told.append(part.replace(LINE, before[before.rindex("\n") :]))
            told.append(after)
        return "".join(told).encode()

    @property
    def frame(self) -> bytes:
        """The document without its parts."""
        return "".join(self.pieces).encode()


def lay_out(root: Markup) -> Layout:
    """A document from its root; parts begin lines."""
    return Layout(tuple(f"{_BEGIN}{root}\n".replace(LINE, "\n").split(PLACE)), root.parts)
