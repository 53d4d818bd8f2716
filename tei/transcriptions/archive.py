"""Pages of the Marxists' Internet Archive as articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scans.errors import FormatError
from tei.article import Article, Block, BlockKind, SpanKind
from tei.transcriptions.assembly import FRONT, assemble
from tei.transcriptions.credits import classify_front
from tei.transcriptions.headings import is_dateline
from tei.transcriptions.html_page import MarkedBlock, read_markup
from tei.transcriptions.lines import build_block
from tei.transcriptions.notes import find_notes
from tei.transcriptions.runs import Runs, Text, read_table, read_text

GENERATOR = "redpencil"
"""What a page that we wrote says of its origin."""

_NAVIGATION = ("p.linkback", "p.footer", "p.link", "p.toc", "nav", "footer", "form")
_INFORMATION = ("p.info", "p.from", "p.information", "p.updat", "p.updated", "p.transcriber")
_KINDS = {
    "p.quote": BlockKind.QUOTATION,
    "p.quoteb": BlockKind.QUOTATION,
    "p.quotec": BlockKind.QUOTATION,
    "blockquote": BlockKind.QUOTATION,
    "p.endnote": BlockKind.NOTE,
    "p.byline": BlockKind.BYLINE,
    "p.dateline": BlockKind.DATELINE,
    "p.salute": BlockKind.SALUTE,
    "p.signed": BlockKind.SIGNED,
    "p.caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_archive_html(raw: bytes, name: str) -> Article:
    """Read a page of the archive, or any page that is written as plainly.

    Its mark-up says what is a heading, a quotation, a note; p.info and its like hold source and
    credits; an h2 before the h1 names the author. Breadcrumbs and footers are left out. `name` becomes
    the article's id.

    Raises:
        FormatError: it cannot be read, or holds no text.
    """
    page = read_markup(raw, name)
    content = [block for block in page.blocks if not block.within(*_NAVIGATION)]
    if not content:
        raise FormatError(name, "holds no text", "Give a page with the transcription of an article")
    ours = page.generator.startswith(GENERATOR)
    blocks: list[Block] = []
    for kind, text in _name(content, ours):
        noted = ours or kind in FRONT or any(span.kind is SpanKind.NOTE for span in text.spans)
        notes = () if noted else find_notes([word for line in text.lines for word in line])
        spans = (*text.spans, *notes)
        blocks.append(build_block(len(blocks) + 1, kind, text.lines, spans, grid=text.grid))
    return assemble(name, tuple(blocks))


def _name(content: Sequence[MarkedBlock], ours: bool) -> Iterator[tuple[BlockKind, Text]]:
    """Each block with its kind, a table's rows in one; the lines about the transcription one by one.

    On a page of `ours` the author stands in the text as well.
    """
    title = next((at for at, block in enumerate(content) if block.tag == "h1"), None)
    if title is None:
        title = next((at for at, block in enumerate(content) if block.tag in _HEADINGS), None)
    telling = ("p.byline", "p.signed") if ours else ("p.byline",)
    signed = any(block.within(*telling) for block in content)
    tables = _find_tables(content)
    begun = False
    for at, block in enumerate(content):
        lines = block.runs.lines()
        if at in tables:
            if tables[at]:
                yield BlockKind.TABLE, read_table(tables[at])
        elif block.within(*_INFORMATION):
            begun = True
            yield from ((kind, Text(told)) for kind, told in _inform(lines))
        elif block.tag in _HEADINGS:
            before = title is not None and at < title
            if before and signed:
                continue  # the author's name above the title repeats the byline or the signature
            yield _heading(block, lines, before, at == title, begun), read_text(block.runs)
        else:
            kind = next((_KINDS[name] for name in _KINDS if block.within(name)), BlockKind.PARAGRAPH)
            begun = begun or kind not in (BlockKind.BYLINE, BlockKind.DATELINE)
            yield kind, read_text(block.runs)


def _find_tables(content: Sequence[MarkedBlock]) -> dict[int, tuple[Runs, ...]]:
    """The rows of each table of several columns at the place of its first row; nothing at the others."""
    found: dict[int, tuple[Runs, ...]] = {}
    for table, group in groupby(enumerate(content), key=lambda item: item[1].runs.table):
        places, rows = zip(*((at, block.runs) for at, block in group), strict=True)
        if table and max(len(row.cells()) for row in rows) > 1:
            found |= dict.fromkeys(places[1:], ()) | {places[0]: rows}
    return found


def _heading(block: MarkedBlock, lines: list[list[str]], before: bool, title: bool, begun: bool) -> BlockKind:
    if title:
        return BlockKind.HEAD
    if before:
        return BlockKind.BYLINE
    if begun:
        return BlockKind.SECTION
    dated = block.tag != "h1" and is_dateline(" ".join(word for line in lines for word in line))
    return BlockKind.DATELINE if dated else BlockKind.SUBHEAD


def _inform(lines: list[list[str]]) -> Iterator[tuple[BlockKind, list[list[str]]]]:
    """Source, credits and the rest of a paragraph about the transcription; unknown lines go with the last."""
    held: list[list[str]] = []
    kind = BlockKind.REMARK
    for line in lines:
        found = classify_front(" ".join(line))
        if held and found:
            yield kind, held
            held = []
        kind = found or (kind if held else BlockKind.REMARK)
        held.append(line)
    if held:
        yield kind, held
