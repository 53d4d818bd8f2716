"""Make-up: stories fill the columns of a page, and jump to another when there is no room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from benchmarks.typesetter.column import Column, Slug, balance, cut_copy, height, pour, stretch
from benchmarks.typesetter.flow import Carried, set_bed, set_heads, set_jump_line
from benchmarks.typesetter.forme import Forme, PlacedLine
from benchmarks.typesetter.manuscript import Bed, Manuscript, PagePlan, Story
from benchmarks.typesetter.masthead import set_masthead, set_running_head
from benchmarks.typesetter.setting import SetLine
from benchmarks.typesetter.style import House
from ocr.page import BBox, RegionKind
from scans.errors import FormatError
from tei.article import BlockKind

_HEADS = (BlockKind.HEAD, BlockKind.SUBHEAD)
_FEWEST_LINES = 6
"""A bed with less room than for so many lines under a picture and spanning heads gets neither."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The format: inches for the sheet and its margin, points for the gutter; columns ruled or not."""

    width: float = 9.2
    height: float = 11.5
    margin: float = 0.45
    columns: int = 4
    gutter: float = 11.0
    ruled: bool = True


@dataclass
class _Page:
    """A page being made up: how far each column is filled from above and from below."""

    house: House
    sheet: Sheet
    plan: PagePlan
    tops: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    head: float = 0.0
    foot: float = 0.0
    rules: list[BBox] = field(default_factory=list)
    pictures: list[BBox] = field(default_factory=list)
    frames: list[BBox] = field(default_factory=list)

    @property
    def gutter(self) -> float:
        return self.house.pixels(self.sheet.gutter)

    @property
    def measure(self) -> float:
        inner = (self.sheet.width - 2 * self.sheet.margin) * self.house.dpi
        return (inner - (self.sheet.columns - 1) * self.gutter) / self.sheet.columns

    def left(self, column: int) -> float:
        return self.sheet.margin * self.house.dpi + column * (self.measure + self.gutter)

    def span(self, bed: Bed) -> float:
        return self.left(bed.columns[1] - 1) + self.measure - self.left(bed.columns[0] - 1)

    def columns(self, bed: Bed) -> range:
        return range(bed.columns[0] - 1, bed.columns[1])


def make_up(manuscript: Manuscript, house: House, sheet: Sheet) -> Iterator[Forme]:
    """The pages of an issue in order; what does not fit a bed with a jump goes on where it points.

    Raises:
        FormatError: when copy without a jump is longer than its bed.
    """
    carried: dict[str, Carried] = {}
    for plan in manuscript.pages:
        page = _Page(house, sheet, plan)
        top = _set_top(page, manuscript)
        beds = _fill(page, manuscript.stories, carried)
        yield Forme(
            plan.number,
            round(sheet.width * house.dpi),
            round(sheet.height * house.dpi),
            house,
            tuple(_number_regions([*top, *(line for bed in beds for line in bed)])),
            tuple(page.rules),
            tuple(page.pictures),
            tuple(page.frames),
        )


def _set_top(page: _Page, manuscript: Manuscript) -> list[PlacedLine]:
    """Masthead on the first page, running head on the others; sets how far the columns reach."""
    sheet, house = page.sheet, page.house
    left, top = page.left(0), sheet.margin * house.dpi
    width = page.left(sheet.columns - 1) + page.measure - left
    if page.plan.number == "1":
        lines, rules, y = set_masthead(manuscript.paper, house, left, top, width)
    else:
        lines, rules, y = set_running_head(manuscript.paper, house, left, top, width, page.plan.number)
    page.rules.extend(rules)
    page.head = y
    page.tops = [y] * sheet.columns
    page.foot = (sheet.height - sheet.margin) * house.dpi
    page.floors = [page.foot] * sheet.columns
    return lines


def _fill(page: _Page, stories: Mapping[str, Story], carried: dict[str, Carried]) -> list[list[PlacedLine]]:
    """Boxes at the foot first, for they lift the floor of the rest; the answer is in reading order."""
    order = sorted(range(len(page.plan.beds)), key=lambda index: not page.plan.beds[index].boxed)
    placed: dict[int, list[PlacedLine]] = {}
    for index in order:
        bed = page.plan.beds[index]
        place = _place_box if bed.boxed else _place_bed
        placed[index] = place(page, index, stories, carried)
    return [placed[index] for index in sorted(placed)]


def _place_box(
    page: _Page, index: int, stories: Mapping[str, Story], carried: dict[str, Carried]
) -> list[PlacedLine]:
    bed = page.plan.beds[index]
    pad = page.house.pixels(page.house.body * 0.9)
    left, width = page.left(bed.columns[0] - 1), page.span(bed)
    slugs = tuple(set_bed(bed, stories, carried, width - 2 * pad, page.house))
    deep = height(slugs) + 2 * pad
    bottom = min(page.floors[column] for column in page.columns(bed))
    top = bottom - deep
    page.frames.append(BBox(round(left), round(top), round(left + width), round(bottom)))
    for column in page.columns(bed):
        page.floors[column] = top - pad
    return _place(page, Column(slugs), left + pad, top + pad, width - 2 * pad, f"{index}")


