"""Small means to write TEI: elements as markup, hostile text made harmless, and safe names.

Markup is text, which is made much faster than trees; an element is written when it is made, from inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
_NAMES = {"id": "xml:id", "lang": "xml:lang", "from_": "from", "break_": "break"}
"""Attributes whose names are no names in Python, or have a prefix."""

CONTAINERS = frozenset(
    re.findall(
        r"\w+",
        """
        TEI teiHeader fileDesc titleStmt editionStmt extent publicationStmt availability notesStmt
        sourceDesc biblStruct analytic monogr imprint encodingDesc editorialDecl correction normalization
        hyphenation quotation punctuation segmentation interpretation projectDesc samplingDecl tagsDecl
        refsDecl citeStructure listPrefixDef prefixDef classDecl taxonomy category appInfo application
        profileDesc creation langUsage textClass xenoData revisionDesc listChange standOff listAnnotation
        annotation table row facsimile surface zone text group body div opener closer figure licence respStmt
        """,
    )
)
"""Elements without text of their own: white space inside them means nothing."""
LINE = "\0"
"""Stands in markup for the end of a line and the indent of the next, which depend on where it is put."""
PLACE = "\1"
"""Stands in markup for a part, which several documents have."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
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


def identifiers(begin: str, names: Sequence[str]) -> list[str]:
    """What `identifier` makes of names, each after the same beginning: a page has hundreds of lines."""
    if _SAFE.fullmatch(begin + "".join(names)):
        return [f"{begin}.{name}" for name in names]
    return [identifier(begin, name) for name in names]


def pointer(prefix: str, name: str) -> str:
    """A private URI such as `lex:Comintern`, with what a URI cannot hold in percent form."""
    return f"{prefix}:{quote(clean(name), safe='')}"


class Markup(str):
    """What stands in a file as it is; `parts` are those that it has places for, in order."""

    parts: tuple[str, ...] = ()


def part(text: str) -> Markup:
    """A place for a part of a document: markup that is long, and put to the rest at the end."""
    made = Markup(PLACE)
    made.parts = (text,)
    return made


def escape(text: str) -> str:
    """Text as it stands in markup: with nothing in it that looks like a tag or an attribute."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '="' in text):
        return text  # which is so nearly always, and told much sooner
    return clean(text).translate(_TEXT).replace('="', "=&quot;")


def _quote(value: str) -> str:
    """The same for the value of an attribute."""
    if value.isprintable() and not ("&" in value or "<" in value or ">" in value or '"' in value):
        return value
    return clean(value).translate(_VALUE)


def element(name: str, *content: str, **attributes: str | None) -> Markup:
    """A TEI element; what is no markup is text.

    In an element without text of its own each child begins a line. `id` and `lang` become xml:id and
    xml:lang, `from_` and `break_` lose their ends, and what is None is left out.
    """
    begin = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            begin += f' {_NAMES.get(key, key)}="{_quote(value)}"'
    if not content:
        return Markup(f"{begin}/>")
    if len(content) == 1 and not isinstance(content[0], Markup):
        return Markup(f"{begin}>{escape(content[0])}</{name}>")
    if name in CONTAINERS and isinstance(content[0], Markup):
        inside = put_inside(content)
    else:
        inside = "".join([text if isinstance(text, Markup) else escape(text) for text in content])
    made = Markup(f"{begin}>{inside}</{name}>")
    if PLACE in inside:
        made.parts = tuple([held for text in content if isinstance(text, Markup) for held in text.parts])
    return made


def put_inside(content: Iterable[str]) -> str:
    """Markup that stands in an element, each below the other, with the lines that begin and end there."""
    return f"{LINE}{LINE.join(content)}".replace(LINE, f"{LINE}  ") + LINE


def local(node: etree._Element) -> str:
    """The name of a parsed element without its namespace."""
    return str(etree.QName(node).localname)
