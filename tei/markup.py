"""Small means to build TEI: elements from hostile text, and safe names.

Elements are those of the standard library, which are made much faster than those of lxml; they go by their
names in the file, since `tei.serialization` declares the namespaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote
from xml.etree.ElementTree import Element

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
_NAMES = {"id": "xml:id", "lang": "xml:lang", "from_": "from", "break_": "break"}
"""Attributes whose names are no names in Python, or have a prefix."""

Node = TypeVar("Node", Element, etree._Element)

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")


def clean(text: str) -> str:
    """The text with every character that XML 1.0 forbids replaced by U+FFFD."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


@lru_cache(maxsize=4096)
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
    made = Element(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(_NAMES.get(key, key), clean(value))
    for part in content:
        add(made, part)
    return made


class Written(Element):
    """What `tei.serialization.write` has written, one markup below another, to stand in trees."""

    def __init__(self, *markups: str) -> None:
        super().__init__("")
        self.markups = markups


def add(parent: Node, part: str | Node) -> None:
    """Append text or an element to mixed content; elements of lxml do as well."""
    if not isinstance(part, str):
        parent.append(part)
        return
    part = clean(part)
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def release(parent: Element, keep: str = "") -> None:
    """Move punctuation, and the s of a possessive, at the ends of the last child's text outside of it.

    `keep` may stay inside at the end: the full stop of an abbreviation.
    """
    node = parent[-1]
    text = node.text or ""
    inner = text.lstrip("".join(character for character in text if not character.isalnum()))
    if inner and inner != text:
        node.text = inner
        lead = text[: len(text) - len(inner)]
        if len(parent) == 1:
            parent.text = (parent.text or "") + lead
        else:
            parent[-2].tail = (parent[-2].tail or "") + lead
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


def local(node: etree._Element) -> str:
    """The name of a parsed element without its namespace."""
    return str(etree.QName(node).localname)
