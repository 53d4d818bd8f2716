"""Documents of ours held to the profile: each part of them once, whatever documents it stands in.

In our own markup every "<" begins a tag, and every `="` an attribute (`tei.markup.escape`), so that regular
expressions find in it what XPath finds in trees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import le
from pathlib import Path

from lxml.etree import _Element as Element

from tei.markup import LINE
from tei.serialization import Layout
from tei.validation import (
    Names,
    Problem,
    agree,
    check_pages,
    find_problems,
    gather_names,
    parse,
    read_quick_profile,
    state_pages,
)

_NAMED = re.compile(r' xml:id="([^"]*)"')
_TARGETED = re.compile(r'="([^"]*#[^"]*)"')
_IMAGE = re.compile(r"<graphic [^>]*>")
"""What may have a "#" that is no pointer's."""
_ASTRAY = re.compile(r' facs="[^"#]*"')
_BEGIN = r'<zone xml:id="[^"]*" type="{}" ulx="([0-9]+)" uly="([0-9]+)" lrx="([0-9]+)" lry="([0-9]+)"'
_BOX = re.compile(_BEGIN.format("(?:line|word)"))
_LINE_ZONE, _WORD_ZONE = (_BEGIN.format(kind).replace("(", "(?:") for kind in ("line", "word"))
_ZONE = rf"{_LINE_ZONE}(?:/>|>(?:{LINE}  {_WORD_ZONE}/>)+{LINE}</zone>)"
_ZONES = re.compile(rf"{_ZONE}(?:{LINE}{_ZONE})*")
"""Zones of lines and of their words, as `tei.facsimile` writes them."""
_BREAK = re.compile(r'<lb n="[0-9]+"(?: break="no")? facs="[^"<&]*"/>(?=[^<]*<lb )')
"""A line's beginning with nothing but text between it and the next: where the next may stand, it may, too."""
_NAME, _GAP = "[A-Za-z_][A-Za-z0-9_.-]*", r"\n +"
_NOTED = (
    rf'<annotation xml:id="{_NAME}" motivation="editing" target="#{_NAME}">',
    rf'<respStmt>{_GAP}<resp>decided by</resp>{_GAP}<name ref="#{_NAME}">[^<]*</name>{_GAP}</respStmt>',
    rf'<note type="(?:ocr|transcription)"(?: resp="#{_NAME}")?>[^<]*</note>',
    rf'<note type="accepted" cert="(?:high|medium|low)" resp="#{_NAME}">[^<]*</note>',
    rf"(?:<note type=\"reason\">[^<]*</note>{_GAP})?</annotation>",
    "(?=<annotation )",
)
_ANNOTATION = re.compile(_GAP.join(_NOTED))
"""A correction in the log, as `tei.standoff` writes it, that another comes after: one is as good as many."""


@dataclass(frozen=True, slots=True)
class Part:
    """What has been found of a part: its names, and what stands for it where a document is looked at."""

    names: Names
    instead: str


@dataclass(frozen=True, slots=True)
class Precedent:
    """A valid document that others may take parts from: these, and what it says of pages."""

    parts: Mapping[str, Part]
    pages: frozenset[tuple[str, ...]]

    def covers(self, layout: Layout, path: Path) -> bool:
        """Whether a document is valid, given its parts.

        What may stand in a part does not depend on the document (`tei/profile.rng` has one definition for the
        texts of articles, and one for zones), so that nothing is looked at again that the precedent has; of
        zones there may be others, since only some lines of a region may be an article's. What does depend on
        the document is looked at: names, pointers, and the pages that page breaks and zones are held to.
        False only means that the document must be looked at whole.
        """
        parts = {part: self.parts.get(part) or _read_part(part) for part in layout.parts}
        unlike = {part: found.instead for part, found in parts.items() if part not in self.parts}
        root = _read_shortened(layout, [unlike.get(part, "") for part in layout.parts], path)
        holds = _names_hold(layout, parts) and read_quick_profile().validate(root)
        return holds and not any(check_pages(root)) and self.pages.issuperset(state_pages(root))


def examine(layout: Layout, path: Path) -> tuple[tuple[Problem, ...], Precedent]:
    """What is wrong with a document of ours, and that as a precedent, which it is only if nothing is."""
    parts = {part: _read_part(part) for part in layout.parts}
    root = _read_shortened(layout, [parts[part].instead for part in layout.parts], path)
    holds = _names_hold(layout, parts) and read_quick_profile().validate(root)
    good = holds and not any(check_pages(root))
    problems = () if good else tuple(find_problems(parse(layout.content, path)))
    told = tuple(Problem(path, line, text) for line, text in problems)
    return told, Precedent(parts, frozenset(state_pages(root)))


def _read_shortened(layout: Layout, instead: Sequence[str], path: Path) -> Element:
    """The root of a document with what stands for its parts, and with only the last of many corrections."""
    pieces = tuple([_ANNOTATION.sub("", piece) for piece in layout.pieces])
    return parse(Layout(pieces, layout.parts).fill(instead), path)


def _names_hold(layout: Layout, parts: Mapping[str, Part]) -> bool:
    frame = _read_names(_IMAGE.sub("", "".join(layout.pieces)))
    return agree([frame, *[parts[part].names for part in layout.parts]])


def _read_names(markup: str) -> Names:
    names = gather_names(_NAMED.findall(markup), _TARGETED.findall(markup))
    return Names(names.named, names.count, names.targets, good=False) if _ASTRAY.search(markup) else names


def _read_part(markup: str) -> Part:
    return Part(_read_names(markup), _stand_in(markup) or _BREAK.sub("", markup))


def _stand_in(markup: str) -> str | None:
    """One zone that is good just where all of many zones are; None for what is anything else.

    It is as large as all of them together, so that it lies on its page where they do.
    """
    if not _ZONES.fullmatch(markup):
        return None
    left, top, right, bottom = (list(map(int, side)) for side in zip(*_BOX.findall(markup), strict=True))
    if not (all(map(le, left, right)) and all(map(le, top, bottom))):
        return None
    box = f'ulx="{min(left)}" uly="{min(top)}" lrx="{max(right)}" lry="{max(bottom)}"'
    return f'<zone xml:id="zone" type="line" {box}/>'