def _place_bed(
    page: _Page, index: int, stories: Mapping[str, Story], carried: dict[str, Carried]
) -> list[PlacedLine]:
    bed = page.plan.beds[index]
    if bed.cut and not _has_room(page, bed, stories):
        bed = replace(bed, single=True, picture=0.0)
    upper = _begin(page, bed)
    start = upper + _place_picture(page, bed, upper)
    left = page.left(bed.columns[0] - 1)
    lines: list[PlacedLine] = []
    top = start
    if not bed.single and bed.copy[0] not in carried:
        head = tuple(set_heads(stories[bed.copy[0]], page.span(bed), page.house, len(page.columns(bed))))
        lines += _place(page, Column(head), left, start, page.span(bed), f"{index}")
        top += height(head)
    slugs = tuple(set_bed(bed, stories, carried, page.measure, page.house))
    columns = _pour(page, index, slugs, upper, top, carried)
    for number, column in zip(page.columns(bed), columns, strict=True):
        lines += _place(page, column, page.left(number), top, page.measure, f"{index}.{number}")
        page.tops[number] = top + column.depth
    _rule_columns(page, bed, start, top)
    return lines


def _has_room(page: _Page, bed: Bed, stories: Mapping[str, Story]) -> bool:
    """Whether the picture, the heads and a few lines of text fit above what stands at the foot."""
    house, columns = page.house, page.columns(bed)
    heads = () if bed.single else set_heads(stories[bed.copy[0]], page.span(bed), house, len(columns))
    deep = bed.picture * house.dpi + height(tuple(heads)) + _FEWEST_LINES * house.pixels(house.body)
    return min(page.floors[column] for column in columns) >= deep + max(page.tops[c] for c in columns)


def _begin(page: _Page, bed: Bed) -> float:
    """The y where a bed begins, below a cut-off rule where it has one."""
    house = page.house
    y = max(page.tops[column] for column in page.columns(bed))
    left = page.left(bed.columns[0] - 1)
    if y > page.head:
        y += house.pixels(4)
        weight = max(1, round(house.pixels(0.8)))
        page.rules.append(BBox(round(left), round(y), round(left + page.span(bed)), round(y) + weight))
        y += house.pixels(4)
    return y


def _place_picture(page: _Page, bed: Bed, y: float) -> float:
    """The bed's picture at y; tells how much height it takes."""
    if not bed.picture:
        return 0.0
    left, deep = page.left(bed.columns[0] - 1), bed.picture * page.house.dpi
    page.pictures.append(BBox(round(left), round(y), round(left + page.span(bed)), round(y + deep)))
    return deep + page.house.pixels(4)


def _pour(
    page: _Page, index: int, slugs: tuple[Slug, ...], upper: float, top: float, carried: dict[str, Carried]
) -> tuple[Column, ...]:
    """The bed's columns: down to the floor where nothing follows below, else of equal depth."""
    bed = page.plan.beds[index]
    numbers = page.columns(bed)
    lowest = upper + bed.depth * page.house.dpi if bed.depth else page.foot
    depths = [min(page.floors[column], lowest) - top for column in numbers]
    below = (later for later in page.plan.beds[index + 1 :] if not later.boxed)
    followed = any(set(page.columns(later)) & set(numbers) for later in below)
    if followed and not (bed.jump or bed.depth):
        columns, rest = balance(slugs, len(numbers), min(depths))
    else:
        columns, rest = pour(slugs, depths)
    if bed.jump and not rest:
        carried[bed.copy[-1]] = Carried((), page.plan.number)
    elif bed.jump:
        jump = tuple(set_jump_line(rest, bed.jump, page.measure, page.house))
        columns, rest = pour(slugs, [*depths[:-1], depths[-1] - height(jump)])
        columns = (*columns[:-1], Column((*columns[-1].slugs, *jump), depth=depths[-1]))
        carried[bed.copy[-1]] = Carried(rest, page.plan.number)
    elif rest and bed.cut:
        columns, _ = pour(cut_copy(slugs, rest), depths)
    elif rest:
        lines = sum(isinstance(slug, SetLine) for slug in rest)
        problem = f"bed {index + 1} of page {page.plan.number} has {lines} lines too many"
        raise FormatError("the copy", problem, "Cut it, or let it jump to another page")
    return tuple(stretch(column) for column in columns)


def _place(
    page: _Page, column: Column, left: float, top: float, measure: float, key: str
) -> list[PlacedLine]:
    """Lines at their baselines; a space's dash becomes a rule."""
    placed: list[PlacedLine] = []
    y = top
    for slug in column.slugs:
        if isinstance(slug, SetLine):
            kind = _region_kind(slug)
            placed.append(
                PlacedLine(slug, left, y + 0.8 * slug.leading, f"{key}.{slug.article}.{kind}", kind)
            )
        elif slug.dash:
            x, middle = left + (measure - slug.dash) / 2, round(y + slug.height / 2)
            weight = max(1, round(page.house.pixels(0.6)))
            page.rules.append(BBox(round(x), middle, round(x + slug.dash), middle + weight))
        y += height((slug,)) + column.gap(slug)
    return placed


def _rule_columns(page: _Page, bed: Bed, start: float, top: float) -> None:
    """Upright rules left of each column but the page's first; the bed's own reach over its heading."""
    weight = max(1, round(page.house.pixels(0.6)))
    for number in page.columns(bed):
        if number and page.sheet.ruled:
            x = round(page.left(number) - page.gutter / 2)
            upper = start if number == bed.columns[0] - 1 else top
            page.rules.append(BBox(x, round(upper), x + weight, round(page.tops[number])))


def _region_kind(line: SetLine) -> RegionKind:
    if line.advertisement:
        return RegionKind.ADVERTISEMENT
    if line.kind is BlockKind.CAPTION:
        return RegionKind.CAPTION
    return RegionKind.HEADLINE if line.kind in (*_HEADS, BlockKind.JUMP_HEAD) else RegionKind.TEXT


def _number_regions(lines: list[PlacedLine]) -> Iterator[PlacedLine]:
    """Neighbouring lines of the same bed, column, story and kind make a region."""
    for number, (_, group) in enumerate(groupby(lines, key=lambda placed: placed.region), 1):
        for placed in group:
            yield replace(placed, region=f"r{number:02}")
