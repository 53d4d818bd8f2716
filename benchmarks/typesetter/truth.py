"""The truth of a generated page: what is printed, where, in what order, and what belongs together."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from ocr.page import BBox, RegionKind
from tei.article import BlockKind


@dataclass(frozen=True, slots=True)
class TruthLine:
    """A printed line.

    Attributes:
        text: as printed, with the line-end hyphen.
        bbox: of its ink in the scan, pixels.
        order: in reading order, from 0.
        region: id of its region.
        kind: of the region.
        block: what the line is in its article.
        article: its id; "" for masthead and running head.
        paragraph: number of the block in the article, from 1; 0 for lines that making up the page added.
        hyphenated: whether the final hyphen only divides a word.
        misprints: (printed, meant) pairs, the newspaper's own errors.
    """

    text: str
    bbox: BBox
    order: int
    region: str
    kind: RegionKind
    block: BlockKind
    article: str
    paragraph: int
    hyphenated: bool = False
    misprints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TruthRegion:
    """A region of the page: text regions in reading order, pictures and rules after them."""

    id: str
    kind: RegionKind
    bbox: BBox


@dataclass(frozen=True, slots=True)
class TruthPage:
    """All that is known of a page; width, height in pixels of the scan."""

    number: str
    width: int
    height: int
    dpi: int
    lines: tuple[TruthLine, ...]
    regions: tuple[TruthRegion, ...]

    @property
    def text(self) -> str:
        """Plain text: a line a line, an empty line between regions."""
        groups = groupby(self.lines, key=lambda line: line.region)
        return "\n\n".join("\n".join(line.text for line in group) for _, group in groups) + "\n"


@dataclass(frozen=True, slots=True)
class TruthBlock:
    """A heading or paragraph of an article with its words joined over line, column and page ends."""

    kind: BlockKind
    text: str
    lines: tuple[tuple[str, int], ...]
    """Page number and order of each line."""


@dataclass(frozen=True, slots=True)
class TruthArticle:
    """An article over all its pages; `jumps` are the lines that send the reader on or back."""

    id: str
    pages: tuple[str, ...]
    advertisement: bool
    blocks: tuple[TruthBlock, ...]
    jumps: tuple[tuple[str, int], ...]


def write_page_truth(path: Path, page: TruthPage) -> None:
    """Write a page's truth as JSON, a line of the page a line of the file."""
    fields = asdict(page)
    lists = {name: _rows(fields.pop(name)) for name in ("lines", "regions")}
    head = json.dumps(fields, ensure_ascii=False)[:-1]
    body = "".join(f',\n"{name}": [\n{rows}\n]' for name, rows in lists.items())
    path.write_text(f"{head}{body}}}\n", encoding="utf-8")


def read_page_truth(path: Path) -> TruthPage:
    """Read what `write_page_truth` wrote."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    lines = tuple(_read_line(line) for line in fields.pop("lines"))
    regions = tuple(
        TruthRegion(region["id"], RegionKind(region["kind"]), BBox(*region["bbox"]))
        for region in fields.pop("regions")
    )
    return TruthPage(**fields, lines=lines, regions=regions)


def write_article_truth(path: Path, articles: Sequence[TruthArticle]) -> None:
    """Write the articles of an issue as JSON, an article a line."""
    path.write_text(f"[\n{_rows([asdict(article) for article in articles])}\n]\n", encoding="utf-8")


def _rows(items: Sequence[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)


def _read_line(fields: Mapping[str, Any]) -> TruthLine:
    typed = {
        "bbox": BBox(*fields["bbox"]),
        "kind": RegionKind(fields["kind"]),
        "block": BlockKind(fields["block"]),
        "misprints": tuple((printed, meant) for printed, meant in fields["misprints"]),
    }
    return TruthLine(**{**fields, **typed})


def article_truth(pages: Sequence[TruthPage]) -> tuple[TruthArticle, ...]:
    """The articles of an issue in the order in which they begin."""
    found: dict[str, list[tuple[str, TruthLine]]] = {}
    for page in pages:
        for line in page.lines:
            if line.article:
                found.setdefault(line.article, []).append((page.number, line))
    return tuple(_article(name, lines) for name, lines in found.items())


def join_lines(lines: Sequence[TruthLine]) -> str:
    """The text of lines with divided words put together."""
    text = ""
    for line, before in zip(lines, (None, *lines), strict=False):
        if before is None:
            text = line.text
        elif before.hyphenated:
            text = text[:-1] + line.text
        else:
            text += line.text if text.endswith(("-", "—")) else f" {line.text}"
    return text


def _article(name: str, found: Sequence[tuple[str, TruthLine]]) -> TruthArticle:
    printed = [(page, line) for page, line in found if line.paragraph]
    blocks: dict[int, list[tuple[str, TruthLine]]] = {}
    for page, line in printed:
        blocks.setdefault(line.paragraph, []).append((page, line))
    return TruthArticle(
        name,
        tuple(dict.fromkeys(page for page, _ in found)),
        any(line.kind is RegionKind.ADVERTISEMENT for _, line in found),
        tuple(_block(blocks[number]) for number in sorted(blocks)),
        tuple((page, line.order) for page, line in found if not line.paragraph),
    )


def _block(lines: Sequence[tuple[str, TruthLine]]) -> TruthBlock:
    text = join_lines([line for _, line in lines])
    return TruthBlock(lines[0][1].block, text, tuple((page, line.order) for page, line in lines))
