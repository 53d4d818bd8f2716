"""Words, lines and blocks of a transcription, with ids that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corrections.passage import Token
from tei.article import Block, BlockKind, Grid, Span, TextLine

_LONGEST_LINE = 200
"""Characters; a longer line is a paragraph, however it is separated."""


def split_paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph: lines between empty ones, from an indented one on, or one long line."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if len(line) > _LONGEST_LINE:
            paragraphs += [[line], []]
        elif line.strip():
            if paragraphs[-1] and _is_indented(line) and not _is_indented(paragraphs[-1][-1]):
                paragraphs.append([])
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_indented(line: str) -> bool:
    return line.startswith(("  ", "\t"))


def build_block(
    number: int,
    kind: BlockKind,
    lines: Iterable[Sequence[str]],
    spans: tuple[Span, ...] = (),
    confidence: float = 1.0,
    grid: Grid = (),
) -> Block:
    """A block from the words of its lines; `number` counts all blocks of the transcription from 1.

    The block is named "b07", its words "b07.w012", counted from 1 over all its lines.
    """
    name = f"b{number:02d}"
    rows = [list(line) for line in lines]
    made, count = [], 0
    for position, row in enumerate(rows):
        following = rows[position + 1] if position + 1 < len(rows) else []
        tokens = []
        for place, word in enumerate(row, 1):
            count += 1
            ends = place == len(row)
            divided = ends and not grid and _is_divided(word, following)
            tokens.append(Token(f"{name}.w{count:03d}", word, ends_line=ends, hyphenated=divided))
        made.append(TextLine(tuple(tokens)))
    return Block(name, kind, tuple(made), spans, confidence, grid)


def _is_divided(word: str, following: Sequence[str]) -> bool:
    """Whether a word at the end of a line goes on in the next one."""
    return bool(re.search(r"\w[-‐¬\u00ad]$", word) and following and following[0][:1].islower())
