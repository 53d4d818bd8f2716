"""What marks a text uses, so that no rule brings in marks of another style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corrections.passage import Passage


@dataclass(frozen=True, slots=True)
class Style:
    """Whether a text has curly quotation marks, and dashes longer than a hyphen."""

    curly: bool = False
    dashed: bool = False


def read_style(passages: Iterable[Passage]) -> Style:
    """The style of a document."""
    curly = dashed = False
    for passage in passages:
        for token in passage.tokens:
            curly = curly or "“" in token.text or "”" in token.text
            dashed = dashed or "—" in token.text or "–" in token.text
    return Style(curly, dashed)
