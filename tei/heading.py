"""What each printed line is: headline, deck, byline, section head, jump line, furniture, or body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ocr.page import RegionKind
from scans.record import record
from tei.article import BlockKind
from tei.decks import count_hanging
from tei.furniture import MONTH, find_furniture
from tei.jump import Jump, read_jump
from tei.metadata import Series
from tei.typography import BIG, Row

HUGE = 1.6
_BYLINE = re.compile(r"^[\W\d_]*b[yv]\s+(?=\S*[A-Z])", re.IGNORECASE)
_ADVERBIAL = re.compile(r"\b(?:in|on|for|to|at|from|outside|mail|carrier)\b", re.IGNORECASE)
_PARTICLES = frozenset(("de", "von", "van", "der", "and", "of"))
_DATED = re.compile(rf"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+[,.].*\b{MONTH}(?: \d{{1,2}})?\b")
"""A text that begins with its place and day."""
_WRITTEN = re.compile(
    r"^\W{0,3}[A-ZÀ-Þ][\w'’-]+\.?(?:,? +[\w'’-]+\.?){0,5},? +"
    r"[A-ZÀ-Þ]\w{2,8}[.,]? +\d{1,2}(?:st|nd|d|rd|th)?[.,]? *\d{4}\W{0,3}$"
)
"""Where and when a letter or a report was written, as a line of its own; the month may be misread."""
_RUN_IN = re.compile(r"\w\w[.:]\W?[—–―-]{1,2}\W{0,2}[A-Z]")
"""A heading in the first line of its text: "THE FATAL FLOWER.—Travelers who"."""
_LEGIBLE = 0.3
"""Mean confidence that a headline must at least be read with."""
_LEVEL = 0.4
"""Ems by which the edges of running text may be out of line."""
_HEADLINE = (BlockKind.HEAD, BlockKind.SUBHEAD)
_STRONG = 2
"""Headlines in capitals or very big type that a page needs for its mixed-case display type to be decks."""


@record
class Role:
    """What a line is taken for, how surely (0 to 1), and the jump where it is one."""

    kind: BlockKind
    confidence: float
    jump: Jump | None = None


def assign_roles(rows: Sequence[Row], series: Series) -> tuple[Role, ...]:
    """A role for each line of one page, in the same order."""
    furniture = find_furniture(rows, series)
    strong = sum(_strong(row) for index, row in enumerate(rows) if index not in furniture)
    roles: list[Role] = []
    index = 0
    while index < len(rows):
        if index in furniture:
            roles.append(Role(BlockKind.FURNITURE, 0.9))
            index += 1
            continue
        end = index
        while end < len(rows) and end not in furniture and _displayed(rows, end, index):
            if end > index and _are_apart(rows[end - 1], rows[end]):
                break
            end += 1
        if end == index:
            roles.append(_body(rows[index]))
            index += 1
        else:
            roles.extend(_display(rows[index:end], strong >= _STRONG))
            index = end + (count_hanging(rows, end) if roles[-1].kind in _HEADLINE else 0)
            roles.extend([Role(BlockKind.SUBHEAD, 0.7)] * (index - end))
    return tuple(roles)


def _are_apart(row: Row, coming: Row) -> bool:
    """Whether two lines of display type stand in different columns, or one in an advertisement."""
    boxed = [each.region.kind is RegionKind.ADVERTISEMENT for each in (row, coming)]
    upwards = coming.line.bbox.bottom < row.line.bbox.top and coming.line.bbox.left > row.line.bbox.right
    return boxed[0] != boxed[1] or upwards


def _displayed(rows: Sequence[Row], index: int, begin: int) -> bool:
    """Whether a line is set as headings are, as are those before it from `begin` on."""
    return _stands_out(rows, index, begin) and not (_written(rows[index]) or _runs_in(rows[index]))


def _stands_out(rows: Sequence[Row], index: int, begin: int) -> bool:
    row = rows[index]
    if _is_mark(rows, index):
        return index > begin
    if row.region.kind in (RegionKind.CAPTION, RegionKind.TABLE) or _goes_on(rows, index):
        return False
    if read_jump(row.text) or row.region.kind is RegionKind.HEADLINE or row.size >= HUGE:
        return True
    if row.size >= BIG and _heads_in_large_type(rows, index, begin):
        return True
    if row.capitals and len(row.text) > 3 and _is_set_apart(rows, index):
        return True
    if _signed(row, near=index > begin):
        return True
    if not (index > begin or row.centred) or _DATED.match(row.text):
        return False
    if (
        not (row.titled or (index > begin and _is_deck(row)))
        or len(row.text.split()) > 9
        or _runs(rows, index)
    ):
        return False
    if index > begin and (_lone(row) or (not row.first and (row.size > 1.1 or row.centred))):
        return True
    return row.centred and (row.first or row.gap > 0.45 or abs(row.indent - row.short) < 0.6)


def _is_mark(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is no letter, or a single one over large type: dirt between the lines of a headline."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    if len(row.text) > 2 or below is None or below.first or not row.size < BIG <= below.size:
        return not any(map(str.isalnum, row.text))
    return sum(map(str.isalnum, row.text)) < 2


def _heads_in_large_type(rows: Sequence[Row], index: int, begin: int) -> bool:
    """Whether a line of large type is in capitals or in words with capitals, or goes on with such a deck.

    Within a deck a word may be divided at the end of a line, and half of the words be small ones.
    """
    row, above = rows[index], rows[index - 1]
    alike = index > begin and not row.first and 0.85 * above.size < row.size < 1.18 * above.size
    return row.capitals or (alike and row.initials >= 0.5) or (row.titled and not _runs(rows, index))


def _is_deck(row: Row) -> bool:
    """Whether a line under others in display type is one as well, though words of it may be misread."""
    return row.centred and row.size > 1.1


def _runs(rows: Sequence[Row], index: int) -> bool:
    """Whether a line is part of a sentence that runs on from the line before or ends with it."""
    row = rows[index]
    divided = index > 0 and rows[index - 1].line.hyphenated and not row.first
    after = index > 0 and rows[index - 1].stops
    apart = row.titled and (_lone(row) or (row.centred and (row.gap > 0.45 or after)))
    return divided or row.text.endswith((",", ";", "-")) or (row.text.endswith(".") and not apart)


def _goes_on(rows: Sequence[Row], index: int) -> bool:
    """Whether a line goes on with a word or a sentence of running text, however large a mark makes it."""
    above, row = rows[index - 1] if index else None, rows[index]
    if above is None or above.size >= BIG:
        return False
    if not row.text[:1].islower():
        fills = _fills(above) and _fills(row) and not _parts(above, row)
        return fills and not above.titled and read_jump(row.text) is None
    return above.line.hyphenated or not (above.capitals or above.titled or above.stops)


def _fills(row: Row) -> bool:
    """Whether a line is one of running text by its place."""
    return max(row.indent, row.short) < _LEVEL and not row.capitals and row.size < HUGE


def _parts(above: Row, row: Row) -> bool:
    """Whether something may begin between two lines: where a sentence has ended, or white parts them."""
    apart = row.first or row.region is not above.region or row.gap > _LEVEL
    return apart or above.stops


def _lone(row: Row) -> bool:
    """Whether the line is a text region of its own, or half of one."""
    return len(row.region.lines) <= 2 and row.region.kind in (RegionKind.TEXT, RegionKind.HEADLINE)


def _signed(row: Row, near: bool) -> bool:
    """Whether the line is a byline; `near` a headline it need not stand out otherwise."""
    found = _BYLINE.match(row.text)
    name = row.text[found.end() :] if found else ""
    if not name or len(name.split()) > 6:
        return False
    letters = [character for character in name if character.isalpha()]
    capitals = sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    named = all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", name) if word not in _PARTICLES)
    return named and (capitals or near or row.centred)


def _is_set_apart(rows: Sequence[Row], index: int) -> bool:
    """Whether a line of capitals is a heading by its place or its size, or fills the column over such."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    over = below is not None and below.capitals and below.centred and not below.first
    return row.centred or over or _lone(row) or (row.size > 1.1 and not _is_flush_right(row))


