"""TEI that others have made, as the transcription of an article: its text, its headings, its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from lxml.etree import _Element as Element

from scans.errors import FormatError
from tei.article import Article, Block, BlockKind, SpanKind
from tei.markup import TEI, local
from tei.transcriptions.assembly import assemble
from tei.transcriptions.credits import parse_credits
from tei.transcriptions.lines import build_block
from tei.transcriptions.runs import Mark, Runs, Text, read_table, read_text
from tei.validation import parse

_P = BlockKind.PARAGRAPH
_BLOCKS = {
    "head": BlockKind.SECTION,
    "byline": BlockKind.BYLINE,
    "docAuthor": BlockKind.BYLINE,
    "dateline": BlockKind.DATELINE,
    "salute": BlockKind.SALUTE,
    "signed": BlockKind.SIGNED,
    "quote": BlockKind.QUOTATION,
    "cit": BlockKind.QUOTATION,
    "note": BlockKind.NOTE,
    "row": BlockKind.TABLE,
    **dict.fromkeys(("p", "ab", "lg", "l", "item", "sp", "opener", "closer"), _P),
    **dict.fromkeys(("trailer", "epigraph", "bibl", "figure", "titlePart", "postscript", "argument"), _P),
}
"""Elements that stand as blocks where others do, and what they become."""
_READ = frozenset(
    ("TEI", "text", "body", "group", "div", "front", "back", "lb", "pb", "cb", "pc", "w", "c", "s", "seg"),
).union(("choice", "sic", "orig", "abbr", "hi", "list", "table", "cell"))
"""Elements whose meaning is kept or does not matter to a text."""
_LEFT = frozenset(("corr", "reg", "expan", "fw", "figDesc", "graphic", "gap", "listBibl", "index"))
"""Elements whose text is no part of what is printed, or of an article."""
_HOLDING = frozenset(
    ("body", "div", "text", "front", "back", "group", "figure", "lg", "list", "table", "cit")
)
"""Elements in which a quotation or a note is a block."""


def is_tei(head: bytes) -> bool:
    """Whether a file that begins so is TEI."""
    return TEI.encode() in head


def parse_tei(raw: bytes, path: Path) -> Article:
    """Read the text of a TEI file of whatever make as the transcription of an article.

    What is printed is kept (sic, orig, abbr of a choice); headings, quotations, bylines, datelines and notes
    stay what they are; all other elements become their text (see `list_unkept`).

    Raises:
        FormatError: it cannot be read, or holds no text.
    """
    root = parse(raw, path)
    walker = _Walker()
    for body in root.iter(f"{{{TEI}}}body"):
        walker.content(body)
    found = _join_rows([(kind, runs) for kind, runs in walker.blocks if runs.lines()])
    if not found:
        raise FormatError(path, "holds no text", "Give a TEI file with a body")
    blocks: list[Block] = []
    for kind, text in _front(root):
        blocks.append(build_block(len(blocks) + 1, kind, [text.split()]))
    titled = False
    for kind, told in found:
        if kind is BlockKind.SECTION and not titled:
            titled, kind = True, BlockKind.HEAD  # noqa: PLW2901
        blocks.append(build_block(len(blocks) + 1, kind, told.lines, told.spans, grid=told.grid))
    return assemble(path.stem, tuple(blocks))


def _join_rows(blocks: Sequence[tuple[BlockKind, Runs]]) -> list[tuple[BlockKind, Text]]:
    """The texts of the blocks, a table's rows in one; what has but one column is no table."""
    found: list[tuple[BlockKind, Text]] = []
    for table, group in groupby(blocks, key=lambda block: block[1].table):
        held = list(group)
        told = read_table([runs for _, runs in held]) if table else None
        if told and told.grid:
            found.append((BlockKind.TABLE, told))
        else:
            found += [(_P if kind is BlockKind.TABLE else kind, read_text(runs)) for kind, runs in held]
    return found


def list_unkept(raw: bytes, path: Path) -> Mapping[str, int]:
    """The elements of the text whose mark-up is not kept, and how many there are of each."""
    bodies = parse(raw, path).iter(f"{{{TEI}}}body")
    names = Counter(local(node) for body in bodies for node in body.iter("{*}*"))
    return {name: names[name] for name in sorted(names) if name not in _READ and name not in _BLOCKS}


class _Walker:
    """Gathers text into blocks. The parser lets no tree be deeper than 256 elements."""

    def __init__(self) -> None:
        self.blocks: list[tuple[BlockKind, Runs]] = [(_P, Runs())]
        self._marks: list[Mark] = []
        self._count = self._tables = 0

    def content(self, node: Element) -> None:
        self._add(node.text)
        for child in node:
            if isinstance(child.tag, str) and local(child) not in _LEFT:
                self._element(child)
            self._add(child.tail)

    def _element(self, node: Element) -> None:
        name, parent = local(node), node.getparent()
        self._tables += name == "table"
        within = local(parent) if parent is not None else ""
        if name == "lb" and node.get("break") != "no":
            self.blocks[-1][1].break_line()
        elif name == "pc" and node.get("force") == "weak":
            return
        elif name == "cell":
            self.blocks[-1][1].begin_cell()
            self.content(node)
        elif name in _BLOCKS and (within in _HOLDING or name not in ("quote", "note", "bibl", "figure")):
            self._block(_BLOCKS[name], node)
        elif name == "note" or (name == "hi" and not node.get("rend", "italic").startswith("bold")):
            self._marked(SpanKind.NOTE if name == "note" else SpanKind.EMPHASIS, node)
        else:
            self.content(node)

    def _block(self, kind: BlockKind, node: Element) -> None:
        outer = self.blocks[-1][0]
        kept = kind if kind is not _P or outer is not BlockKind.QUOTATION else outer
        self.blocks.append((kept, Runs(self._tables if kind is BlockKind.TABLE else 0)))
        self.content(node)
        self.blocks.append((outer, Runs()))

    def _marked(self, kind: SpanKind, node: Element) -> None:
        self._count += 1
        self._marks.append(Mark(kind, self._count))
        self.content(node)
        self._marks.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self.blocks[-1][1].add(text, self._marks)


def _front(root: Element) -> Iterator[tuple[BlockKind, str]]:
    """What the header says of the source and of those who made the file."""
    header = root.find(f"{{{TEI}}}teiHeader")
    if header is None:
        return
    bibls = [
        *header.iterfind(".//{*}sourceDesc/{*}bibl[@type='display']"),
        *header.iterfind(".//{*}sourceDesc//{*}bibl"),
    ]
    if source := next((text for node in bibls if (text := _text(node))), ""):
        yield BlockKind.SOURCE, source
    for node in header.iterfind(".//{*}titleStmt/{*}respStmt"):
        said = [_text(child) for child in node]
        credit = f"{said[0]} by {', '.join(said[1:])}" if len(said) > 1 else " ".join(said)
        if credit:
            yield BlockKind.CREDIT if parse_credits(credit) else BlockKind.REMARK, credit


def _text(node: Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())
