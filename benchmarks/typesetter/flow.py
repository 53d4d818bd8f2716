"""Flow: what a bed holds, as one stream of lines and white, before it is poured into columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.typesetter.column import Slug
from benchmarks.typesetter.manuscript import Bed, CopyBlock, Story, read_words
from benchmarks.typesetter.setting import SetLine, Space, set_block
from benchmarks.typesetter.style import House
from tei.article import BlockKind

_SPANNING = (BlockKind.CAPTION, BlockKind.HEAD, BlockKind.SUBHEAD)


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of a story for a later page, and the number of the page it comes from."""

    slugs: tuple[Slug, ...]
    page: str


def set_bed(
    bed: Bed,
    stories: Mapping[str, Story],
    carried: dict[str, Carried],
    measure: float,
    house: House,
) -> Iterator[Slug]:
    """All that a bed's columns hold, in order; stories are parted by a short rule."""
    names = [name for name in bed.copy if name not in carried or carried[name].slugs]
    for position, name in enumerate(names):
        if position:
            yield Space(house.pixels(house.body * 1.1), keep=False, dash=measure * 0.3)
        if name in carried:
            yield from _jump_head(stories[name], carried[name].page, measure, house)
            yield from carried.pop(name).slugs
        else:
            spanned = position == 0 and not (bed.single or bed.boxed)
            yield from _story_slugs(stories[name], measure, house, spanned)


def _story_slugs(story: Story, measure: float, house: House, spanned: bool) -> Iterator[Slug]:
    """A story in its column, without the headings that span the bed."""
    for number, block in enumerate(story.blocks, 1):
        if not (spanned and block.kind in _SPANNING):
            yield from set_block(block, number, story, measure, house)


def set_heads(story: Story, measure: float, house: House, span: int) -> Iterator[Slug]:
    """The headings and the caption that span a bed."""
    for number, block in enumerate(story.blocks, 1):
        if block.kind in _SPANNING:
            yield from set_block(block, number, story, measure, house, span)


def set_jump_line(rest: Sequence[Slug], target: str, measure: float, house: House) -> Iterator[Slug]:
    """Where the reader finds the rest: "(Continued on page 3)"."""
    line = next(slug for slug in rest if isinstance(slug, SetLine))
    block = CopyBlock(BlockKind.JUMP_LINE, read_words(f"(Continued on page {target})"))
    yield from set_block(block, 0, Story(line.article, ()), measure, house)


def _jump_head(story: Story, origin: str, measure: float, house: House) -> Iterator[Slug]:
    head = CopyBlock(BlockKind.HEAD, read_words(story.jump_head))
    for slug in set_block(head, 0, story, measure, house):
        yield replace(slug, kind=BlockKind.JUMP_HEAD) if isinstance(slug, SetLine) else slug
    block = CopyBlock(BlockKind.JUMP_HEAD, read_words(f"(Continued from page {origin})"))
    yield from set_block(block, 0, story, measure, house)
