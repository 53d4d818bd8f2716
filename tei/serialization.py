"""TEI as bytes: the same for the same tree, laid out so that files differ only where their content does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tei.markup import TEI, Written

CONTAINERS = frozenset(
    re.findall(
        r"\w+",
        """
        TEI teiHeader fileDesc titleStmt editionStmt extent publicationStmt availability notesStmt
        sourceDesc biblStruct analytic monogr imprint encodingDesc editorialDecl correction normalization
        hyphenation quotation punctuation segmentation interpretation projectDesc samplingDecl tagsDecl
        refsDecl citeStructure listPrefixDef prefixDef classDecl taxonomy category appInfo application
        profileDesc creation langUsage textClass xenoData revisionDesc listChange standOff listAnnotation
        annotation table row facsimile surface zone text group body div figure licence respStmt
        """,
    )
)
"""Elements without text of their own: white space inside them means nothing."""
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_SPECIAL = re.compile(r'[&<>"\r\n\t]')


_LINE = "\0"
"""Stands for the end of a line and the indent of the next, which depend on where markup comes to stand."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document laid out.

    Attributes:
        pieces: of its text, in order.
        markups: what had been written already.
        places: of the pieces that hold these.
    """

    pieces: list[str] = field(default_factory=list)
    markups: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        """The whole document: UTF-8."""
        return "".join(self.pieces).encode()

    @property
    def frame(self) -> bytes:
        """The document without what had been written already."""
        pieces = self.pieces.copy()
        for place in self.places:
            pieces[place] = ""
        return "".join(pieces).encode()

    def add(self, node: Written, indent: str) -> None:
        """Put what is markup already to the rest."""
        self.places.append(len(self.pieces))
        self.markups.extend(node.markups)
        self.pieces.append(_LINE.join(node.markups).replace(_LINE, indent))


def write(*nodes: Element) -> str:
    """Elements, one below another, as markup that may stand anywhere: see `tei.markup.Written`."""
    layout = Layout()
    for node in nodes:
        if layout.pieces:
            layout.pieces.append(_LINE)
        _write(node, layout, _LINE)
    return "".join(layout.pieces)


def write_inside(markups: Iterable[str]) -> str:
    """The same as what stands between the tags of an element."""
    deeper = f"{_LINE}  "
    return "".join([deeper + markup.replace(_LINE, deeper) for markup in markups]) + _LINE


def lay_out(root: Element) -> Layout:
    """A document from the root of its tree."""
    root.attrib = {"xmlns": TEI} | root.attrib
    layout = Layout(['<?xml version="1.0" encoding="UTF-8"?>\n'])
    _write(root, layout, "\n")
    layout.pieces.append("\n")
    return layout


def _write(node: Element, layout: Layout, indent: str) -> None:
    """Write an element; inside one without text of its own each child begins a line."""
    if isinstance(node, Written):
        layout.add(node, indent)
        return
    tag, text, parts = node.tag, node.text, layout.pieces
    parts.append(f"<{tag}")
    for name, value in node.items():
        said = value.translate(_VALUE) if _SPECIAL.search(value) else value
        parts.append(f' {name}="{said}"')
    if not len(node) and text is None:
        parts.append("/>")
        return
    parts.append(">")
    if len(node) and tag in CONTAINERS and not (text or "").strip():
        deeper = indent + "  "
        for child in node:
            parts.append(deeper)
            _write(child, layout, deeper)
        parts.append(indent)
    else:
        if text:
            parts.append(text.translate(_TEXT) if _SPECIAL.search(text) else text)
        for child in node:
            _write(child, layout, indent)
            if tail := child.tail:
                parts.append(tail.translate(_TEXT) if _SPECIAL.search(tail) else tail)
    parts.append(f"</{tag}>")
