"""Columns that were read past the end of their storey, into the article that begins under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.article import BlockKind
from tei.fragment import TITLING, Setting

_NEAR = 4
"""Lines before a heading that are looked at; rules read as marks and running heads may be among them."""
_LETTER = re.compile(r"[^\W\d_]")


def settle_storeys(settings: Sequence[Setting]) -> list[Setting]:
    """A page's lines, those first that end a sentence which a heading in the middle of a column cuts off.

    Where an article stands above another in the same columns, its first column may have been read down into
    the other. Then a sentence stops at the heading there, and goes on above the height of that heading, at
    the head of the next column: the text there comes before the heading.
    """
    found = list(settings)
    for at in range(1, len(found)):
        heading = found[at]
        if heading.role.kind not in (*TITLING, BlockKind.SECTION) or not _follows(heading, found[at - 1]):
            continue
        end = next((n for n in range(at + 1, len(found)) if not _stands_under(found[n], heading)), len(found))
        stop = end
        while stop < len(found) and _stands_before(found[stop], heading):
            stop += 1
        if stop > end and _goes_on(found[max(at - _NEAR, 0) : at], found[end]):
            found[at:stop] = [*found[end:stop], *found[at:end]]
    return found


def _follows(heading: Setting, above: Setting) -> bool:
    """Whether a heading of text stands in the column of the line before it."""
    return not heading.boxed and (heading.row.region is above.row.region or not heading.row.first)


def _stands_under(setting: Setting, heading: Setting) -> bool:
    """Whether a line is of the heading's region or of one below it in its column."""
    region, box = setting.row.region, setting.row.region.bbox
    column = heading.row.region.bbox
    below = box.top >= heading.row.line.bbox.bottom and box.left < column.right and column.left < box.right
    return region is heading.row.region or below


def _stands_before(setting: Setting, heading: Setting) -> bool:
    """Whether a line of a text is of a region to the right of a heading that ends higher."""
    box, other = setting.row.region.bbox, heading.row.line.bbox
    runs = setting.role.kind in (BlockKind.PARAGRAPH, BlockKind.SECTION) and not setting.boxed
    return runs and box.left > other.right and box.bottom < other.top


def _goes_on(before: Sequence[Setting], coming: Setting) -> bool:
    """Whether a sentence of running text, which is no single line, goes on in another line."""
    text = [s for s in before if s.role.kind is not BlockKind.FURNITURE and _is_print(s.row.text)][-2:]
    runs = len(text) > 1 and all(setting.role.kind is BlockKind.PARAGRAPH for setting in text)
    first = _LETTER.search(coming.row.text)
    return runs and not text[-1].row.stops and first is not None and first[0].islower()


def _is_print(text: str) -> bool:
    """Whether most marks of a line are letters or figures."""
    return 2 * sum(map(str.isalnum, text)) > len(text.replace(" ", ""))
