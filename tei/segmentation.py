"""From the pages of one issue to its articles."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice

from ocr.page import Page
from scans.scan import Label
from tei.article import Article, BlockKind, Genre
from tei.batch import stem
from tei.blocks import build_blocks
from tei.captions import settle_captions
from tei.closing import settle_closings
from tei.fragment import TITLING, Fragment, MeasuredPage, Setting
from tei.frames import find_frames
from tei.heading import assign_roles
from tei.joining import join_fragments
from tei.metadata import Series
from tei.opening import settle_openings
from tei.overrides import Overrides
from tei.promotion import promote_heads
from tei.storeys import settle_storeys
from tei.typography import Row, measure_page


def segment(
    pages: Sequence[Page],
    labels: Mapping[str, Label],
    series: Series,
    overrides: Overrides = Overrides(),  # noqa: B008 (frozen)
) -> tuple[Article, ...]:
    """The articles of one issue, in the order in which they begin.

    Headlines begin articles; jump lines join their parts over pages; what a person has set in `overrides`
    stands as it is. Masthead, running heads and folios are part of no article.

    Args:
        pages: of one issue, in order.
        labels: by page id; the first page's label names the issue.
        series: the newspaper.
        overrides: what a person has set.

    Raises:
        FormatError: an override names a page, region or line that is not there.
    """
    return segment_measured(measure_pages(pages, series), labels, series, overrides)


def measure_pages(pages: Iterable[Page], series: Series) -> tuple[MeasuredPage, ...]:
    """What segmentation goes by, whatever a person sets: worth keeping while people rearrange an issue."""
    rows = ((page, measure_page(page)) for page in pages)
    return tuple(MeasuredPage(page, found, assign_roles(found, series)) for page, found in rows)


def segment_measured(
    pages: Sequence[MeasuredPage], labels: Mapping[str, Label], series: Series, overrides: Overrides
) -> tuple[Article, ...]:
    """The same as `segment`, of pages that have been measured."""
    read = [_read(measured, overrides) for measured in pages]
    jumps = (setting.role.jump for found in read for setting in found)
    awaited = {jump.page for jump in jumps if jump and jump.onward}
    fragments: list[Fragment] = []
    for measured, settings in zip(pages, read, strict=True):
        page, number = measured.page, labels.get(measured.page.id, Label()).number or ""
        fixed = overrides.lines_with_kinds(page)
        ordered = settings if page.drawn else settle_storeys(settings)
        ordered = settle_captions(page, ordered, fixed)
        fragments += _cut(page, promote_heads(ordered, fixed, number in awaited, series), number, overrides)
    issue = replace(labels.get(pages[0].page.id, Label()), number=None) if pages else Label()
    joined = [settle_closings(settle_openings(parts)) for parts in join_fragments(tuple(fragments))]
    names = _names({parts[0].fixed for parts in joined})
    return tuple(
        _article(parts, f"{stem(issue, series)}.{parts[0].fixed or next(names)}", issue) for parts in joined
    )


def group_issues(labels: Mapping[str, Label]) -> tuple[tuple[str, ...], ...]:
    """Ids of pages of the same date, volume and number together, in the order in which they come."""
    issues: dict[Label, list[str]] = {}
    for page, label in labels.items():
        issues.setdefault(replace(label, number=None), []).append(page)
    return tuple(tuple(issue) for issue in issues.values())


def _read(measured: MeasuredPage, overrides: Overrides) -> list[Setting]:
    """The page's lines, and what they are taken for or a person has said they are."""
    roles = overrides.roles(measured.page, measured.rows, measured.roles)
    frames = find_frames(measured.page)
    return [
        Setting(row, role, frames.get(row.region.id)) for row, role in zip(measured.rows, roles, strict=True)
    ]


def _cut(page: Page, settings: Sequence[Setting], number: str, overrides: Overrides) -> list[Fragment]:
    fragments, current = [], list[Setting]()
    claimed = overrides.claims(page)
    previous = ""
    for index, setting in enumerate(settings):
        owner = claimed.get(setting.row.line.id, "")
        if setting.role.kind is BlockKind.FURNITURE and not owner:
            continue
        if current and (owner != previous or (not owner and _opens(current, settings, index))):
            fragments.append(_fragment(current, number, previous, overrides.genre(page, previous)))
            current = []
        current.append(setting)
        previous = owner
    if current:
        fragments.append(_fragment(current, number, previous, overrides.genre(page, previous)))
    return _resume(fragments)


