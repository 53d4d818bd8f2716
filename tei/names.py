"""Names in running text: what the lexicon knows as a person, an organization, a paper or a place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corrections.lexicon import Entry, Kind, Lexicon
from tei.article import BlockKind
from tei.spelling import HYPHENS, trim

NAMED = frozenset((Kind.PERSON, Kind.ORGANIZATION, Kind.PAPER, Kind.PLACE))
READ = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.NOTE))
"""Kinds of blocks in which names are looked for: in headings every word has capitals."""
_POSSESSIVE = re.compile(r"['’][sS]?$")
_ENDS = re.compile(r"[.!?:]\W*$")
_INITIAL = re.compile(r"^\W*(?:[A-Z]\.)+$|^(?:Mr|Mrs|Dr|St|Gen|Capt|Prof|Sen|Rev)\.$")


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that the lexicon knows: first and last inside."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Forms that name one thing only, by their words; `longest` in words."""

    forms: Mapping[str, Entry]
    longest: int


def index_names(lexicon: Lexicon) -> NameIndex:
    """The lexicon's names, without the forms that two entries share or that have no capital."""
    forms: dict[str, Entry | None] = {}
    for entry in lexicon.entries:
        for form in entry.forms:
            key = _plain(form)
            forms[key] = None if key in forms and forms[key] != entry else entry
    named = {
        form: entry
        for form, entry in forms.items()
        if entry is not None and entry.kind in NAMED and any(map(str.isupper, form))
    }
    return NameIndex(named, max((len(form.split()) for form in named), default=0))


def find_names(texts: Sequence[str], hyphenated: Sequence[bool], index: NameIndex) -> tuple[Name, ...]:
    """The names in a block's tokens, longest first from the left.

    A single word that begins a sentence is taken for a name only if the block has no such word without a
    capital.
    """
    units = _units(texts, hyphenated)
    small = {trim([word])[1] for word, _, _ in units}
    found: list[Name] = []
    at = 0
    while at < len(units):
        length, entry = _match(units, at, index, small)
        if entry is not None:
            found.append(Name(units[at][1], units[at + length - 1][2], entry))
        at += length
    return tuple(found)


def _units(texts: Sequence[str], hyphenated: Sequence[bool]) -> list[tuple[str, int, int]]:
    """Words with the indices of their first and last token; words divided at line ends put together."""
    units: list[tuple[str, int, int]] = []
    open_ = False
    for position, (text, divided) in enumerate(zip(texts, hyphenated, strict=True)):
        whole = text[:-1] if divided and text[-1:] in HYPHENS else text
        if units and (open_ or not text):
            word, first, _ = units[-1]
            units[-1] = (word + whole, first, position)
        else:
            units.append((whole, position, position))
        open_ = divided
    return units


def _match(
    units: Sequence[tuple[str, int, int]], at: int, index: NameIndex, small: set[str]
) -> tuple[int, Entry | None]:
    """How many words from here on are a name, and which; 1 and None where there is none."""
    for length in range(min(index.longest, len(units) - at), 0, -1):
        words = [word for word, _, _ in units[at : at + length]]
        if any(_broken(word) for word in words[:-1]):
            continue
        form = _plain(" ".join(words))
        entry = index.forms.get(form) or index.forms.get(_POSSESSIVE.sub("", form))
        if entry is None or (length == 1 and _common(units, at, small)):
            continue
        return length, entry
    return 1, None


def _broken(word: str) -> bool:
    """Whether a name cannot go on after a word, for its punctuation."""
    return word[-1:] in ".,;:!?)]”" and not _INITIAL.match(word)


def _common(units: Sequence[tuple[str, int, int]], at: int, small: set[str]) -> bool:
    """Whether a capital may be there only because a sentence begins."""
    begins = at == 0 or (_ENDS.search(units[at - 1][0]) is not None and not _INITIAL.match(units[at - 1][0]))
    return begins and trim([units[at][0]])[1].lower() in small


def _plain(form: str) -> str:
    """The form without clinging punctuation, apostrophes straight."""
    return trim([form.replace("’", "'")])[1]
