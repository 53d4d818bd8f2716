"""Articles that are headed in the type of a section head."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, takewhile

from tei.article import BlockKind
from tei.fragment import TITLING, Setting
from tei.furniture import is_nameplate
from tei.heading import Role
from tei.metadata import Series
from tei.typography import Row

_TERMS = re.compile(
    r"\bsubscri(?:be|ption)|\bsecond.class|\bpost.?office\b|\b(?:by mail|carrier)\b"
    r"|\bcents (?:a|per)\b|\btelephone\b|\bcirculation\b|\bper (?:year|annum|month|week|copy)\b",
    re.IGNORECASE,
)
"""What a newspaper says of itself in its imprint."""
_NEAR, _LEAST = 10, 3
"""Lines about a head that are looked at, and that must follow one for it to head an article."""


def promote_heads(
    settings: Sequence[Setting], fixed: Container[str], awaited: bool, series: Series
) -> list[Setting]:
    """The lines with section heads that stand under no headline as the headlines of articles of their own.

    So papers head their leaders and shorter news: in the type of a section head. The newspaper's name over
    its imprint is no headline here. Under a headline, too, a new article begins where the text goes back to
    the left, to a new storey of the page, or where a dateline follows. The first text of a page that is
    `awaited`, because a jump line leads to it, may be the rest of an article with sections.
    """
    made: list[Setting] = []
    titled = awaited
    for index, setting in enumerate(settings):
        kind, before = setting.role.kind, settings[index - 1] if index else None
        if before and before.role.kind is BlockKind.JUMP_LINE:
            titled = False
        heads = kind in TITLING and not setting.boxed
        titled = titled or (heads and not is_nameplate(setting.row.text, series))
        if kind is BlockKind.SECTION and not setting.boxed and setting.row.line.id not in fixed:
            if before and before.role.kind is kind:
                alone = made[-1].role.kind is BlockKind.HEAD
            else:
                alone = not titled or (before is not None and _goes_back(before.row, setting.row))
                alone = alone or _is_dated(settings[index:])
                alone = alone and _heads_text(settings[index:])
            setting = replace(setting, role=Role(BlockKind.HEAD, 0.6)) if alone else setting  # noqa: PLW2901
        made.append(setting)
    return made


def _goes_back(before: Row, row: Row) -> bool:
    """Whether a line stands in a column to the left of the one before it; marks beside a column are none."""
    return row.region is not before.region and row.line.bbox.right <= before.line.bbox.left


def _is_dated(coming: Sequence[Setting]) -> bool:
    """Whether a head stands over a dateline, which parts of articles do not have."""
    after = dropwhile(lambda s: s.role.kind is BlockKind.SECTION, islice(coming, _NEAR))
    return next((s.role.kind for s in after), None) is BlockKind.DATELINE


def _heads_text(coming: Sequence[Setting]) -> bool:
    """Whether a head and the lines after it are more than a notice: not the newspaper's own terms, either."""
    near = coming[:_NEAR]
    heads = [s.row.text for s in takewhile(lambda s: s.role.kind is BlockKind.SECTION, near)]
    text = [s.row.text for s in takewhile(lambda s: s.role.kind is not BlockKind.SECTION, near[len(heads) :])]
    return len(text) >= _LEAST and not any(map(_TERMS.search, (*heads, *text)))
