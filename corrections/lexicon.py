"""The lexicon: names, terms and period spellings that are right and must survive."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corrections.entry import Entry, Kind
from corrections.lexicon_file import Problem, add_entry, check_lexicon, read_entries

__all__ = [
    "Entry",
    "Kind",
    "Lexicon",
    "Problem",
    "add_entry",
    "bundled_lexicon",
    "check_lexicon",
    "read_lexicon",
]

BUNDLED = Path(__file__).with_name("data") / "lexicon.csv"
_POSSESSIVE = re.compile(r"'s$|'S$|(?<=[sS])'$")


@dataclass(frozen=True)
class Lexicon:
    """Entries, and whether a form in running text is one of them.

    An entry is known as written, with a capital first letter, and ALL IN CAPITALS; one that has capitals
    is not known without them ("Temps" is a newspaper, "temps" is nothing). Possessives are known with
    their word, and so are the longer words of an entry of several words.
    """

    entries: tuple[Entry, ...]

    def knows(self, form: str) -> bool:
        """Whether the form, stripped of clinging punctuation, is right as it stands."""
        return self.entry(form) is not None

    def entry(self, form: str) -> Entry | None:
        """The entry that makes the form known; for an ambiguous form the last one read."""
        if not form.isascii():
            form = unicodedata.normalize("NFC", form).replace("’", "'")
        entry = self._index.get(form)
        return entry if entry or "'" not in form else self._index.get(_POSSESSIVE.sub("", form))

    def forms(self) -> Iterator[str]:
        """Every form, variant, and word of a form of several words, once each, as written."""
        return iter(dict.fromkeys(form for entry in self.entries for form in _parts(entry)))

    @cached_property
    def modern(self) -> frozenset[str]:
        """Today's spellings, case-folded, of words that the period spelt otherwise."""
        return frozenset(entry.modern.casefold() for entry in self.entries if entry.kind is Kind.SPELLING)

    @cached_property
    def _index(self) -> Mapping[str, Entry]:
        """Known forms to entries; whole forms win over words of longer ones, later over earlier."""
        index: dict[str, Entry] = {}
        for whole in (False, True):
            for entry in self.entries:
                for form in entry.forms if whole else _parts(entry):
                    index |= dict.fromkeys(_cases(form), entry)
        return index


def read_lexicon(*paths: Path) -> Lexicon:
    """Read lexicon files as one; where two hold the same form the later file wins.

    Raises:
        FormatError: a file is missing, in a wrong encoding, or broken.
    """
    entries = {entry.form: entry for path in paths for entry in read_entries(path)}
    return Lexicon(tuple(entries.values()))


def bundled_lexicon() -> Lexicon:
    """The curated lexicon of The Militant's world, 1928 to 1940."""
    return read_lexicon(BUNDLED)


def _parts(entry: Entry) -> Iterator[str]:
    """The forms, and the words of longer ones ("Unser Wort", "Unser", "Wort"), but no particles ("der")."""
    for form in entry.forms:
        yield form
        if " " in form:
            words = (word.strip("(),") for word in form.split())
            yield from (word for word in words if len(word) > 3)


def _cases(form: str) -> Iterator[str]:
    """A form as it may stand in print: as written, capitalised, all capitals; "C.P." also as "C.P"."""
    form = unicodedata.normalize("NFC", form).replace("’", "'")
    for case in (form, form[:1].upper() + form[1:], form.upper()):
        yield case
        if case.endswith("."):
            yield case[:-1]
