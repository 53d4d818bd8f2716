"""Tokens divided into the units that are corrected: words without the punctuation that clings to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from corrections.symbols import LONGEST, fold

_LONGEST_TOKEN = 200
"""Characters; what is longer is no word, and patterns would be slow on it."""
_PART = re.compile(r"[^\s\-‐‑–—―/_]+")
_CLINGING = re.escape("«»{}<>\\|¦^~*#=°©¢¥•■¡¿")
"""Marks that hardly ever cling to a word in print; a letter may have been read as one."""
_ENDING = f"{_CLINGING}&£$"
"""Likewise at its end."""
_EDGES = re.compile(rf"^[\W_]*?([{_CLINGING}]{{0,2}}(?:\w.*)?\w[{_ENDING}]{{0,2}})?[\W_]*$", re.DOTALL)
"""Other marks are no part of a word."""
_BARE = re.compile(rf"^[{_CLINGING}]+|[{_ENDING}]+$")
_JOINT = re.compile(r"(?<=\w{2})(?:[.,:;!?\"“”]|[^\w\s]{2,})(?=\w{2})")
"""What parts words that were run together; two marks side by side are no misread letter."""
_POSSESSIVE = re.compile(r"['’][sS]$")
_INITIALS = re.compile(r"(?:[^\W\d_][.,])+[^\W\d_]?$")
_ELEVENTH = re.compile(r"[lI|]{2}th$")
_MAC = re.compile(r"ma?c(?=\w{3})")
_GAELIC = re.compile(r"[MO]'[A-Z]")
_NUMBER = re.compile(
    r"[\W_]*(?:[£$€]|J(?=\D*\d\D*\d))?(?=[^\d]*\d)[\dlIiOoSBZ|.,:'½¼¾⅓⅔/]*"
    r"(?:st|nd|rd|th|d|s|l|lb|lbs|oz|cwt|ft|in|yds?|m|am|pm|p|c|ct|cts|to|vo|mo)?[\W_]*$",
    re.IGNORECASE,
)


class UnitKind(IntEnum):
    """What a unit is to the corrector."""

    WORD = 0
    NUMBER = 1
    """A number, date or sum of money: never changed."""
    SIGN = 2
    """Initials, M'Lean, the end of "Church-st.", and what is too long or has no letter: never changed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a token: text[start:end], and the same folded (see `fold`)."""

    start: int
    end: int
    text: str
    kind: UnitKind


@lru_cache(maxsize=131072)
def divide(text: str) -> tuple[Unit, ...]:
    """The units of a token, in order; none where it has no letter or digit."""
    if len(text) > _LONGEST_TOKEN:
        return ()
    if text.isalpha() and text.isascii():
        return (Unit(0, len(text), text, _kind(text)),)
    if _NUMBER.match(text):
        return (_unit(text, 0, len(text), UnitKind.NUMBER),)
    if _INITIALS.fullmatch(text.strip(",;:()\"'")):
        return (_unit(text, 0, len(text), UnitKind.SIGN),)
    units = []
    for part in _PART.finditer(text):
        for before, piece in _part_words(part.group()):
            start, core = part.start() + before, _EDGES.match(piece)
            if core and core.group(1):
                first, last = start + core.start(1), start + core.end(1)
                short = _is_abbreviated(text, first, last)
                units.append(_unit(text, first, last, UnitKind.SIGN) if short else _make(text, first, last))
    return tuple(units)


def _part_words(text: str) -> Iterator[tuple[int, str]]:
    """What joints part, and how many characters stand before."""
    start = 0
    for joint in _JOINT.finditer(text):
        yield start, text[start : joint.start()]
        start = joint.end()
    yield start, text[start:]


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether it is two or three letters between a hyphen and a full stop, as in "Church-st."."""
    return text[start - 1 : start] == "-" and text[end : end + 1] == "." and end - start in (2, 3)


def _make(text: str, start: int, end: int) -> Unit:
    core = text[start:end]
    if _NUMBER.match(core):
        return _unit(text, start, end, UnitKind.NUMBER)
    if _INITIALS.fullmatch(core) or _GAELIC.match(fold(core)):
        return _unit(text, start, end, UnitKind.SIGN)
    if len(core) > 3 and _POSSESSIVE.search(core):
        end -= 2
    return _unit(text, start, end, _kind(fold(text[start:end])))


def _unit(text: str, start: int, end: int, kind: UnitKind) -> Unit:
    return Unit(start, end, fold(text[start:end]), kind)


def _kind(core: str) -> UnitKind:
    letters = sum(character.isalpha() for character in core)
    digits = sum(character.isdigit() for character in core)
    if _ELEVENTH.match(core):
        return UnitKind.NUMBER
    if digits >= letters or (digits and letters < 2):
        return UnitKind.NUMBER if digits else UnitKind.SIGN
    foreign = any(character.isalpha() and not character.isascii() for character in core)
    return UnitKind.SIGN if foreign or len(core) > LONGEST or 2 * letters < len(core) else UnitKind.WORD


def strip_clinging(word: str) -> str:
    """A unit's text without the marks that cling to it, which may be letters or specks: "requirement«"."""
    return word if word.isalnum() else _BARE.sub("", word)


def cast(word: str, pattern: str, capitals: float = 0.0) -> str:
    """The lower-case word in the case of the pattern; names keep their capital, and McDonald the second."""
    letters = [] if pattern.islower() else [character for character in pattern if character.isalpha()]
    upper = sum(character.isupper() for character in letters)
    if len(letters) > 1 and upper > len(letters) / 2 and (upper > 2 or upper == len(letters)):
        return word.upper()
    if capitals > 0.9 or (letters and letters[0].isupper()):
        son = _MAC.match(word)
        head = son.end() if son and any(letter.isupper() for letter in pattern[2 : son.end() + 2]) else 0
        return word[:head].capitalize() + word[head:].capitalize()
    return word
