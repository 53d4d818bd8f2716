"""How letters and signed articles end: a greeting, who signs, where and when it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tei.article import BlockKind, Genre
from tei.fragment import Fragment, Setting
from tei.heading import Role, is_written
from tei.typography import Row

_TEXT = (BlockKind.PARAGRAPH, BlockKind.DATELINE)
_BEGINNING = (BlockKind.SECTION, BlockKind.HEAD, BlockKind.SUBHEAD, BlockKind.SALUTE, BlockKind.NOTE)
"""What comes after a text that has ended."""
_GREETINGS = frozenset(
    ("yours", "fraternally", "sincerely", "truly", "respectfully", "faithfully", "comradely", "cordially")
)
_WITH_THEM = frozenset(
    ("i", "am", "remain", "we", "are", "very", "most", "ever", "and", "for", "in", "the", "with", "greetings")
)
_END = frozenset(("the end", "end", "finis"))
_PARTICLES = frozenset(("de", "der", "van", "von", "and", "for", "of", "the"))
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 5
"""Lines of a closing, no more."""
_FEW, _LONGEST = 7, 60
"""Words of a line of it, and characters of a greeting."""
_CAPITALS, _PART = 0.8, 0.75


def settle_closings(parts: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The parts of an article; the lines below its text that sign it as what they are.

    The last lines are a closing where a sentence has ended before them, and one of them is a name set to
    the right, in capitals or at the edge of the column. Letters in the middle of an article end so above the
    next section or address, or with a greeting. Lines that a person has set stay what they are.
    """
    return tuple(
        _settle(part, last=part is parts[-1]) if part.genre is Genre.ARTICLE else part for part in parts
    )


def _settle(part: Fragment, last: bool) -> Fragment:
    settings = list(part.settings)
    for end in _find_ends(settings, last):
        begin = _find_closing(settings[:end])
        for at in range(end if begin is None else begin, end):
            settings[at] = replace(settings[at], role=Role(_name_kind(settings[at].row), 0.7))
    return replace(part, settings=tuple(settings))


def _find_ends(settings: Sequence[Setting], last: bool) -> Iterator[int]:
    """Behind which lines a text may end: above sections and addresses, below a greeting and its names."""
    for at, setting in enumerate(settings):
        if setting.role.kind in _BEGINNING:
            yield at
        elif setting.role.kind in _TEXT and _is_narrow(setting.row) and is_greeting(setting.row.text):
            end = at + 1
            while end < len(settings) and _may_close(*settings[end - 1 : end + 1]):
                end += 1
            yield end
    if last:
        yield len(settings)


def _is_narrow(row: Row) -> bool:
    """Whether a line takes but a part of its column, as few do and no other is a greeting."""
    return row.width < _PART * row.measure


def _find_closing(settings: Sequence[Setting]) -> int | None:
    """The first line of the closing; None where there is none."""
    at = len(settings)
    while at > 1 and len(settings) - at < _MOST and _may_close(*settings[at - 2 : at]):
        at -= 1
    signed = any(is_signature(setting.row) for setting in settings[at:])
    return at if signed and _is_ended(settings[at - 1]) else None


def _may_close(above: Setting, setting: Setting) -> bool:
    """Whether a line is one of a closing; captions have regions of their own."""
    row, found = setting.row, setting.role.kind in _TEXT and setting.role.confidence < 1 and not setting.boxed
    closes = is_greeting(row.text) or is_written(row) or is_signature(row)
    return found and closes and row.region is above.row.region


def _name_kind(row: Row) -> BlockKind:
    if is_greeting(row.text):
        return BlockKind.SALUTE
    return BlockKind.DATELINE if is_written(row) else BlockKind.SIGNED


def is_greeting(text: str) -> bool:
    """Whether a line is "Yours fraternally," or the like and nothing else."""
    if len(text) > _LONGEST:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    return not _GREETINGS.isdisjoint(words) and _GREETINGS.union(_WITH_THEM).issuperset(words)


def _is_ended(setting: Setting) -> bool:
    return setting.role.kind in (*_TEXT, BlockKind.QUOTATION) and setting.row.stops


def is_signature(row: Row) -> bool:
    """Whether a line is a name set to the right: in capitals, or with them and at the edge of the column."""
    words = _WORD.findall(row.text)
    letters = "".join(words)
    if len(row.text.split()) > _FEW or row.text.lstrip("\"'“‘")[:1] in "([-—–" or _plain(words) in _END:
        return False
    titled = all(word[0].isupper() or word in _PARTICLES for word in words)
    capitals = sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)
    right = row.indent > max(0.2 * row.measure, 3)
    named = any(len(word) > 2 for word in words) and words[0][0].isupper() and titled
    return named and right and (capitals or (row.short < 2 and len(words) > 1))


def _plain(words: Sequence[str]) -> str:
    return " ".join(words).casefold()
