"""What is a heading, and of which kind, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMERAL = re.compile(r"^(?:[IVXL]{1,6}|\d{1,2})\.?$")
_BYLINE = re.compile(r"^(?:by|By|BY)\s+[A-Z]")
_DATELINE = re.compile(r"^\(.*\b\d{4}\)$|^[A-Z][\w .,]{2,40}\d{4}\.?$")
_SMALL = 4
"""Letters; shorter words are often not capitalised in a heading."""


def heading_confidence(lines: Sequence[str]) -> float:
    """How surely a paragraph is a heading, 0 to 1; 0 where it cannot be one."""
    text = " ".join(" ".join(lines).split())
    words = re.findall(r"[^\W\d_]+", text)
    if len(lines) > 1 and is_dateline(lines[-1].strip()):
        return 0.0  # a signature with its place and date
    if _NUMERAL.match(text):
        return 0.9
    if not words or len(lines) > 4 or len(words) > 30 or text[0] in "“\"‘'(" or words[0][0].islower():
        return 0.0
    telling = [word for word in words if len(word) >= _SMALL] or words
    capitals = sum(word[0].isupper() for word in telling) / len(telling)
    if re.search(r"[.,;:][”’\")\]]*$", text) and not (capitals == 1 and text[-1] in ".:" and len(words) > 1):
        return 0.0
    if capitals >= 0.7:
        return 0.9 if len(words) <= 16 else 0.7
    return 0.55 if len(words) <= 10 else 0.0


def is_byline(text: str) -> bool:
    """Whether it says "By" and a name."""
    return bool(_BYLINE.match(text)) and len(text.split()) <= 10 and not text.endswith((",", ";", ":"))


def is_dateline(text: str) -> bool:
    """Whether it is a place or a date that stands alone: "(June 1933)", "Prinkipo, 3 June 1933"."""
    return bool(_DATELINE.match(text)) and len(text.split()) <= 8
