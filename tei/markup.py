"""Small means to build TEI: elements from hostile text, safe names, canonical layout."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES: Any = {None: TEI}
ID = f"{{{XML}}}id"
LANG = f"{{{XML}}}lang"
_NAMES = {"id": ID, "lang": LANG, "from_": "from", "break_": "break"}
"""Attributes whose names are no names in Python, or stand in the namespace of XML."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")

CONTAINERS = frozenset(
    re.findall(
        r"\w+",
        """
        TEI teiHeader fileDesc titleStmt editionStmt extent publicationStmt availability notesStmt
        sourceDesc biblStruct analytic monogr imprint encodingDesc editorialDecl correction normalization
        hyphenation quotation punctuation segmentation interpretation projectDesc samplingDecl tagsDecl
        refsDecl citeStructure listPrefixDef prefixDef classDecl taxonomy category appInfo application
        profileDesc creation langUsage textClass xenoData revisionDesc listChange standOff listAnnotation
        annotation facsimile surface zone text group body div figure licence respStmt
        """,
    )
)
"""Elements without text of their own: white space inside them means nothing."""


def clean(text: str) -> str:
    """The text with every character that XML 1.0 forbids replaced by U+FFFD."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def identifier(*parts: str) -> str:
    """An XML name (without colon) from the parts joined by dots; different parts give different names.

    Characters outside ASCII letters, digits, `_`, `.` and `-` become their code point between
    underscores. A name that would begin with a digit, a dot or a hyphen gets `n.` before it.
    """
    name = ".".join(parts)
    if _SAFE.fullmatch(name):
        return name
    name = _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", name)
    return name if re.match("[A-Za-z_]", name) else f"n.{name}"


def pointer(prefix: str, name: str) -> str:
    """A private URI such as `lex:Comintern`, with what a URI cannot hold in percent form."""
    return f"{prefix}:{quote(clean(name), safe='')}"


def element(name: str, *content: str | Element, **attributes: str | None) -> Element:
    """A TEI element; `id` and `lang` become xml:id and xml:lang, `from_` and `break_` lose it, None goes."""
    told = {_NAMES.get(key) or key: clean(value) for key, value in attributes.items() if value is not None}
    made = etree.Element(f"{{{TEI}}}{name}", told, nsmap=_PREFIXES)
    for part in content:
        add(made, part)
    return made


def add(parent: Element, part: str | Element) -> None:
    """Append text or an element to mixed content."""
    if not isinstance(part, str):
        parent.append(part)
        return
    part = clean(part)
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def release(node: Element, keep: str = "") -> None:
    """Move punctuation, and the s of a possessive, at the ends of an element's text outside.

    `keep` may stay inside at the end: the full stop of an abbreviation.
    """
    parent = node.getparent()
    if parent is None:
        return
    text = node.text or ""
    inner = text.lstrip("".join(character for character in text if not character.isalnum()))
    if inner and inner != text:
        node.text = inner
        before = node.getprevious()
        lead = text[: len(text) - len(inner)]
        if before is None:
            parent.text = (parent.text or "") + lead
        else:
            before.tail = (before.tail or "") + lead
    last = node[-1] if len(node) else None
    text = (node.text if last is None else last.tail) or ""
    kept = re.sub(r"(?:['’][sS])?[^\w]*$", "", text)
    kept += keep if keep and text.startswith(keep, len(kept)) else ""
    if kept or last is not None:
        node.tail = text[len(kept) :] + (node.tail or "")
        if last is None:
            node.text = kept
        else:
            last.tail = kept


def local(node: Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(node).localname)


def lay_out(node: Element, depth: int = 0) -> None:
    """Indent element-only content in place, so that files differ only where their content does."""
    if local(node) not in CONTAINERS or not len(node) or (node.text or "").strip():
        return
    node.text = "\n" + "  " * (depth + 1)
    for child in node:
        lay_out(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    node[-1].tail = "\n" + "  " * depth


def serialize(root: Element) -> bytes:
    """The file's bytes: UTF-8, the same for the same tree."""
    etree.cleanup_namespaces(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
