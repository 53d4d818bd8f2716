"""An article put together from the blocks of a transcription."""

from __future__ import annotations

import re

from scans.errors import FormatError
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Credit
from tei.byline import read_authors
from tei.citation import Citation, parse_citation
from tei.transcriptions.credits import parse_credits, read_updated

FRONT = frozenset((BlockKind.SOURCE, BlockKind.CREDIT, BlockKind.UPDATED, BlockKind.REMARK))


def assemble(name: str, blocks: tuple[Block, ...]) -> Article:
    """The article of these blocks, with what those about the transcription say of it."""
    front = tuple(block for block in blocks if block.kind in FRONT)
    citation = _citation(front)
    text = tuple(block for block in blocks if block.kind not in FRONT)
    headed = any(block.kind is BlockKind.HEAD for block in text)
    return Article(
        id=name,
        blocks=text,
        label=Label(date=citation.date, volume=citation.volume, issue=citation.issue),
        pages=citation.page_numbers,
        authors=read_authors(map(block_text, _of(text, BlockKind.BYLINE))),
        credits=tuple(
            dict.fromkeys(credit for block in _of(front, BlockKind.CREDIT) for credit in _credits(block))
        ),
        updated=next((day for block in front if (day := read_updated(block_text(block)))), None),
        source=" ".join(block_text(block) for block in _of(front, BlockKind.SOURCE)),
        front=front,
        name="" if headed else " ".join(re.split(r"[-_\s]+", name)).strip(),
    )


def block_text(block: Block) -> str:
    """The block's words with single spaces."""
    return " ".join(token.text for token in block.tokens)


def _of(blocks: tuple[Block, ...], kind: BlockKind) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind is kind)


def _credits(block: Block) -> tuple[Credit, ...]:
    return parse_credits(block_text(block))


def _citation(front: tuple[Block, ...]) -> Citation:
    """What the first source line says that can be understood."""
    for block in _of(front, BlockKind.SOURCE):
        try:
            return parse_citation(block_text(block))
        except FormatError:
            continue
    return Citation("")
