"""Arabic and Roman numbers."""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

NUMBER = r"\d+|[ivxlcdm]+"
"""A regular expression without groups for what `parse_number` may read; ignores no case by itself."""

_WELL_FORMED = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)


def parse_number(text: str) -> int | None:
    """The value of "6", "06", "VI" or "vi"; None for anything else."""
    text = text.strip().lower()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if not text or not _WELL_FORMED.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
