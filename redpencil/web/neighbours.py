"""What a page's heading links to: the pages before and after, and the same page in the other modes."""

from __future__ import annotations

from typing import Any

from redpencil.review.desk import Desk

MODES = (("T", "Text", ""), ("L", "Layout", "/layout"), ("A", "Articles", "/articles"))
"""Key, name, and what the address ends with."""


def find_neighbours(desk: Desk, document: str) -> dict[str, Any]:
    """`before` and `after` are ids of pages, or None."""
    others = list(desk.sheets)
    position = others.index(document)
    return {
        "before": others[position - 1] if position else None,
        "after": others[position + 1] if position + 1 < len(others) else None,
        "modes": MODES,
    }
