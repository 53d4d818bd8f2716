"""How letters and appeals begin: whom they address, on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tei.article import BlockKind, Genre
from tei.closing import is_signature
from tei.fragment import Fragment, Setting
from tei.heading import Role
from tei.typography import Row

_ADDRESS = re.compile(
    r"\W{0,2}(?:(?:(?:my\s+)?dear(?:est)?\s+(?:[\w.'’]+\s?){1,5}|(?:fellow[\s-])?(?:comrades?|workers|friends|citizens)"
    r"(?:\sand\s[\w\s-]{3,30})?|gentlemen|sirs?|madam|editors?(?:,?\s[\w\s]{3,30})?)\W{0,2}[:,—–-]"
    r"|to\s(?:the|all|our|my)\s[^.:;]{3,50}:)\W{0,3}",
    re.IGNORECASE,
)
""" "Dear Comrades:" or "To the Editor:" and nothing else."""
_ENDS = frozenset(":,—–-")
_LONGEST = 60
_SHORT = 1.5
"""Ems by which the line does not fill its column."""


def settle_openings(parts: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """The parts of an article; lines that address somebody, above a text, as what they are.

    Lines that a person has set stay what they are.
    """
    return tuple(_settle(part) if part.genre is Genre.ARTICLE else part for part in parts)


def _settle(part: Fragment) -> Fragment:
    settings = list(part.settings)
    for at, (setting, coming) in enumerate(pairwise(part.settings)):
        if _addresses(settings[at - 1] if at else None, setting, coming):
            settings[at] = replace(setting, role=Role(BlockKind.SALUTE, 0.7))
    return replace(part, settings=tuple(settings))


def _addresses(above: Setting | None, setting: Setting, coming: Setting) -> bool:
    """Whether a line stands by itself above text and addresses somebody."""
    text = BlockKind.PARAGRAPH
    if setting.role.kind is not text or not is_address(setting.row) or setting.role.confidence == 1:
        return False
    after = above is None or above.role.kind is not text or _is_ended(above.row)
    return after and coming.role.kind is text


def _is_ended(row: Row) -> bool:
    return row.stops or is_signature(row)


def is_address(row: Row) -> bool:
    """Whether a line is "Dear Comrades:" or the like and does not fill its column."""
    text = row.text
    if len(text) > _LONGEST or _ENDS.isdisjoint(text[-3:]) or row.short < _SHORT:
        return False  # which is so nearly always, and told much sooner
    first = next(filter(str.isalpha, text), "")
    return first.isupper() and _ADDRESS.fullmatch(text) is not None
