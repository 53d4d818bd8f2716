"""TEI as bytes: the same for the same tree, laid out so that files differ only where their content does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from tei.markup import TEI, WRITTEN

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


def write(node: Element) -> str:
    """An element as markup that may stand anywhere: see `tei.markup.written`."""
    parts: list[str] = []
    _write(node, parts, _LINE)
    return "".join(parts)


def write_list(markups: Iterable[str]) -> str:
    """Several such elements, one below another."""
    return _LINE.join(markups)


def write_inside(markups: Iterable[str]) -> str:
    """The same as what stands between the tags of an element."""
    deeper = f"{_LINE}  "
    return "".join([deeper + markup.replace(_LINE, deeper) for markup in markups]) + _LINE


def serialize(root: Element) -> bytes:
    """The file's bytes: UTF-8."""
    root.attrib = {"xmlns": TEI} | root.attrib
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, parts, "\n")
    return "".join((*parts, "\n")).encode()


def _write(node: Element, parts: list[str], indent: str) -> None:
    """Write an element; inside one without text of its own each child begins a line."""
    tag, text = node.tag, node.text
    if tag == WRITTEN:
        parts.append((text or "").replace(_LINE, indent))
        return
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
            _write(child, parts, deeper)
        parts.append(indent)
    else:
        if text:
            parts.append(text.translate(_TEXT) if _SPECIAL.search(text) else text)
        for child in node:
            _write(child, parts, indent)
            if tail := child.tail:
                parts.append(tail.translate(_TEXT) if _SPECIAL.search(tail) else tail)
    parts.append(f"</{tag}>")
