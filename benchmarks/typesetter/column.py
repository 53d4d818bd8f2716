"""Columns: lines and white poured to a depth, balanced, and stretched to end together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.typesetter.setting import SetLine, Space

Slug = SetLine | Space


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column; pixels.

    Attributes:
        depth: how deep it should be.
        line_gap, space_gap: white added below each line and to each space to reach that depth.
    """

    slugs: tuple[Slug, ...]
    depth: float = 0.0
    line_gap: float = 0.0
    space_gap: float = 0.0

    def gap(self, slug: Slug) -> float:
        return self.line_gap if isinstance(slug, SetLine) else self.space_gap


def height(slugs: Sequence[Slug]) -> float:
    """Height of lines and white as they stand."""
    return sum(slug.leading if isinstance(slug, SetLine) else slug.height for slug in slugs)


def pour(slugs: tuple[Slug, ...], depths: Sequence[float]) -> tuple[tuple[Column, ...], tuple[Slug, ...]]:
    """Fill columns of given depths in order; returns them and what is left over."""
    columns: list[Column] = []
    for depth in depths:
        slugs = _without_white(slugs)
        count = _count_fitting(slugs, depth)
        taken, slugs = slugs[:count], slugs[count:]
        columns.append(Column(_without_white(taken[::-1])[::-1], depth))
    return tuple(columns), _without_white(slugs)


def balance(
    slugs: tuple[Slug, ...], count: int, deepest: float
) -> tuple[tuple[Column, ...], tuple[Slug, ...]]:
    """Columns of the least equal depth that holds everything, at most `deepest`; and what is left over."""
    step = min(slug.leading for slug in slugs if isinstance(slug, SetLine)) / 4
    depth = height(slugs) / count * 0.9
    columns, rest = pour(slugs, [depth] * count)
    while rest and depth < deepest:
        depth = min(depth + step, deepest)
        columns, rest = pour(slugs, [depth] * count)
    return columns, rest


def cut_copy(slugs: tuple[Slug, ...], rest: tuple[Slug, ...]) -> tuple[Slug, ...]:
    """What an editor leaves standing when `rest` finds no room: whole paragraphs, no lone heading."""
    first = next(slug for slug in rest if isinstance(slug, SetLine))
    kept = slugs[: len(slugs) - len(rest)]
    while kept and not _may_end(kept[-1], first):
        kept = kept[:-1]
    return kept


def _may_end(slug: Slug, cut: SetLine) -> bool:
    return (
        isinstance(slug, SetLine) and not slug.keep and (slug.article, slug.block) != (cut.article, cut.block)
    )


def stretch(column: Column, most: float = 0.2) -> Column:
    """Open a column to its depth, spaces five times as far as lines; a short one is left short.

    `most` is the largest white between two lines, in line heights.
    """
    lines = [slug for slug in column.slugs[:-1] if isinstance(slug, SetLine)]
    spaces = len(column.slugs) - 1 - len(lines)
    slack = column.depth - height(column.slugs)
    if not lines or slack <= 0:
        return column
    unit = slack / (len(lines) + 5 * spaces)
    if unit > most * lines[0].leading:
        return column
    return Column(column.slugs, column.depth, unit, 5 * unit)


def _count_fitting(slugs: tuple[Slug, ...], depth: float) -> int:
    """How many go into a depth, so that no heading or first line of a paragraph ends the column."""
    count, used = 0, 0.0
    while count < len(slugs) and used + height(slugs[count : count + 1]) <= depth + 0.01:
        used += height(slugs[count : count + 1])
        count += 1
    if count == len(slugs):
        return count
    while count and slugs[count - 1].keep:
        count -= 1
    return count


def _without_white(slugs: tuple[Slug, ...]) -> tuple[Slug, ...]:
    """The slugs from the first line on."""
    first = next((index for index, slug in enumerate(slugs) if isinstance(slug, SetLine)), len(slugs))
    return slugs[first:]
