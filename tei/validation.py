"""Whether a TEI file is what we say it is: our profile, its pointers, its page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from ocr.page import RegionKind
from scans.errors import FormatError
from scans.record import record
from tei.citation import PageRange, page_numbers
from tei.markup import ID, TEI

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""
POINTERS = ("target", "facs", "corresp", "decls", "sameAs", "who", "resp", "ref", "rendition", "prev", "next")
"""Attributes that hold one or more pointers."""
_NS = {"t": TEI}
_Find = Callable[..., Any]
"""An XPath expression at work."""
_IDS: _Find = etree.XPath("//@xml:id", smart_strings=False)
_TARGETS: _Find = etree.XPath(
    "//*[not(self::t:graphic)]/@*[contains(., '#')]", namespaces=_NS, smart_strings=False
)
"""Attributes that may hold pointers; one pass over the tree instead of one for each attribute."""
_ASTRAY: _Find = etree.XPath("boolean(//@facs[not(contains(., '#'))])")
"""Whether something points to a zone that is no pointer."""
_NAMES = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_.-]*\n)*")
_BOX = ("ulx", "uly", "lrx", "lry")
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_ZONE, _SURFACE, _SOURCE, _SCOPE, _DIVISION, _PAGE_BREAK = (
    f"{{{TEI}}}{name}" for name in ("zone", "surface", "biblStruct", "biblScope", "div", "pb")
)
_REGIONS = frozenset(RegionKind)
_HELD: Mapping[str | None, Container[str]] = {
    None: _REGIONS | {"column"},
    "column": _REGIONS,
    **dict.fromkeys(_REGIONS, ("line",)),
    "line": ("word",),
    "word": (),
}
"""Types of the zones that a zone may hold, by its own; None for a surface."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, and in which line (from 1; 0 where no line can be told)."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def validate(path: Path) -> tuple[Problem, ...]:
    """All that is wrong with one of our TEI files; empty for a good one.

    Checked: the RELAX NG profile `tei/profile.rng`; that every `#pointer` leads to an element of the file and
    every identifier is there once; that the page breaks, the surfaces and the stated source name the same
    pages.

    Raises:
        FormatError: the file cannot be read, is larger than 256 MB, or is not XML at all.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise FormatError(path, "is larger than 256 MB", "Split it into smaller files")
        content = path.read_bytes()
    except OSError as error:
        raise FormatError(
            path, f"cannot be read: {error.strerror}", "Check the file and its rights"
        ) from error
    return validate_bytes(content, path)


def validate_bytes(content: bytes, path: Path) -> tuple[Problem, ...]:
    """As `validate`, for a document in memory; `path` is what messages call it."""
    return tuple(Problem(path, line, text) for line, text in find_problems(parse(content, path)))


def parse(content: bytes, path: Path) -> Element:
    """The root of a document from strangers: no entities, no DTD, no network, no huge or deep trees.

    Raises:
        FormatError: it is not well-formed, or has a document type declaration.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        mend = "Mend it in an XML editor, or export it again"
        raise FormatError(path, f"is not well-formed XML: {error}", mend) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise FormatError(path, "has a document type declaration", "Remove the <!DOCTYPE …>; TEI needs none")
    return root


def find_problems(root: Element) -> Iterator[tuple[int, str]]:
    """What is wrong with a document, each with its line."""
    if not (read_quick_profile().validate(root) and _names_and_pointers_hold(root)):
        profile = read_profile()
        if not profile.validate(root):
            for entry in profile.error_log:
                yield entry.line, entry.message
        yield from _pointers(root)
    yield from check_pages(root)


@cache
def read_profile() -> etree.RelaxNG:
    """The compiled profile of what we write: a narrow part of TEI All."""
    return etree.RelaxNG(_parse_profile())


@cache
def read_quick_profile() -> etree.RelaxNG:
    """The profile without what is looked at here as well: how names, pointers to zones and pixels are spelt.

    libxml2 spends three quarters of its time on the spelling of these, and keeps every ID until the process
    ends.
    """
    profile = _parse_profile()
    for attribute in profile.iter(f"{_RNG}attribute"):
        if attribute[0].text in ("facs", *_BOX):
            attribute[1:] = [etree.Element(f"{_RNG}text")]
    for data in profile.iter(f"{_RNG}data"):
        if data.get("type") == "ID":
            data[:] = []
            data.set("type", "NCName")
    return etree.RelaxNG(profile)


def _parse_profile() -> Element:
    return etree.fromstring(files("tei").joinpath("profile.rng").read_bytes())


