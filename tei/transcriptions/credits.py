"""Lines that say who made a transcription, from what, and when it was last changed."""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz import fuzz, process

from scans.errors import FormatError
from tei.article import BlockKind, Credit
from tei.citation import parse_citation
from tei.citation.dates import find_date

ROLES = {
    "transcribed": "transcriber",
    "transcription": "transcriber",
    "transcriber": "transcriber",
    "typed": "transcriber",
    "marked": "markup",
    "markup": "markup",
    "html": "markup",
    "coded": "markup",
    "proofread": "proofreader",
    "proofreading": "proofreader",
    "proofed": "proofreader",
    "corrected": "proofreader",
    "translated": "translator",
    "translation": "translator",
    "scanned": "scanner",
    "digitized": "scanner",
    "digitised": "scanner",
    "edited": "editor",
}
"""What a word of a credit line says of the person's part."""

_LONGEST = 300
_LINKS = frozenset(("up", "and", "mark", "first"))
_UPDATED = re.compile(r"^\W*(?:page\s+)?last\s+(?:updated|modified|changed)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"^\W*(?:from|source|(?:first|originally)\s+(?:published|printed))\b(?!\s+the\s+(?:first|last)\b)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"^\W*(?:written|public domain|copyleft|copyright|online version|transcriber[’']s note)\s*[:(©]"
    r"|^\W*(?:back to (?:the )?top|top of (?:the )?page)\W*$",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W*(?P<deed>.{3,120}?)(?:\s+by\s*:?|\s*:(?:\s*by)?)\s+(?P<names>\S.*)$", re.IGNORECASE)
_SPONSORED = re.compile(r"\s+for\s+(?:the\s+)?")
_YEAR = re.compile(r"\s*[,(]\s*(?:\w+\s+)?\d{4}\)?$")


def classify_front(line: str) -> BlockKind | None:
    """Which kind of line about the transcription this is; None for the newspaper's own text."""
    if len(line) > _LONGEST:
        return None
    if _UPDATED.match(line):
        return BlockKind.UPDATED
    if _REMARK.match(line):
        return BlockKind.REMARK
    if parse_credits(line):
        return BlockKind.CREDIT
    return BlockKind.SOURCE if _is_source(line) else None


def parse_credits(line: str) -> tuple[Credit, ...]:
    """Who did what: "Transcribed & marked up by A for the B" gives two credits, of A with sponsor B.

    Misspelt verbs are understood ("Transcriebd"). Empty where the line is no such statement.
    """
    match = _BY.match(" ".join(line.split())) if len(line) <= _LONGEST else None
    if not match:
        return ()
    deed, _, sponsored = match["deed"].partition(" for ")
    roles = _roles(deed)
    names, *sponsors = _SPONSORED.split(match["names"], maxsplit=1)
    sponsor = _tidy(sponsors[0] if sponsors else sponsored.removeprefix("the "))
    people = re.split(r"\s*(?:&|,|\band\b)\s*", _tidy(names))
    return tuple(Credit(role, name, sponsor) for name in people if name for role in roles)


def read_updated(line: str) -> date | None:
    """The day of "Last updated on 4 September 2015"; None for other lines."""
    if not _UPDATED.match(line):
        return None
    found = find_date(line)
    return found.date if found else None


def _roles(deed: str) -> tuple[str, ...]:
    """The parts that the words of a deed name; none where one of its words means something else."""
    words = re.findall(r"\w+", deed.lower().replace("mark-up", "markup").replace("mark up", "markup"))
    found = [_role(word) for word in words if word not in _LINKS]
    return tuple(dict.fromkeys(role for role in found if role)) if all(found) else ()


def _role(word: str) -> str | None:
    if word in ROLES:
        return ROLES[word]
    near = process.extractOne(word, ROLES.keys(), scorer=fuzz.ratio, score_cutoff=82)
    return ROLES[near[0]] if near and len(word) > 4 else None


def _tidy(name: str) -> str:
    name = _YEAR.sub("", name.strip().removesuffix("."))
    return name.strip(" ,;:")


def _is_source(line: str) -> bool:
    """Whether the line is a reference: introduced as one, or with at least two of its parts."""
    try:
        citation = parse_citation(line)
    except FormatError:
        return False
    parts = (citation.volume or citation.issue, citation.when, citation.pages)
    numbered = bool(citation.volume or citation.issue or citation.pages)
    return bool(_SOURCE.match(line) and (numbered or citation.date)) or sum(map(bool, parts)) > 1
