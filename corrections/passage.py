"""Running text as the corrector sees it, whether it came from a page or from a transcription."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocr.page import Page
from scans.record import record


@record
class Token:
    """A word with the punctuation that clings to it: a run of characters without white space.

    Attributes:
        id: of the word; decisions are keyed by it together with `text`.
        text: as it stands now, never empty.
        confidence: the engine's own, from 0 to 1; None for text that no engine read.
        ends_line: whether a printed line ends after it.
        hyphenated: whether its final hyphen only marks a word division, the rest being the next token.
        readings: other readings of the engine, best first.
    """

    id: str
    text: str
    confidence: float | None = None
    ends_line: bool = False
    hyphenated: bool = False
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or region: tokens in reading order. `id` is the region's or block's."""

    id: str
    tokens: tuple[Token, ...]


def read_passages(page: Page) -> Iterator[Passage]:
    """The page's text regions as passages, in reading order."""
    for region in page.regions:
        tokens = tuple(
            Token(
                id=word.id,
                text=word.text,
                confidence=word.confidence,
                ends_line=word is line.words[-1],
                hyphenated=line.hyphenated and word is line.words[-1],
                readings=tuple(alternative.text for alternative in word.alternatives),
            )
            for line in region.lines
            for word in line.words
        )
        if tokens:
            yield Passage(region.id, tokens)
