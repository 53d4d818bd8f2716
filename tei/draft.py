"""A TEI file in the making: what its header must know of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corrections.decisions.decision import Decision
from ocr.page import Page
from tei.article import Article
from tei.batch import Batch
from tei.bibliography import Titles
from tei.markup import Markup
from tei.metadata import Series


@dataclass(frozen=True, slots=True)
class Draft:
    """One file.

    Attributes:
        mark: xml:id of the TEI element.
        articles: one, or, with `whole`, all of an issue.
        batch: what they draw on.
        pages: those that the articles stand on.
        transcribed: whether an article was taken over from a transcription.
        decisions: what was decided on the text, oldest first.
        words: how many there are; one that is divided at a line's end counts once.
        names: those elements of the text that the header explains.
        titles: what the articles are called, by id.
        remarks: what a transcription says of itself, as notes.
        whole: whether the file holds a whole issue.
    """

    mark: str
    articles: tuple[Article, ...]
    batch: Batch
    pages: tuple[Page, ...]
    transcribed: bool
    decisions: tuple[Decision, ...]
    words: int
    names: frozenset[str]
    titles: Mapping[str, Titles]
    remarks: tuple[Markup, ...] = ()
    whole: bool = False

    @property
    def series(self) -> Series:
        return self.batch.edition.series

    @property
    def numbers(self) -> tuple[str, ...]:
        """The printed page numbers, in order of the articles."""
        return tuple(dict.fromkeys(number for article in self.articles for number in article.pages))
