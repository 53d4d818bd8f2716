"""Paragraphs from lines: by indent, by a short last line, by white space; quotations by their measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ocr.page import RegionKind
from tei.article import BlockKind
from tei.typography import Row

INDENT = 0.55
"""A first line is indented by at least this many ems."""
_FULL = 0.5
"""A line ends no more than so many ems short of its column."""
_LEVEL = 0.35
"""Lines that begin or end within so many ems do so at the same place."""
_LETTER = re.compile(r"[^\W\d_]")
_ENDED = re.compile(r"[.!?:\"”’)\]]\W*$")


def split_paragraphs(
    rows: Sequence[Row], gap: float, usual: Mapping[str, float]
) -> Iterator[tuple[BlockKind, list[Row]]]:
    """Runs of body lines as paragraphs and quotations.

    `gap` is the usual space between lines, `usual` the measure of full lines by page, both in ems.
    """
    current: list[Row] = []
    kind = BlockKind.PARAGRAPH
    quoted = _quoted(rows, usual)
    for index, row in enumerate(rows):
        new = BlockKind.QUOTATION if quoted[index] else BlockKind.PARAGRAPH
        if current and (new is not kind or _begins(current, row, gap, kind)):
            yield kind, current
            current = []
        current.append(row)
        kind = new
    if current:
        yield kind, current


def _begins(before: Sequence[Row], row: Row, gap: float, kind: BlockKind) -> bool:
    """Whether a line begins a paragraph, given the lines of the one before."""
    last = before[-1]
    if last.line.hyphenated or _runs_on(last, row):
        return False
    if kind is BlockKind.QUOTATION:
        return not row.first and _offset(last, row) >= INDENT
    if row.indent >= INDENT and row.short < 2 * row.measure / 3 and not _is_level(before, row):
        return True
    ended = _ENDED.search(last.text) is not None
    if last.short > 1.5 and ended:
        return True
    return not row.first and row.gap > gap + 0.6 and ended


def _runs_on(last: Row, row: Row) -> bool:
    """Whether a sentence goes on after a full line, whatever marks do to the next one's edge."""
    if last.short >= _FULL or _ENDED.search(last.text):
        return False
    first = _LETTER.search(row.text)
    return first is not None and first[0].islower()


def _is_level(before: Sequence[Row], row: Row) -> bool:
    """Whether a line begins where the full lines above do, and is indented from misread edges only."""
    last = before[-1]
    apart = row.first or len(before) == 1 or _is_boxed(row)
    return not apart and last.short < _FULL and abs(_offset(last, row)) < _LEVEL


def _quoted(rows: Sequence[Row], usual: Mapping[str, float]) -> list[bool]:
    """Lines set to a narrower measure than their column, at least two full ones together.

    Running text is justified: two neighbouring lines end short of the column, and at the same place, only
    where the measure itself is narrower.
    """
    narrow = [1.2 < usual[row.page.id] - row.width < 5 and not _is_boxed(row) for row in rows]
    found = [False] * len(rows)
    for index in range(1, len(rows)):
        if narrow[index] and narrow[index - 1] and _aligned(rows[index - 1], rows[index]):
            found[index - 1] = found[index] = True
    for index in range(2, len(rows) - 1):
        if found[index - 1] and found[index + 1] and abs(_offset(rows[index - 1], rows[index])) < _LEVEL:
            found[index] = True
    for index in range(1, len(rows)):
        found[index] = found[index] or (found[index - 1] and _last_of(rows, index))
    for index in range(1, len(rows)):
        if found[index - 1] and not found[index] and _widens(rows[index - 1], rows[index]):
            begin = index
            while begin and found[begin - 1]:
                begin -= 1
            found[begin:index] = [False] * (index - begin)
    return found


def _is_boxed(row: Row) -> bool:
    """Whether the line is of an advertisement, where text is set narrow beside pictures."""
    return row.region.kind is RegionKind.ADVERTISEMENT


def _widens(last: Row, row: Row) -> bool:
    """Whether a sentence set narrow goes on in full measure, as text under a large initial does."""
    left = not row.first and _offset(last, row) < -INDENT
    return left and (last.line.hyphenated or _runs_on(last, row))


def usual_measure(rows: Sequence[Row]) -> dict[str, float]:
    """Width of full lines by page, in ems: what four lines in five do not exceed."""
    widths: dict[str, list[float]] = {}
    for row in rows:
        widths.setdefault(row.page.id, []).append(row.width)
    return {page: sorted(found)[int(0.8 * (len(found) - 1))] for page, found in widths.items()}


def _aligned(upper: Row, lower: Row) -> bool:
    """Whether two lines end at the same place, and begin there too, but for a first line's indent."""
    ends = abs(upper.line.bbox.right - lower.line.bbox.right)
    begins = upper.line.bbox.left - lower.line.bbox.left
    return not lower.first and ends < _LEVEL * lower.em and -INDENT < begins / lower.em < 1.6


def _last_of(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is the short last line of the quotation before it."""
    row, above = rows[index], rows[index - 1]
    return not row.first and abs(_offset(above, row)) < _LEVEL and row.width < above.width - 0.5


def _offset(upper: Row, lower: Row) -> float:
    """How far a line begins to the right of the one above, in ems."""
    return (lower.line.bbox.left - upper.line.bbox.left) / lower.em
