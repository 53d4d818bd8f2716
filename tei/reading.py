"""What an article says once decisions are applied: the words people read, and plain text of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrections.decisions.application import Reading
from corrections.decisions.decision import Verdict
from corrections.passage import Token
from tei.article import Article, Block, BlockKind
from tei.batch import Batch
from tei.continuation import UNREAD, join_blocks
from tei.spelling import HYPHENS, Division, divide

HEADED = frozenset((BlockKind.HEAD, BlockKind.SUBHEAD))
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_LIKE = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A token as people read it.

    Attributes:
        text: without a line-end hyphen; "" where the token has been merged into the one before.
        printed: what the newspaper has instead, where its misprint is put right; else "".
        glued: whether it follows the word before without white space.
        begins: whether a line of the block begins with it.
    """

    text: str
    printed: str
    glued: bool
    begins: bool


def read_words(block: Block, article: Article, batch: Batch) -> tuple[ReadWord, ...]:
    """The block's tokens one for one, misreadings and misprints put right, period spelling kept."""
    made: list[ReadWord] = []
    division, compounds = Division.NONE, batch.compounds(block)
    places = [
        (token, begins == 0, decided.get(token.id))
        for line in block.lines
        for decided in (batch.decided(article, line),)
        for begins, token in enumerate(line.tokens)
    ]
    texts = [_read(token, reading) for token, _, reading in places]
    for (token, begins, reading), text, rest in zip(places, texts, [*texts[1:], ""], strict=True):
        misprinted = reading is not None and reading.decision.verdict is Verdict.MISPRINT
        printed = token.text if misprinted and text != token.text else ""
        glued = bool(division) or not text
        division = divide(token, reading, text, rest, compounds)
        weak = division is Division.WEAK and text[-1:] in HYPHENS and len(text) > 1
        made.append(ReadWord(text[:-1] if weak else text, printed, glued, begins))
    return tuple(made)


def _read(token: Token, reading: Reading | None) -> str:
    if reading is not None and reading.decision.verdict in (Verdict.MISPRINT, Verdict.CORRECT):
        return reading.text
    return token.text


def read_lines(block: Block, article: Article, batch: Batch) -> tuple[str, ...]:
    """The block's text: a headline in its lines, everything else in one; never an empty line."""
    lines = [""]
    for word in read_words(block, article, batch):
        if word.begins and not word.glued and block.kind in HEADED:
            lines.append("")
        space = "" if word.glued or not lines[-1] else " "
        lines[-1] += space + word.text
    return tuple(line for line in lines if line)


def read_rows(block: Block, article: Article, batch: Batch) -> tuple[tuple[str, ...], ...]:
    """The texts of a table's cells, row by row, as many in each."""
    words = read_words(block, article, batch)
    return tuple(tuple(_run(words[cell.start : cell.stop]) for cell in row) for row in block.grid)


def _run(words: Sequence[ReadWord]) -> str:
    text = ""
    for word in words:
        text += word.text if word.glued or not text else f" {word.text}"
    return text


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An article's blocks as a reader meets them: headlines, source and credits, text, what is below it."""

    top: tuple[Block, ...]
    front: tuple[Block, ...]
    text: tuple[Block, ...]
    bottom: tuple[Block, ...]


def arrange(article: Article) -> Arrangement:
    """The order of a reading text, without jump lines and furniture; what these cut in two is one block."""
    read = tuple(block for block in join_blocks(article.blocks) if block.kind not in UNREAD)
    opening = next((at for at, block in enumerate(read) if block.kind not in HEADED), len(read))
    updated = tuple(block for block in article.front if block.kind is BlockKind.UPDATED)
    front = tuple(block for block in article.front if block.kind is not BlockKind.UPDATED)
    return Arrangement(read[:opening], front, read[opening:], updated)


def write_text(article: Article, batch: Batch) -> str:
    """The article as plain text in UTF-8 that can be imported again: an empty line between blocks."""
    order = arrange(article)
    parts = ["\n".join(read_lines(block, article, batch)) for block in order.top]
    parts.append("\n".join(" ".join(read_lines(block, article, batch)) for block in order.front))
    parts += [_write_plainly(block, article, batch) for block in (*order.text, *order.bottom)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _write_plainly(block: Block, article: Article, batch: Batch) -> str:
    """A block in one line; a table row by row, its columns one under another."""
    if not block.grid:
        return " ".join(read_lines(block, article, batch))
    rows = read_rows(block, article, batch)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write_markdown(article: Article, batch: Batch) -> str:
    """The article as CommonMark, what would be mark-up in the text escaped; tables as GitHub writes them."""
    order = arrange(article)
    blocks = (*order.top, *order.front, *order.text, *order.bottom)
    return "\n\n".join(filter(None, (_mark_down(block, article, batch) for block in blocks))) + "\n"


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _mark_down(block: Block, article: Article, batch: Batch) -> str:
    if block.grid:
        rows = read_rows(block, article, batch)
        head = ("",) * len(rows[0]), ("---",) * len(rows[0])
        return "\n".join(f"| {' | '.join(row)} |" for row in (*head, *(map(_escape, row) for row in rows)))
    marked = _escape(" ".join(read_lines(block, article, batch)))
    safe = _LIST_LIKE.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", marked)
    shapes = {
        BlockKind.HEAD: "# {}",
        BlockKind.SUBHEAD: "## {}",
        BlockKind.SECTION: "## {}",
        BlockKind.QUOTATION: "> {}",
        BlockKind.PARAGRAPH: "{}",
    }
    return shapes.get(block.kind, "*{}*").format(safe) if safe else ""
