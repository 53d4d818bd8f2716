"""The copy: what the typesetter is handed, read from a plain file that people can edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scans.errors import FormatError
from tei.article import BlockKind

_TOKEN = re.compile(r"\{(?P<printed>[^|}\s]+)\|(?P<meant>[^}\s]+)\}")
_MARKS = {"## ": BlockKind.SECTION, "> ": BlockKind.QUOTATION, "[ed] ": BlockKind.NOTE}


@dataclass(frozen=True, slots=True)
class CopyWord:
    """A word of the copy; `meant` is what a deliberate misprint stands for, else ""."""

    text: str
    italic: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """A heading or paragraph of a story."""

    kind: BlockKind
    words: tuple[CopyWord, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article or an advertisement, in the order in which it is set."""

    id: str
    blocks: tuple[CopyBlock, ...]
    jump_head: str = ""
    advertisement: bool = False


@dataclass(frozen=True, slots=True)
class Bed:
    """A part of the page that is filled column by column.

    Attributes:
        columns: first and last, from 1, both inside.
        copy: ids of the stories, in order.
        single: heads stand in their own column; otherwise the first one spans the whole bed.
        jump: number of the page where what does not fit goes on; "" when all must fit.
        boxed: a frame around it; such a bed stands at the foot of its columns.
        depth: inches from its top; 0 to reach the foot of the page, or to balance above another bed.
        cut: copy that does not fit is left out, from a paragraph's end on, as an editor cuts it.
        picture: height of a picture above the text in inches; 0 for none.
    """

    columns: tuple[int, int]
    copy: tuple[str, ...]
    single: bool = False
    jump: str = ""
    boxed: bool = False
    depth: float = 0.0
    cut: bool = False
    picture: float = 0.0


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What goes where on one page; beds stand in reading order."""

    number: str
    beds: tuple[Bed, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The newspaper and the issue, for masthead and running heads."""

    series: str
    title: str
    motto: str
    volume: int
    number: str
    whole: int
    date: date
    place: str
    price: str

    def page_name(self, number: str) -> str:
        """The scan's file name without its ending: "labor-lantern_1933-05-20_v02n11_p1"."""
        return f"{self.series}_{self.date.isoformat()}_v{self.volume:02}n{self.number:0>2}_p{number}"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All the copy of one issue."""

    paper: Paper
    stories: Mapping[str, Story]
    pages: tuple[PagePlan, ...]


def read_manuscript(path: Path) -> Manuscript:
    """Read the copy of an issue.

    Raises:
        FormatError: when the file is no TOML, or a part of it is missing or misspelt.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        stories = {name: _story(name, fields) for name, fields in data["article"].items()}
        return Manuscript(Paper(**data["paper"]), stories, tuple(_page(page) for page in data["page"]))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise FormatError(path, f"this is not the copy of an issue ({error})", "Mend the file") from error


def read_words(text: str) -> tuple[CopyWord, ...]:
    """Words of a paragraph in the light markup: *italic* and {printed|meant}."""
    words: list[CopyWord] = []
    italic = False
    for token in _curl(text).split():
        opens = token.startswith("*")
        shape = token.replace("*", "")
        printed = _TOKEN.sub(lambda match: match["printed"], shape)
        meant = _TOKEN.sub(lambda match: match["meant"], shape)
        words.append(CopyWord(printed, italic or opens, "" if printed == meant else meant))
        italic = (italic or opens) and not token.removeprefix("*").count("*")
    return tuple(words)


def _curl(text: str) -> str:
    """Quotation marks as printers set them: opening after white space and brackets, else closing."""
    text = re.sub(r'(^|[\s(\[—*])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“—*])'", r"\1‘", text).replace("'", "’")


def _story(name: str, fields: Mapping[str, Any]) -> Story:
    return Story(
        name, tuple(_blocks(fields)), fields.get("jump_head", ""), bool(fields.get("advertisement", False))
    )


def _blocks(fields: Mapping[str, Any]) -> Iterator[CopyBlock]:
    yield CopyBlock(BlockKind.HEAD, read_words(fields["head"]))
    for deck in fields.get("decks", ()):
        yield CopyBlock(BlockKind.SUBHEAD, read_words(deck))
    if "byline" in fields:
        yield CopyBlock(BlockKind.BYLINE, read_words(fields["byline"]))
    text = f"{fields['dateline']}—{fields['text'].strip()}" if "dateline" in fields else fields["text"]
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        mark = next((mark for mark in _MARKS if paragraph.startswith(mark)), "")
        kind = _MARKS.get(mark, BlockKind.PARAGRAPH)
        yield CopyBlock(kind, read_words(paragraph.removeprefix(mark)))


def _page(fields: Mapping[str, Any]) -> PagePlan:
    return PagePlan(fields["number"], tuple(_bed(bed) for bed in fields["bed"]))


def _bed(fields: Mapping[str, Any]) -> Bed:
    first, last = fields["columns"]
    rest = {key: value for key, value in fields.items() if key not in {"columns", "copy"}}
    return Bed((first, last), tuple(fields["copy"]), **rest)
