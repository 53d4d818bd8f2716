"""What lists say of an article, a page and an issue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scans.scan import Label
from tei.article import Article, Block, BlockKind, Genre
from tei.batch import Batch, full, scanned
from tei.bibliography import refer, refer_to, title_of
from tei.markup import identifier
from tei.metadata import Series
from tei.reading import read_lines

OPENING = 180
"""Characters of an article's text in a list, at most."""
_TEXT = frozenset(
    (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.NOTE, BlockKind.CAPTION, BlockKind.TABLE)
)


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article in lists.

    Attributes:
        name: of its files, without an ending.
        openings: its first words on each page, by page id; under "" where it has no scan.
        lines: ids of its lines, by page id in reading order.
        front: what a transcription says of its source and its makers, line by line.
        earlier, later: names of its parts in other issues, or "".
    """

    name: str
    title: str
    reference: str
    advertisement: bool
    openings: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    front: tuple[str, ...]
    earlier: str = ""
    later: str = ""

    @property
    def opening(self) -> str:
        """Its first words."""
        return next(filter(None, self.openings.values()), "")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A scanned page in lists.

    Attributes:
        name: of its files, without an ending.
        number: the printed one, "" where nothing tells.
        shown: whether there is an image of it.
    """

    name: str
    number: str
    shown: bool


@dataclass(frozen=True, slots=True)
class IssueEntry:
    """An issue in the list of all issues.

    Attributes:
        cover: file name of its first page's image, "" if there is none.
        pages, articles: how many there are.
    """

    cover: str
    pages: int
    articles: int


def enter_article(article: Article, batch: Batch) -> ArticleEntry:
    """The article as lists show it."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for block in article.blocks:
        for line in block.lines:
            if line.placement:
                lines[line.placement.page].append(line.placement.line)
    series = batch.edition.series
    return ArticleEntry(
        identifier(full(article, series)),
        title_of(article, batch) or "[Untitled]",
        refer_to(article, series),
        article.genre is Genre.ADVERTISEMENT,
        {page: _open(article, batch, page) for page in scanned([article]) or ("",)},
        {page: tuple(found) for page, found in lines.items()},
        tuple(" ".join(read_lines(block, article, batch)) for block in article.front),
        article.earlier.name if article.earlier else "",
        article.later.name if article.later else "",
    )


def describe_issue(label: Label, series: Series) -> str:
    """The issue as citations name it, with the newspaper's title."""
    return refer(replace(label, number=None), (), series)


def _open(article: Article, batch: Batch, page: str) -> str:
    """The first words of the article's text on a page."""
    for block in article.blocks:
        part = _on(block, page)
        if block.kind in _TEXT and part.lines:
            return _cut(" ".join(read_lines(part, article, batch)))
    return ""


def _on(block: Block, page: str) -> Block:
    lines = (line for line in block.lines if (line.placement.page if line.placement else "") == page)
    return replace(block, lines=tuple(lines))


def _cut(text: str) -> str:
    if len(text) <= OPENING:
        return text
    return text[:OPENING].rpartition(" ")[0] + " …"
