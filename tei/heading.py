"""What each printed line is: headline, deck, byline, section head, jump line, furniture, or body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ocr.page import RegionKind
from tei.article import BlockKind
from tei.jump import Jump, read_jump
from tei.metadata import Series
from tei.typography import Row

BIG = 1.25
"""Type from this size on is display type, in ems of the body."""
HUGE = 1.6
_BYLINE = re.compile(r"^[\W_]*b[yv]\s+(?=\S*[A-Z])", re.IGNORECASE)
_PARTICLES = frozenset(("de", "von", "van", "der", "and", "of"))
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATED = re.compile(rf"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+,.*\b{_MONTH} \d{{1,2}}\b")
"""A text that begins with its place and day."""
_CUES = re.compile(
    rf"\bvol(?:ume|\.)?\W*[IVXLC\d]+\b|\bwhole no|\bprice\W+\w+\W+cents?\b|^\W*page\W+\w{{1,4}}\W*$"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+{_MONTH}\W+\d+\W+\d{{4}}",
    re.IGNORECASE,
)
"""What only a masthead or a running head says."""
_FOLIO = re.compile(r"^\W*(?:page\W+)?[\divxl]{1,4}\W*$|\bpage\W+\d{1,2}\W*$", re.IGNORECASE)
_HEAD_REGION = frozenset((RegionKind.MASTHEAD, RegionKind.FURNITURE))


@dataclass(frozen=True, slots=True)
class Role:
    """What a line is taken for, how surely (0 to 1), and the jump where it is one."""

    kind: BlockKind
    confidence: float
    jump: Jump | None = None


def assign_roles(rows: Sequence[Row], series: Series) -> tuple[Role, ...]:
    """A role for each line of one page, in the same order."""
    furniture = _find_furniture(rows, series)
    roles: list[Role] = []
    index = 0
    while index < len(rows):
        if index in furniture:
            roles.append(Role(BlockKind.FURNITURE, 0.9))
            index += 1
            continue
        end = index
        while end < len(rows) and end not in furniture and _displayed(rows, end, index):
            end += 1
        if end == index:
            roles.append(_body(rows[index]))
            index += 1
        else:
            roles.extend(_display(rows[index:end]))
            index = end
    return tuple(roles)


def _find_furniture(rows: Sequence[Row], series: Series) -> set[int]:
    """Masthead and running head: what stands at the top, as far down as the last line that tells it."""
    height = max((row.page.height for row in rows), default=0)
    told = [row for row in rows if row.line.bbox.top < 0.2 * height and _tells(row, series)]
    bottom = max((row.line.bbox.bottom for row in told), default=0)
    return {
        index
        for index, row in enumerate(rows)
        if row.region.kind in _HEAD_REGION or (row.line.bbox.top + row.line.bbox.bottom) / 2 < bottom
    }


def _tells(row: Row, series: Series) -> bool:
    if row.region.kind in _HEAD_REGION:
        return True
    if fuzz.ratio(row.text.lower(), series.title.lower()) > 80:
        return True
    if read_jump(row.text):
        return False
    top = row.line.bbox.top < 0.07 * row.page.height
    return _CUES.search(row.text) is not None or (top and _FOLIO.search(row.text) is not None)


def _displayed(rows: Sequence[Row], index: int, begin: int) -> bool:
    row = rows[index]
    if not any(map(str.isalnum, row.text)):
        return index > begin
    if read_jump(row.text) or row.region.kind is RegionKind.HEADLINE or row.size >= HUGE:
        return True
    if row.size >= BIG and (row.capitals or row.titled):
        return True
    if row.capitals and (row.centred or row.size > 1.1) and len(row.text) > 3:
        return True
    if _signed(row, near=index > begin):
        return True
    if _DATED.match(row.text):
        return False
    if not row.titled or len(row.text.split()) > 9 or row.text.endswith((".", ",", ";", "-")):
        return False
    if index > begin and not row.first and (row.size > 1.1 or row.centred):
        return True
    return row.centred and (row.first or row.gap > 0.45 or abs(row.indent - row.short) < 0.6)


def _signed(row: Row, near: bool) -> bool:
    """Whether the line is a byline; `near` a headline it need not stand out otherwise."""
    name = _BYLINE.sub("", row.text)
    if name == row.text or len(name.split()) > 6:
        return False
    letters = [character for character in name if character.isalpha()]
    capitals = sum(map(str.isupper, letters)) >= 0.8 * len(letters)
    named = all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", name) if word not in _PARTICLES)
    return named and (capitals or near or row.centred)


def _body(row: Row) -> Role:
    if row.region.kind is RegionKind.CAPTION:
        return Role(BlockKind.CAPTION, 0.8)
    if _DATED.match(row.text) and row.short > 1.5 and row.text[-1:].isdigit():
        return Role(BlockKind.DATELINE, 0.6)
    return Role(BlockKind.PARAGRAPH, 0.9)


def _display(rows: Sequence[Row]) -> list[Role]:
    """Roles of neighbouring lines of display type."""
    jumps = [read_jump(row.text) for row in rows]
    back = next((i for i, jump in enumerate(jumps) if jump and not jump.onward), None)
    if back is not None:
        before = [Role(BlockKind.JUMP_HEAD, 0.8) for _ in rows[:back]]
        return [*before, Role(BlockKind.JUMP_HEAD, 0.95, jumps[back]), *_sections(rows[back + 1 :])]
    onward = next((i for i, jump in enumerate(jumps) if jump), None)
    if onward is not None:
        told = Role(BlockKind.JUMP_LINE, 0.95, jumps[onward])
        rest = _display(rows[onward + 1 :]) if rows[onward + 1 :] else []
        return [*(_display(rows[:onward]) if onward else []), told, *rest]
    if any(_headlike(row) for row in rows):
        return _heads(rows)
    return _sections(rows)


def _headlike(row: Row) -> bool:
    return row.size >= HUGE or (row.size >= BIG and (row.capitals or row.region.kind is RegionKind.HEADLINE))


def _heads(rows: Sequence[Row]) -> list[Role]:
    """The headline is the type of the first big line; what follows in smaller type are its decks."""
    start = next(i for i, row in enumerate(rows) if _headlike(row))
    size = rows[start].size
    roles, main = _sections(rows[:start]), True
    for row in rows[start:]:
        if _BYLINE.match(row.text) and row.size < HUGE:
            roles.append(Role(BlockKind.BYLINE, 0.9))
            continue
        main = main and row.size >= 0.8 * size and row.capitals == rows[start].capitals
        kind = BlockKind.HEAD if main else BlockKind.SUBHEAD
        roles.append(Role(kind, 0.9 if row.size >= HUGE or not main else 0.7))
    return roles


def _sections(rows: Sequence[Row]) -> list[Role]:
    byline, section = Role(BlockKind.BYLINE, 0.9), Role(BlockKind.SECTION, 0.8)
    return [byline if _BYLINE.match(row.text) else section for row in rows]