def _is_flush_right(row: Row) -> bool:
    """Whether a line stands at the right edge of its column, as signatures do."""
    return row.short < 1.0 and row.indent > 0.25 * row.measure


def _runs_in(row: Row) -> bool:
    """Whether the line begins a paragraph with its heading, and fills the column."""
    return row.short < 1.0 and _RUN_IN.search(row.text) is not None


def _written(row: Row) -> bool:
    """Whether the line is a dateline of its own: it is indented, as no last line of a paragraph is."""
    return row.indent > 1.0 and is_written(row)


def is_written(row: Row) -> bool:
    """Whether a line says where and when a text was written, and nothing else."""
    return row.size < BIG and _WRITTEN.match(row.text) is not None


def _body(row: Row) -> Role:
    if row.region.kind is RegionKind.CAPTION:
        return Role(BlockKind.CAPTION, 0.8)
    if row.region.kind is RegionKind.TABLE:
        return Role(BlockKind.TABLE, 0.7)
    if _written(row):
        return Role(BlockKind.DATELINE, 0.7)
    if _DATED.match(row.text) and row.short > 1.5 and row.text[-1:].isdigit():
        return Role(BlockKind.DATELINE, 0.6)
    return Role(BlockKind.PARAGRAPH, 0.9)


def _display(rows: Sequence[Row], styled: bool) -> list[Role]:
    """Roles of neighbouring lines of display type; `styled` where the page's headlines are in capitals."""
    jumps = [read_jump(row.text) for row in rows]
    back = next((i for i, jump in enumerate(jumps) if jump and not jump.onward), None)
    if back is not None:
        before = [Role(BlockKind.JUMP_HEAD, 0.8) for _ in rows[:back]]
        return [*before, Role(BlockKind.JUMP_HEAD, 0.95, jumps[back]), *_sections(rows[back + 1 :])]
    onward = next((i for i, jump in enumerate(jumps) if jump), None)
    if onward is not None:
        told = Role(BlockKind.JUMP_LINE, 0.95, jumps[onward])
        rest = _display(rows[onward + 1 :], styled) if rows[onward + 1 :] else []
        return [*(_display(rows[:onward], styled) if onward else []), told, *rest]
    heads = (_strong(row) or _leads(row) or (not styled and _weak(row)) for row in rows)
    start = next((i for i, found in enumerate(heads) if found), None)
    if start is not None:
        return _heads(rows, start)
    return _sections(rows)


