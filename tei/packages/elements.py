"""XML in other vocabularies than TEI, from text of strangers."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from tei.markup import clean

DC = "http://purl.org/dc/elements/1.1/"
METS = "http://www.loc.gov/METS/"
MODS = "http://www.loc.gov/mods/v3"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
XLINK = "http://www.w3.org/1999/xlink"
PREFIXES: Any = {"dc": DC, "mets": METS, "mods": MODS, "oai_dc": OAI_DC, "xlink": XLINK}


def build(tag: str, /, *content: str | Element | None, **attributes: str | None) -> Element:
    """An element named "prefix:name"; an attribute's "xlink_" becomes its prefix; None is left out."""
    prefix, _, local = tag.partition(":")
    made = etree.Element(f"{{{PREFIXES[prefix]}}}{local}", nsmap=PREFIXES)
    for key, value in attributes.items():
        if value is not None:
            linked = key.startswith("xlink_")
            name = f"{{{XLINK}}}{key.removeprefix('xlink_')}" if linked else key.rstrip("_")
            made.set(name, clean(value))
    for part in content:
        if isinstance(part, str):
            made.text = (made.text or "") + clean(part)
        elif part is not None:
            made.append(part)
    return made


def serialize_elements(root: Element) -> bytes:
    """The document's bytes: UTF-8, indented, the same for the same tree."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
