"""Arabic and Roman numbers."""

from __future__ import annotations

import re

_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ADDED = re.compile("CM|CD|XC|XL|IX|IV|[MDCLXVI]")
LARGEST = 3999

NUMBER = r"\d+|[ivxlcdm]+"
"""A regular expression without groups for what `parse_number` may read; ignores no case by itself."""


def parse_number(text: str) -> int | None:
    """The value of "6", "06", "VI" or "vi"; None for anything else."""
    text = text.strip().lower()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else from_roman(text)


def to_roman(number: int) -> str:
    """A number from 1 to 3999 in capitals; ValueError for any other."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} has no Roman numeral")
    written = ""
    for value, letters in _VALUES:
        count, number = divmod(number, value)
        written += letters * count
    return written


def from_roman(text: str) -> int | None:
    """The number of a Roman numeral in its usual form and in one case ("VI", "vi"); None for other text."""
    if not (text.isupper() or text.islower()):
        return None
    number = read_roman(text)
    return number if number is not None and to_roman(number) == text.upper() else None


def read_roman(text: str) -> int | None:
    """The number meant by a Roman numeral in any form and case ("VIIII", "Vi"); None for other text."""
    capitals = text.upper()
    if not re.fullmatch("[MDCLXVI]{1,15}", capitals):
        return None
    values = {letters: value for value, letters in _VALUES}
    number = sum(values[letters] for letters in _ADDED.findall(capitals))
    return number if number <= LARGEST else None
