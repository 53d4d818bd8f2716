"""The article: what people cite, joined over columns and pages, from scans or from a transcription."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corrections.passage import Passage, Token
from ocr.page import Word
from scans.record import record
from scans.scan import Label


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEAD = "head"
    """The main headline."""
    SUBHEAD = "subhead"
    """A further deck of the headline."""
    SECTION = "section"
    """A heading inside the article."""
    BYLINE = "byline"
    DATELINE = "dateline"
    SALUTE = "salute"
    """ "Yours fraternally," """
    SIGNED = "signed"
    """Who signs below the text of a letter or an article."""
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    """A quotation set off as a block."""
    NOTE = "note"
    """An editor's note of the newspaper, set as a block."""
    CAPTION = "caption"
    TABLE = "table"
    JUMP_LINE = "jump-line"
    """ "(Continued on page 3)" """
    JUMP_HEAD = "jump-head"
    """ "(Continued from page 1)", with the short headline that goes before it."""
    FURNITURE = "furniture"
    """Running heads and folios."""
    SOURCE = "source"
    """A transcription's line that says where it was printed; only in `Article.front`."""
    CREDIT = "credit"
    """A transcription's line that says who made it; only in `Article.front`."""
    UPDATED = "updated"
    """A transcription's line with the day of its last change; only in `Article.front`."""
    REMARK = "remark"
    """What else the makers of a transcription say of it; only in `Article.front`."""


class Genre(StrEnum):
    """What an article is to the newspaper."""

    ARTICLE = "article"
    ADVERTISEMENT = "advertisement"


class SpanKind(StrEnum):
    """What a run of tokens inside a block is."""

    NOTE = "note"
    """The newspaper's own note in the text: "(… – Ed.)"."""
    EMPHASIS = "emphasis"
    ANCHOR = "anchor"
    """The mark of a footnote, a token of its own: "[1]"."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of tokens inside a block, by index into its tokens: first inside, last inside."""

    kind: SpanKind
    first: int
    last: int


@record
class Placement:
    """Where a line is printed: ids of the page, the region and the line in the page model."""

    page: str
    region: str
    line: str


@record
class TextLine:
    """A whole block of a transcription, or a line of a printed table (then there is a placement)."""

    tokens: tuple[Token, ...]
    placement: Placement | None = None

    @property
    def text(self) -> str:
        """Its tokens with spaces between."""
        return " ".join([token.text for token in self.tokens])

    @property
    def last(self) -> Token:
        """The token that it ends with."""
        return self.tokens[-1]

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return len(self.tokens)


@record
class PrintedLine:
    """A line as printed, of which tokens are made when somebody asks for them: of most nobody does.

    Attributes:
        words: of the page model, at least one.
        text: these with spaces between.
        hyphenated: whether the last of them goes on in the next line.
        placement: where it is printed.
    """

    words: tuple[Word, ...]
    text: str
    hyphenated: bool
    placement: Placement

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words as tokens."""
        return (*[read_token(word) for word in self.words[:-1]], self.last)

    @property
    def last(self) -> Token:
        """The token that it ends with."""
        return read_token(self.words[-1], ends_line=True, hyphenated=self.hyphenated)

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return len(self.words)


def read_token(word: Word, ends_line: bool = False, hyphenated: bool = False) -> Token:
    """A word of the page model as a token."""
    readings = tuple([other.text for other in word.alternatives]) if word.alternatives else ()
    return Token(word.id, word.text, word.confidence, ends_line, hyphenated, readings)


AnyLine = TextLine | PrintedLine


Grid = tuple[tuple[range, ...], ...]
"""The cells of a table, row by row, as ranges of its tokens; as many in each row, some of them empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a note: the unit of an article.

    `id` is unique in the article; `confidence` says how sure the segmentation is of `kind`, 0 to 1; `grid` is
    a table's.
    """

    id: str
    kind: BlockKind
    lines: tuple[AnyLine, ...]
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    grid: Grid = ()

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the block, in reading order."""
        return tuple([token for line in self.lines for token in line.tokens])

    def spans_within(self, cell: range) -> tuple[Span, ...]:
        """The spans inside a cell, counted from its first token."""
        inside = (span for span in self.spans if span.first in cell and span.last in cell)
        return tuple(Span(s.kind, s.first - cell.start, s.last - cell.start) for s in inside)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what for the transcription an article came from.

    `role`: transcriber, markup, proofreader, translator, scanner or editor.
    """

    role: str
    name: str
    sponsor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An article in another issue, by the name of its file without an ending; how surely, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an issue.

    Attributes:
        id: stable over re-export, a file name and an XML name: "militant.1933-06-03.v06n29.a01".
        blocks: in reading order, joined over pages.
        label: of the issue; `label.number` is not used.
        pages: printed page numbers it stands on, in order, without repetition: ("1", "3").
        authors: as printed in the byline, or below the text where a person signs there; else empty.
        authorship: how surely these wrote it, 0 to 1; 1 where a byline says so.
        credits, updated, source: from an imported transcription; empty for scanned pages.
        front: the lines of a transcription behind these three, as blocks of kind SOURCE, CREDIT, UPDATED and
            REMARK: read by the corrector like the rest, but no part of the newspaper's text.
        name: what to call an article without a headline, e.g. from its file name; "" where it has one.
        genre: article or advertisement.
        confidence: of the article's boundaries, 0 to 1.
        earlier, later: where it begins or goes on in another issue; None for nearly all.
    """

    id: str
    blocks: tuple[Block, ...]
    label: Label = Label()  # noqa: RUF009 (frozen)
    pages: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    authorship: float = 1.0
    credits: tuple[Credit, ...] = ()
    updated: date | None = None
    source: str = ""
    confidence: float = 1.0
    genre: Genre = Genre.ARTICLE
    front: tuple[Block, ...] = ()
    name: str = ""
    earlier: Link | None = None
    later: Link | None = None

    def passages(self) -> Iterator[Passage]:
        """The blocks as passages for the corrector, those of a transcription's front first."""
        for block in (*self.front, *self.blocks):
            if block.tokens:
                yield Passage(block.id, block.tokens)
