"""The names of authors, as bylines say them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = re.compile(r"^\W*b[yv]\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_PARTICLES = frozenset(("de", "del", "der", "di", "du", "la", "le", "ten", "ter", "van", "von", "zu"))
_LATER = re.compile(r"(?:jr|sr|m\.?d|ph\.?d|d\.?d|esq|[ivx]{2,})\.?", re.IGNORECASE)
_BODIES = frozenset((
    "a", "an", "and", "association", "bureau", "committee", "company", "correspondent", "council", "editor",
    "editors", "federated", "international", "league", "of", "office", "party", "press", "secretary",
    "service", "special", "staff", "the", "union",
))  # fmt: skip
"""Words of what is no name of a person, though it may sign articles."""


def read_authors(bylines: Iterable[str]) -> tuple[str, ...]:
    """The names in bylines: "By Ann Bee and C. Dee" → Ann Bee, C. Dee; what is no list of names is one."""
    found: list[str] = []
    for byline in bylines:
        said = _BY.sub("", " ".join(byline.split())).strip(" .,")
        names = [name for name in _BETWEEN.split(said) if name]
        apart = all(_is_name(name, least=2 if "," in said else 1) for name in names)
        found += names if apart else [said]
    return tuple(name for name in found if name)


def divide_name(name: str) -> tuple[str, str] | None:
    """What is given and what the family is called, "Daniel", "De Leon"; None for what is no plain name."""
    words = name.split()
    if not _is_name(name, least=2) or _LATER.fullmatch(words[-1]):
        return None
    inner = range(1, len(words) - 1)
    at = next((n for n in inner if words[n].casefold() in _PARTICLES), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def _is_name(text: str, least: int) -> bool:
    """Whether a text is a name of at least so many words: with capitals, and of nobody but a person."""
    words = text.split()
    capitals = all(word[0].isupper() or word in _PARTICLES for word in words)
    plain = all(_WORD.fullmatch(word) and word.casefold() not in _BODIES for word in words)
    return least <= len(words) <= 5 and capitals and plain
