"""HTML of strangers as a flat list of blocks: no scripts, no network, no depth without bound."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from ocr.xml_file import parse_html
from scans.errors import FormatError
from tei.article import SpanKind
from tei.transcriptions.runs import Mark, Runs

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "head", "noscript", "template", "iframe", "object", "svg", "math", "select",
    "textarea", "title",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_SPANS = {"em": SpanKind.EMPHASIS, "i": SpanKind.EMPHASIS}
_SPAN_CLASSES = {"inote": SpanKind.NOTE, "anote": SpanKind.ANCHOR, "ednote": SpanKind.ANCHOR}


@dataclass(frozen=True)
class MarkedBlock:
    """A stretch of text between two block boundaries.

    `path` holds tag and classes of the block elements around it, outermost first: ("body", "p", "p.fst").
    """

    path: frozenset[str]
    tag: str
    runs: Runs = field(default_factory=Runs, compare=False)

    def within(self, *names: str) -> bool:
        """Whether one of the tags or `tag.class` names is that of a block around the text."""
        return not self.path.isdisjoint(names)


@dataclass(frozen=True)
class Markup:
    """The blocks of a page that hold words, in order; `generator` is what the page says made it."""

    blocks: tuple[MarkedBlock, ...]
    generator: str


def read_markup(raw: bytes, subject: str | Path) -> Markup:
    """Parse an HTML page.

    Raises:
        FormatError: it is binary data, or nested deeper than the parser allows.
    """
    text = _decode(raw)
    if "\x00" in text:
        raise FormatError(subject, "holds binary data, not text", "Give an HTML page")
    tree = parse_html(text.encode("utf-8", "replace"), subject, "Save the page again")
    generator = str(tree.xpath("string(//meta[@name='generator']/@content)"))
    return Markup(tuple(block for block in _flatten(tree) if block.runs.lines()), generator)


def _decode(raw: bytes) -> str:
    """The page in the encoding it declares, else as UTF-8, else as Windows' Western code page."""
    declared = _CHARSET.search(raw[:4096])
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    named = [declared[1].decode("ascii")] if declared else []
    for codec in ("utf-16" if marked else "utf-8-sig", *named):
        try:
            return raw.decode(codec)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1252", "replace")


def _flatten(tree: html.HtmlElement) -> list[MarkedBlock]:
    """The blocks of the tree in order, by a walk that keeps its own stack."""
    walker = _Walker()
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            walker.enter(node)
        else:
            walker.leave(node)
    return walker.blocks


class _Walker:
    """Gathers text into blocks while a tree is walked."""

    def __init__(self) -> None:
        self.blocks: list[MarkedBlock] = []
        self._path: list[tuple[str, ...]] = []
        self._marks: list[Mark | None] = []
        self._skipped = self._count = self._tables = 0
        self._open_block("body")

    def enter(self, node: etree._Element) -> None:
        tag = str(node.tag).lower()
        self._skipped += tag in _SKIPPED
        self._tables += tag == "table"
        if tag in _BLOCKS:
            self._path.append((tag, *(f"{tag}.{name}" for name in (node.get("class") or "").lower().split())))
            self._open_block(tag)
        elif tag == "br":
            self.blocks[-1].runs.break_line()
        self._marks.append(self._mark(tag, node))
        if tag in _CELLS and self.blocks[-1].tag == "tr":
            self.blocks[-1].runs.begin_cell()
        elif tag in _CELLS or self._is_anchor():
            self.blocks[-1].runs.close_word()
        self._add(node.text)

    def leave(self, node: etree._Element) -> None:
        tag = str(node.tag).lower()
        if tag in _CELLS or self._is_anchor():
            self.blocks[-1].runs.close_word()
        self._marks.pop()
        self._skipped -= tag in _SKIPPED
        if tag in _BLOCKS:
            self._path.pop()
            self._open_block(self._path[-1][0] if self._path else "body")
        self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if text and not self._skipped:
            self.blocks[-1].runs.add(text, [mark for mark in self._marks if mark])

    def _open_block(self, tag: str) -> None:
        path = frozenset(name for names in self._path for name in names)
        self.blocks.append(MarkedBlock(path, tag, Runs(self._tables if tag == "tr" else 0)))

    def _is_anchor(self) -> bool:
        last = self._marks[-1]
        return last is not None and last.kind is SpanKind.ANCHOR

    def _mark(self, tag: str, node: etree._Element) -> Mark | None:
        classes = (node.get("class") or "").lower().split()
        kinds = [_SPAN_CLASSES[name] for name in classes if name in _SPAN_CLASSES and tag not in _BLOCKS]
        kind = kinds[0] if kinds else _SPANS.get(tag)
        self._count += 1
        return Mark(kind, self._count) if kind else None
