"""One thing the lexicon knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an entry names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PAPER = "paper"
    PLACE = "place"
    TERM = "term"
    SPELLING = "spelling"
    """A period spelling that is right as printed; `modern` says how it is spelled today."""
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, term or spelling that is right as it stands.

    Attributes:
        form: the usual form in the period's print, in its usual case; may hold spaces ("Unser Wort").
        kind: see Kind.
        variants: other forms that the period printed and that are just as right.
        source: what attests it, in words.
        note: who or what it is, for people.
        modern: today's spelling, for Kind.SPELLING only; else "".
    """

    form: str
    kind: Kind
    variants: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    modern: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The form and its variants."""
        return (self.form, *self.variants)

    @property
    def key(self) -> tuple[str, str]:
        """Where the entry stands in a sorted lexicon: by letters first, capitals aside."""
        return self.form.casefold(), self.form
