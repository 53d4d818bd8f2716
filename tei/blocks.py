"""The blocks of an article from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tei.article import Block, BlockKind, Placement, PrintedLine, Span, SpanKind, TextLine
from tei.byline import read_authors
from tei.continuation import divide_lines
from tei.fragment import Setting
from tei.paragraph import split_paragraphs, usual_measure
from tei.table import find_grid, order_rows
from tei.typography import Row, leading

_EDITOR = re.compile(r"[-–—―~]{1,2}\s*(?:the\s+)?ed(?:itors?|s)?\b\W*$", re.IGNORECASE)
_INLINE = re.compile(r"^[-–—―~]{0,2}ed(?:itors?|s)?[.,]*[)\]]\W*$", re.IGNORECASE)
_NOTE = re.compile(r"ed(?:itors?|s)?[.,]*[)\]]", re.IGNORECASE)
_RULES = "|¦_~"


def build_blocks(parts: Sequence[Sequence[Setting]]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The article's blocks, and the authors its byline names.

    Args:
        parts: the article's lines, page by page. A paragraph that is cut by a jump stays two blocks;
            `tei.continuation` tells which.
    """
    blocks: list[Block] = []
    bylines: list[str] = []
    for settings in parts:
        for kind, rows, confidence in _runs(settings):
            name = f"b{len(blocks) + 1:03}"
            if kind is BlockKind.TABLE:
                blocks.append(_tabulate(name, rows, confidence))
                continue
            lines = divide_lines([_line(row) for row in rows])
            block = Block(name, kind, lines, confidence=confidence)
            blocks.append(_annotate(block))
            if kind is BlockKind.BYLINE:
                bylines.append(" ".join(row.text for row in rows))
    return tuple(blocks), read_authors(bylines)


def _runs(settings: Sequence[Setting]) -> Iterator[tuple[BlockKind, list[Row], float]]:
    """Neighbouring lines of one kind together, body text cut into paragraphs."""
    gap = leading([setting.row for setting in settings])
    usual = usual_measure([s.row for s in settings if s.role.kind is BlockKind.PARAGRAPH])
    for (kind, _), group in groupby(settings, key=_unit):
        found = list(group)
        rows = [setting.row for setting in found]
        confidence = min(setting.role.confidence for setting in found)
        if kind is BlockKind.PARAGRAPH:
            for made, lines in split_paragraphs(rows, gap, usual):
                yield made, lines, confidence if made is kind else 0.7
        else:
            yield kind, rows, confidence


def _unit(setting: Setting) -> tuple[BlockKind, str]:
    """What neighbouring lines of a block have in common: their kind, and a table's its region."""
    kind = setting.role.kind
    return kind, setting.row.region.id if kind is BlockKind.TABLE else ""


def _tabulate(name: str, rows: Sequence[Row], confidence: float) -> Block:
    """A table; what has but one column is a paragraph."""
    ordered = order_rows(rows)
    lines = tuple(_table_line(line) for row in ordered for line in row)
    grid = find_grid(ordered, lines)
    if not grid:
        return Block(name, BlockKind.PARAGRAPH, divide_lines([_line(row) for row in rows]), confidence=0.5)
    return Block(name, BlockKind.TABLE, lines, confidence=confidence, grid=grid)


def _table_line(row: Row) -> TextLine:
    """The line without the rules between its cells; its last word does not go on in the next one."""
    line = _line(row)
    tokens = [token for token in line.tokens if token.text.strip(_RULES)] or list(line.tokens)
    tokens[-1] = replace(tokens[-1], ends_line=True, hyphenated=False)
    return TextLine(tuple(tokens), line.placement)


def _line(row: Row) -> PrintedLine:
    """The line as text; column rules that an engine has read as marks at its ends are left out."""
    line, place = row.line, Placement(row.page.id, row.region.id, row.line.id)
    words = line.words
    if words[0].text.strip(_RULES) and words[-1].text.strip(_RULES):
        return PrintedLine(words, row.text, line.hyphenated, place)
    filled = [n for n, word in enumerate(words) if word.text.strip(_RULES)] or range(len(words))
    kept = words[filled[0] : filled[-1] + 1]
    divided = kept[-1] is words[-1] and line.hyphenated
    return PrintedLine(kept, " ".join([word.text for word in kept]), divided, place)


def _annotate(block: Block) -> Block:
    """The newspaper's own notes: the whole block where it is one, else the bracketed run inside it."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    text = " ".join([line.text for line in block.lines])
    spans = tuple(_notes(text))
    whole = len(spans) == 1 and spans[0].first == 0 and spans[0].last == text.count(" ")
    end = " ".join(text.rsplit(" ", 3)[-3:])
    if whole or (not spans and _EDITOR.search(end) and not end.endswith((")", "]"))):
        return Block(block.id, BlockKind.NOTE, block.lines, (), min(block.confidence, 0.85))
    return Block(block.id, block.kind, block.lines, spans, block.confidence)


def _notes(running: str) -> Iterator[Span]:
    """Runs from an opening bracket to "– Ed.)"; the nearest bracket before it opens."""
    if not _NOTE.search(running):
        return  # which is so nearly always, and told much sooner
    texts = running.split(" ")
    opened: int | None = None
    for index, text in enumerate(texts):
        if text.startswith(("(", "[")):
            opened = index
        dash = text[:1] in "-–—" or (index > 0 and texts[index - 1][-1:] in "-–—")
        if opened is not None and dash and _INLINE.match(text):
            yield Span(SpanKind.NOTE, opened, index)
            opened = None
        elif opened is not None and text.rstrip(".,;").endswith((")", "]")):
            opened = None
