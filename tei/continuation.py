"""Paragraphs and quotations that a jump or a picture cuts in two: two blocks of the page, one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tei.article import AnyLine, Block, BlockKind, Span, TextLine
from tei.spelling import HYPHENS

UNREAD = frozenset((BlockKind.JUMP_LINE, BlockKind.JUMP_HEAD, BlockKind.FURNITURE))
"""What stands on the page but is no part of a reading text."""
_RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTATION))
_STOPPED = re.compile(r"[.!?:…][\"'”’)\]]*$")
"""How a text ends after which no sentence runs on."""
_LETTER = re.compile(r"[^\W\d_]")


def find_continuations(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Blocks whose sentence goes on, each with the block in which it does.

    Only jump lines, running heads and captions stand between the two. Over a jump, a sentence that has not
    ended goes on, and whatever begins with a small letter; past a picture both must be so.
    """
    before: Block | None = None
    between: set[BlockKind] = set()
    for block in blocks:
        if block.kind in UNREAD or block.kind is BlockKind.CAPTION:
            between.add(block.kind)
            continue
        if before and between and block.kind is before.kind and _goes_on(before, block, between):
            yield before, block
        before = block if block.kind in _RUNNING else None
        between = set()


def _goes_on(before: Block, block: Block, between: set[BlockKind]) -> bool:
    if not (before.lines and block.lines):
        return False
    first = _LETTER.search(block.lines[0].text)
    small = first is not None and first[0].islower()
    ended = _STOPPED.search(before.lines[-1].text) is not None
    return (small or not ended) if between & UNREAD else (small and not ended)


def join_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as a reader meets them, those that are one text put together where it begins."""
    onward = {first.id: second for first, second in find_continuations(blocks)}
    rests = {block.id for block in onward.values()}
    return tuple(_whole(block, onward) for block in blocks if block.id not in rests)


def _whole(block: Block, onward: dict[str, Block]) -> Block:
    if block.id not in onward:
        return block
    rest = _whole(onward[block.id], onward)
    past = len(block.tokens)
    spans = (*block.spans, *(Span(s.kind, s.first + past, s.last + past) for s in rest.spans))
    return replace(block, lines=divide_lines((*block.lines, *rest.lines)), spans=spans)


def divide_lines(lines: Sequence[AnyLine]) -> tuple[AnyLine, ...]:
    """The lines with words marked that go on in the next line of the block, whatever column that is in."""
    made = list(lines)
    for n, (line, after) in enumerate(pairwise(lines)):
        text = line.text
        divided = text[-1:] in HYPHENS and text[-2:-1].isalpha() and after.text[:1].islower()
        if isinstance(line, TextLine):
            rest = [replace(token, hyphenated=divided) for token in line.tokens[-1:]]
            made[n] = replace(line, tokens=(*line.tokens[:-1], *rest))
        elif divided != line.hyphenated:
            made[n] = replace(line, hyphenated=divided)
    return tuple(made)
