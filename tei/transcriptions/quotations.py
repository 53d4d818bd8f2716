"""Paragraphs that are quotations set off from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = {"“": "”", "«": "»", "„": "“", '"': '"'}


def find_quotations(paragraphs: Sequence[str]) -> dict[int, float]:
    """Which paragraphs stand wholly in quotation marks, and how surely they are quotations set off.

    A quotation may run over several paragraphs, each of which opens with a mark and only the last of
    which closes with one. A colon before it makes it sure.
    """
    found: dict[int, float] = {}
    opened: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        state = _enclosed(paragraph)
        if state is None:
            opened = []
            continue
        opened.append(index)
        if state:
            before = paragraphs[opened[0] - 1] if opened[0] else ""
            found |= dict.fromkeys(opened, 0.95 if before.rstrip().endswith(":") else 0.7)
            opened = []
    return found


def _enclosed(paragraph: str) -> bool | None:
    """True where the mark at the start is closed at the very end, False where it never is, else None."""
    text = paragraph.strip()
    closing = _MARKS.get(text[:1])
    if closing is None:
        return None
    body = re.sub(r"[\s.,;:!?–—\d\[\]]+$", "", text)
    depth = 0
    for position, character in enumerate(body):
        if closing == text[0]:
            depth ^= character == closing
        elif character in (text[0], closing):
            depth += 1 if character == text[0] else -1
        if depth <= 0:
            return position == len(body) - 1
    return False
