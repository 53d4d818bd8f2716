"""The names of authors, as bylines and signatures say them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

_BY = re.compile(r"^\W*b[yv]\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|&|\band\b)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:&|and)\s+", re.IGNORECASE)
_QUOTES = frozenset("\"'“”‘’")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_PARTICLES = frozenset(("de", "del", "der", "di", "du", "la", "le", "ten", "ter", "van", "von", "zu"))
_LATER = re.compile(r"(?:jr|sr|m\.?d|ph\.?d|d\.?d|esq|[ivx]{2,})\.?", re.IGNORECASE)
_BODIES = frozenset((
    "a", "an", "and", "association", "bureau", "committee", "company", "correspondent", "council", "editor",
    "editors", "federated", "international", "league", "of", "office", "party", "press", "secretary",
    "service", "special", "staff", "the", "union",
))  # fmt: skip
"""Words of what is no name of a person, though it may sign articles."""
_NO_SIGNATORY = _BODIES.union((
    "branch", "chairman", "citizen", "city", "club", "comrade", "comrades", "department", "friend", "friends",
    "group", "local", "los", "member", "members", "militant", "militants", "new", "north", "old", "one",
    "opposition", "president", "reader", "readers", "san", "south", "st", "st.", "subscriber", "treasurer",
    "worker", "workers",
))  # fmt: skip
"""The same for who signs below a text, where places and offices stand with the names."""


def read_authors(bylines: Iterable[str]) -> tuple[str, ...]:
    """The names in bylines: "By Ann Bee and C. Dee" → Ann Bee, C. Dee; what is no list of names is one."""
    found: list[str] = []
    for byline in bylines:
        said = _BY.sub("", " ".join(byline.split())).strip(" .,")
        names = [name for name in _BETWEEN.split(said) if name]
        apart = all(_is_name(name, least=2 if "," in said else 1) for name in names)
        found += names if apart else [said]
    return tuple(name for name in found if name)


def read_signatories(lines: Iterable[str]) -> tuple[str, ...]:
    """The persons who sign: "JOHN WEST, Chairman." → JOHN WEST; no bodies, no offices, no name of one word.

    A line is a name, with what stands behind its first comma left out, or two of them with "and".
    What is quoted is signed by another than the article's author: then there is none.
    """
    found: list[str] = []
    for line in lines:
        if line.lstrip()[:1] in _QUOTES or line.rstrip()[-1:] in _QUOTES:
            return ()
        names = _AND.split(line.partition(",")[0].strip(" .;:"))
        if all(_is_name(name, 2, _NO_SIGNATORY) and len(name.split()[-1]) > 2 for name in names):
            found += names
    return tuple(found)


def divide_name(name: str) -> tuple[str, str] | None:
    """What is given and what the family is called, "Daniel", "De Leon"; None for what is no plain name."""
    words = name.split()
    if not _is_name(name, least=2) or _LATER.fullmatch(words[-1]):
        return None
    inner = range(1, len(words) - 1)
    at = next((n for n in inner if words[n].casefold() in _PARTICLES), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def _is_name(text: str, least: int, others: Container[str] = _BODIES) -> bool:
    """Whether a text is a name of at least so many words: with capitals, and of nobody but a person."""
    words = text.split()
    capitals = all(word[0].isupper() or word in _PARTICLES for word in words)
    plain = all(_WORD.fullmatch(word) and word.casefold() not in others for word in words)
    return least <= len(words) <= 5 and capitals and plain