def _strong(row: Row) -> bool:
    """Whether the line is a headline by its type alone; stray marks and pictures read as text are not."""
    if row.size < BIG:
        return False
    letters = sum(map(str.isalpha, row.text))
    if letters < (3 if row.capitals or len(row.text.split()) > 1 else 7) or row.confidence < _LEGIBLE:
        return False
    return row.capitals or (row.size >= HUGE and row.titled)


def _weak(row: Row) -> bool:
    return row.size >= BIG and row.region.kind is RegionKind.HEADLINE


def _leads(row: Row) -> bool:
    """Whether a line of capitals, set apart as a headline, leads a column, however small its type."""
    headline = row.region.kind is RegionKind.HEADLINE and _lone(row)
    return headline and row.first and row.capitals and row.centred


def _heads(rows: Sequence[Row], start: int) -> list[Role]:
    """The headline is the type of the first big line; what follows in smaller type are its decks."""
    capitals = rows[start].capitals
    first = start
    while first and rows[first - 1].region is rows[start].region and rows[first - 1].size >= BIG:
        first -= 1
    kindred = [row.size for row in rows[start:] if row.capitals == capitals and row.size >= BIG]
    size = median(kindred or [rows[start].size])
    roles, main = [*_sections(rows[:first]), *([Role(BlockKind.HEAD, 0.7)] * (start - first))], True
    for row in rows[start:]:
        if _BYLINE.match(row.text) and row.size < HUGE:
            roles.append(Role(BlockKind.BYLINE, 0.9))
            continue
        main = main and row.size >= 0.75 * size and row.capitals == capitals
        kind = BlockKind.HEAD if main else BlockKind.SUBHEAD
        roles.append(Role(kind, 0.9 if row.size >= HUGE or not main else 0.7))
    return roles


def _sections(rows: Sequence[Row]) -> list[Role]:
    """Section heads, and bylines: "By" and a name, which has no word that tells how or where."""
    byline, section = Role(BlockKind.BYLINE, 0.9), Role(BlockKind.SECTION, 0.8)
    return [
        byline if _BYLINE.match(row.text) and not _ADVERBIAL.search(row.text) else section for row in rows
    ]
