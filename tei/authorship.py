"""Who wrote an article: whom its bylines name, or else who signs below its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from tei.article import Article, Block, BlockKind, Genre
from tei.batch import Batch
from tei.byline import read_authors, read_signatories
from tei.continuation import UNREAD
from tei.reading import read_lines, read_words

_BESIDE = frozenset((*UNREAD, BlockKind.CAPTION))
"""What says nothing of where a text ends."""
_CLOSING = frozenset((BlockKind.SALUTE, BlockKind.SIGNED, BlockKind.DATELINE))
_LETTER = frozenset((BlockKind.SALUTE, BlockKind.SIGNED))
_TEXT = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTATION))


@dataclass(frozen=True, slots=True)
class Authorship:
    """Names as printed, in their usual order, and how surely these are the authors, 0 to 1."""

    names: tuple[str, ...] = ()
    confidence: float = 1.0


def find_authorship(article: Article, batch: Batch) -> Authorship:
    """Who wrote the article, decisions applied; nobody where no byline and no person's signature tells."""
    if bylines := [block for block in article.blocks if block.kind is BlockKind.BYLINE]:
        return Authorship(read_authors(" ".join(read_lines(block, article, batch)) for block in bylines))
    signed = _find_signature(article)
    names = read_signatories(line for block in signed for line in _lines(block, article, batch))
    return Authorship(names, min(block.confidence for block in signed)) if names else Authorship()


def _find_signature(article: Article) -> Sequence[Block]:
    """Who signs the whole text: nobody where a letter ends or is addressed in the middle of it."""
    if article.genre is not Genre.ARTICLE:
        return ()
    read = [block for block in article.blocks if block.kind not in _BESIDE]
    closing = list(takewhile(lambda block: block.kind in _CLOSING, reversed(read)))[::-1]
    text = dropwhile(lambda block: block.kind not in _TEXT, read[: len(read) - len(closing)])
    if any(block.kind in _LETTER for block in text):
        return ()
    return [block for block in closing if block.kind is BlockKind.SIGNED]


def _lines(block: Block, article: Article, batch: Batch) -> Iterator[str]:
    """A signature's lines, each of which may be a name."""
    words = read_words(block, article, batch)
    starts = [at for at, word in enumerate(words) if word.begins and not word.glued]
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        yield " ".join(word.text for word in words[start:stop] if word.text)