def _names_and_pointers_hold(root: Element) -> bool:
    """Whether all names are spelt well and there once, and all that may be pointers lead to one of them."""
    return not _ASTRAY(root) and agree([gather_names(_IDS(root), _TARGETS(root))])


@record
class Names:
    """What a document or a part of one names, as pointers, how often, and what it may point to.

    `good` says that all names are spelt as they should be.
    """

    named: frozenset[str]
    count: int
    targets: frozenset[str]
    good: bool


def gather_names(names: Sequence[str], targets: Iterable[str]) -> Names:
    """The names from what stands in identifiers, and in attributes with pointers, one or more in each."""
    named = frozenset([f"#{name}" for name in names])
    good = _NAMES.fullmatch("".join([f"{name}\n" for name in names])) is not None
    return Names(named, len(names), frozenset(" ".join(targets).split()), good)


def agree(parts: Sequence[Names]) -> bool:
    """Whether each name is there once in all parts of a document, and what may be a pointer leads to one."""
    known = frozenset[str]().union(*[part.named for part in parts])
    once = len(known) == sum([part.count for part in parts])
    return once and all(part.good and known.issuperset(part.targets) for part in parts)


def _pointers(root: Element) -> Iterator[tuple[int, str]]:
    names = Counter(map(str, _IDS(root)))
    for node in root.iter(etree.Element):
        name = node.get(ID)
        if name is not None and names[name] > 1:
            yield _line(node), f"xml:id '{name}' is there {names[name]} times"
        for attribute in POINTERS:
            for target in str(node.get(attribute, "")).split():
                if target.startswith("#") and target[1:] not in names:
                    yield _line(node), f"{attribute} '{target}' leads nowhere"


def check_pages(root: Element) -> Iterator[tuple[int, str]]:
    """Each pb has its surface's number, and lies within the pages that its article's source states."""
    surfaces = {f"#{node.get(ID)}": node for node in root.iter(_SURFACE)}
    sources = {f"#{node.get(ID)}": _stated(node) for node in root.iter(_SOURCE)}
    for page in surfaces.values():
        yield from _zones(page)
    for division in root.iter(_DIVISION):
        if not division.get("decls"):
            continue
        stated = sources.get(str(division.get("decls")), [])
        printed = list(division.iter(_PAGE_BREAK))
        for node in printed:
            number, surface = node.get("n"), surfaces.get(str(node.get("facs")))
            if surface is not None and surface.get("n") != number:
                yield _line(node), f"page break {number} shows the image of page {surface.get('n')}"
        numbers = {str(node.get("n")) for node in printed if node.get("n")}
        if printed and numbers != set(stated):
            told, found = ", ".join(sorted(stated)) or "none", ", ".join(sorted(numbers)) or "none"
            yield _line(division), f"the source states pages {told}, the text has pages {found}"


def state_pages(root: Element) -> Iterator[tuple[str, ...]]:
    """The number and the size of each surface, and the pages that each source states, with their names."""
    for surface in root.iter(_SURFACE):
        yield "surface", *(surface.get(name, "") for name in (ID, "n", *_BOX))
    for source in root.iter(_SOURCE):
        yield "source", source.get(ID, ""), *_stated(source)


def _zones(surface: Element) -> Iterator[tuple[int, str]]:
    """Zones that are no boxes, or not on their page, or where no zone of that kind can be."""
    page, nodes = _box(surface), [surface]
    for node in nodes:
        held = _HELD.get(node.get("type") if node is not surface else None, ())
        for zone in node.iterchildren(_ZONE):
            box, kind = _box(zone), zone.get("type")
            if not (page and box and box[0] <= box[2] <= page[2] and box[1] <= box[3] <= page[3]):
                yield _line(zone), f"zone '{zone.get(ID)}' does not lie on its page"
            if kind not in held:
                yield _line(zone), f"zone '{zone.get(ID)}' does not stand where a {kind} can"
            if len(zone):
                nodes.append(zone)


def _box(node: Element) -> tuple[int, ...] | None:
    """Left, top, right and bottom in pixels; None where one is no number."""
    told = [node.get(name) or "?" for name in _BOX]
    digits = "".join(told)
    return tuple(map(int, told)) if digits.isascii() and digits.isdigit() else None


def _stated(source: Element) -> list[str]:
    """The page numbers that a source states, ranges counted out."""
    scopes = (scope for scope in source.iter(_SCOPE) if scope.get("unit") == "page" and scope.get("from"))
    return list(page_numbers([PageRange(str(scope.get("from")), str(scope.get("to"))) for scope in scopes]))


def _line(node: Element) -> int:
    line = node.sourceline
    return line if isinstance(line, int) else 0