def _resume(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments, those put together that are one text with an advertisement between its columns."""
    found: list[Fragment] = []
    for fragment in fragments:
        at = next((i for i in reversed(range(len(found))) if found[i].genre is Genre.ARTICLE), None)
        if at is not None and at < len(found) - 1 and _continues(found[at], fragment):
            found[at] = replace(found[at], settings=(*found[at].settings, *fragment.settings))
        else:
            found.append(fragment)
    return found


def _continues(before: Fragment, fragment: Fragment) -> bool:
    """Whether a fragment is the rest of another on its page: text without a headline, nothing set by hand.

    What ends with a jump line goes on elsewhere.
    """
    begins, ends = fragment.settings[0].role.kind, before.settings[-1].role.kind
    bare = fragment.genre is Genre.ARTICLE and begins in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
    return bare and ends is not BlockKind.JUMP_LINE and not before.fixed and not fragment.fixed


def _opens(current: Sequence[Setting], settings: Sequence[Setting], index: int) -> bool:
    """Whether the line at the index begins a new fragment after the current one."""
    above, coming = current[-1], settings[index]
    kind, last = coming.role.kind, above.role.kind
    if last is BlockKind.JUMP_LINE:
        return True
    if kind is last and coming.row.region is above.row.region:
        return False  # which is so nearly always, and told sooner
    if coming.boxed and (coming.row.region is above.row.region or coming.frame == above.frame is not None):
        return False
    if above.boxed != coming.boxed:
        return True
    if kind is BlockKind.CAPTION and last is not kind:
        kinds = (setting.role.kind for setting in islice(settings, index, None))
        return next((other for other in kinds if other is not kind), None) in TITLING
    return kind in TITLING and last not in (kind, BlockKind.CAPTION, *_decks(kind))


def _decks(kind: BlockKind) -> tuple[BlockKind, ...]:
    """What may stand above a line of a headline in the same headline."""
    return (BlockKind.SUBHEAD,) if kind is BlockKind.HEAD else ()


def _fragment(settings: Sequence[Setting], number: str, fixed: str, genre: Genre | None) -> Fragment:
    body = [s.row for s in settings if s.role.kind in (BlockKind.PARAGRAPH, BlockKind.SECTION)]
    boxed = any(s.boxed for s in settings)
    genre = genre or (Genre.ADVERTISEMENT if boxed or _ragged(body) else Genre.ARTICLE)
    heads = [s.role.confidence for s in settings if s.role.kind in TITLING]
    confidence = 1.0 if fixed else min(heads, default=0.3)
    return Fragment(tuple(settings), number, fixed, genre, confidence)


def _ragged(rows: Sequence[Row]) -> bool:
    """Whether lines of different measure stand one in the middle under another, as in advertisements."""
    if len(rows) < 4:
        return False
    middles = [(row.line.bbox.left + row.line.bbox.right) / 2 / row.em for row in rows]
    return _spread(middles) < 0.8 and _spread([row.width for row in rows]) > 1.5


def _spread(values: Sequence[float]) -> float:
    """The standard deviation, much sooner than by `statistics`, which counts in fractions."""
    mean = sum(values) / len(values)
    return math.sqrt(sum([(value - mean) ** 2 for value in values]) / len(values))


def _article(parts: Sequence[Fragment], name: str, label: Label) -> Article:
    blocks, authors = build_blocks([part.settings for part in parts])
    numbers = tuple(dict.fromkeys(part.number for part in parts if part.number))
    return Article(
        id=name,
        blocks=blocks,
        label=label,
        pages=numbers,
        authors=authors,
        genre=parts[0].genre,
        confidence=min(part.confidence for part in parts),
    )


def _names(taken: Collection[str]) -> Iterator[str]:
    """Names for articles to which a person has given none: what one sets does not rename the others."""
    return (name for n in count(1) if (name := f"a{n:02}") not in taken)
