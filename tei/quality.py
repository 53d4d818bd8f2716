"""What an archivist would send back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tei.article import Article, Block, BlockKind
from tei.bibliography import pages_in_words
from tei.export import Exported
from tei.metadata import Edition
from tei.serials import read_serial

_ARTICLES = "'redpencil review --web', Articles"
_MOST = 200
"""An issue has no more pages; a greater number is no page number."""


class Lack(StrEnum):
    """What is wanting."""

    METADATA = "metadata"
    TEXT = "text"
    JUMP = "jump"
    STRUCTURE = "structure"
    DECISION = "decision"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to before an archive gets the files: what, where, and what to do."""

    lack: Lack
    where: str
    said: str
    mend: str


@dataclass(frozen=True, slots=True)
class Standard:
    """What is good enough: least confidence of a block's kind and of an article's boundaries, 0 to 1."""

    confidence: float = 0.5


def inspect_edition(edition: Edition) -> Iterator[Finding]:
    """What the project file does not say and an archive asks for."""
    wanted = {
        "[series] place": edition.series.place,
        "[series] publisher": edition.series.publisher,
        "[edition] publisher": edition.publisher,
        "[[edition.people]]": edition.people,
        "[[edition.licences]]": edition.licences,
    }
    for setting, value in wanted.items():
        if not value:
            yield Finding(Lack.METADATA, "redpencil.toml", f"{setting} is not set", "Set it")


def inspect_issue(issue: Exported, standard: Standard) -> Iterator[Finding]:
    """What is wanting in an issue, in reading order."""
    for problem in issue.problems:
        yield Finding(Lack.FAULT, problem.subject, problem.problem, problem.mend)
    label = next((article.label for article in issue.articles), None)
    if label is None or label.date is None:
        yield Finding(Lack.METADATA, issue.name, "the issue has no date", "Name it in labels.csv")
    for page in issue.batch.pages.values():
        if issue.batch.number(page.id) is None:
            yield Finding(Lack.METADATA, page.id, "the page has no number", "Name it in labels.csv")
        if not page.text:
            mend = "Look at the scan; read it again with 'redpencil ocr --force' if there is text on it"
            yield Finding(Lack.TEXT, page.id, "the page has no text", mend)
        elif page.ink and page.ink.incomplete:
            said = f"{page.ink.unread:.1%} of the page's letters were not read"
            yield Finding(Lack.TEXT, page.id, said, f"Look at 'redpencil layout {page.id}'")
    yield from _inspect_numbers(issue)
    for article in issue.articles:
        yield from _inspect_article(article, standard)


def _inspect_numbers(issue: Exported) -> Iterator[Finding]:
    """Page numbers that two pages have, and those that are wanting between 1 and the last."""
    mend = "Look whether a scan is missing or is there twice, or name the page in labels.csv"
    numbers = Counter(number for page in issue.batch.pages if (number := issue.batch.number(page)))
    for number, times in numbers.items():
        if times > 1:
            said = f"{times} pages have the number {number}"
            yield Finding(Lack.METADATA, issue.name, said, mend)
    counted = {int(number) for number in numbers if number.isascii() and number.isdigit()}
    last = min(max(counted, default=0), _MOST)
    if gone := [str(number) for number in range(1, last) if number not in counted]:
        yield Finding(Lack.METADATA, issue.name, f"without {pages_in_words(gone)}", mend)


def _inspect_article(article: Article, standard: Standard) -> Iterator[Finding]:
    begins = next((_look(block) for block in article.blocks), _ARTICLES)
    if not any(block.kind is BlockKind.HEAD for block in article.blocks) and not article.name:
        mend = f"Say which line is its headline, or join it to the article before: {begins}"
        yield Finding(Lack.STRUCTURE, article.id, "the article has no headline", mend)
    if article.confidence < standard.confidence:
        said = f"its boundaries are uncertain ({article.confidence:.2f})"
        yield Finding(Lack.STRUCTURE, article.id, said, f"Set where it begins: {begins}")
    signed = next((block for block in reversed(article.blocks) if block.kind is BlockKind.SIGNED), None)
    if signed and article.authorship < standard.confidence:
        said = f"that it is by {', '.join(article.authors)} is uncertain ({article.authorship:.2f})"
        mend = f"Say whether the line below the text is a signature: {_look(signed)}"
        yield Finding(Lack.METADATA, article.id, said, mend)
    for place, block in enumerate(article.blocks):
        if block.confidence < standard.confidence:
            said = f"{block.kind} is uncertain ({block.confidence:.2f}): {_begin(block)}"
            mend = f"Say what it is: {_look(block)}"
            yield Finding(Lack.STRUCTURE, f"{article.id} {block.id}", said, mend)
        if _is_loose(article, place):
            mend = f"Set where it continues: {_look(block)}"
            yield Finding(Lack.JUMP, f"{article.id} {block.id}", f"not joined: {_begin(block)}", mend)


def _look(block: Block) -> str:
    """Where people set what a block is."""
    page = min(_pages(block), default="")
    return f"'redpencil review --web {page}', Articles" if page else _ARTICLES


def _is_loose(article: Article, place: int) -> bool:
    """Whether a jump line leads nowhere, or the head of a continuation has nothing before it."""
    kind = article.blocks[place].kind
    if kind is BlockKind.JUMP_LINE and read_serial(article, onward=True):
        return article.later is None
    if kind is BlockKind.JUMP_HEAD and read_serial(article, onward=False):
        return article.earlier is None
    here = _pages(article.blocks[place])
    if kind is BlockKind.JUMP_LINE:
        return not any(_pages(block) - here for block in article.blocks[place + 1 :])
    return kind is BlockKind.JUMP_HEAD and not any(_pages(block) - here for block in article.blocks[:place])


def _pages(block: Block) -> frozenset[str]:
    return frozenset(line.placement.page for line in block.lines if line.placement)


def _begin(block: Block) -> str:
    words = [token.text for token in block.tokens]
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
