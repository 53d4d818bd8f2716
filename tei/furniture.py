"""Masthead, running heads and folios: what is printed on the page and is part of no article."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import islice

from rapidfuzz import fuzz

from ocr.page import RegionKind, Word
from tei.jump import read_jump
from tei.metadata import Series
from tei.typography import BIG, Row

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_CUES = re.compile(
    rf"\bvol(?:ume|\.)?\W*[IVXLC\d]+\b|\bwhole no|\bprice\W+\w+\W+cents?\b|^\W*page\W+\w{{1,4}}\W*$"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+{MONTH}\W+\d+\W+\d{{4}}",
    re.IGNORECASE,
)
"""What only a masthead or a running head says."""
_DAY = re.compile(rf"\b{MONTH}\W{{1,3}}\d{{1,2}}\W{{1,3}}\d{{4}}\W*$", re.IGNORECASE)
"""How the line of a masthead or a running head ends that has the issue's day."""
_FOLIO = re.compile(r"^\W*(?:page\W+)?[\divxl]{1,4}\W*$|\bpage\W+\d{1,2}\W*$", re.IGNORECASE)
_TOP, _EDGE = 0.22, 0.07
"""Shares of the page's height in which a masthead, and a running head or folio, can stand."""
_ALIKE = 80.0
_WIDEST = 4
"""No letter is so many times as wide as its line is high."""
_BODY = 8
"""Lines of a region of running text."""


def find_furniture(rows: Sequence[Row], series: Series) -> frozenset[int]:
    """Indices of the page's furniture and of specks.

    That is what stands above all running text, no lower than the last line there that tells it by its words;
    where no line does, what the kinds of the regions say. Marks in a region of such lines, as pieces of a
    rule under them are read, belong to them. A nameplate in a column of text, as on the page of the leaders,
    is furniture alone, or heads the imprint under it.
    """
    text = min((row.line.bbox.top for row in rows if _is_text(row)), default=math.inf)
    told = {
        index
        for index, row in enumerate(rows)
        if row.line.bbox.top <= _TOP * row.page.height and _tells(row, series, above=_middle(row) < text)
    }
    told -= {index for index in told if _heads_imprint(rows, index, series, text) and index + 1 not in told}
    above = [rows[index].line.bbox.bottom for index in told if _middle(rows[index]) < text]
    bottom = max(above, default=0)
    marked = {
        index
        for index, row in enumerate(rows)
        if row.region.kind is RegionKind.FURNITURE
        or (row.region.kind is RegionKind.MASTHEAD and not told)
        or _speck(row)
    }
    found = marked | told | {index for index, row in enumerate(rows) if _middle(row) < bottom}
    own = {rows[index].region.id for index in told}
    own -= {
        row.region.id
        for index, row in enumerate(rows)
        if row.region.id in own and index not in found and not _is_mark(row)
    }
    return frozenset(found | {index for index, row in enumerate(rows) if row.region.id in own})


def is_nameplate(text: str, series: Series) -> bool:
    """Whether a line is the newspaper's name, or nearly."""
    return fuzz.ratio(text.lower(), series.title.lower()) > _ALIKE


def _heads_imprint(rows: Sequence[Row], index: int, series: Series, text: float) -> bool:
    """Whether a nameplate stands beside running text, that begins at `text`, and over lines in its column."""
    row, edge = rows[index], _EDGE * rows[index].page.height
    beside = _middle(row) > text and row.line.bbox.top > edge and row.size >= BIG
    return beside and is_nameplate(row.text, series) and index + 1 < len(rows) and not rows[index + 1].first


def _is_text(row: Row) -> bool:
    """Whether the line is one of many of running text."""
    return len(row.region.lines) >= _BODY and row.size < BIG and row.region.kind is RegionKind.TEXT


def _speck(row: Row) -> bool:
    """Whether a region is no more than a mark or two, such as a spot on the paper."""
    return len(row.region.lines) == 1 and _is_mark(row)


def _is_mark(row: Row) -> bool:
    """Whether a line is no more than a letter or figure or two, or has a rule that was read as letters."""
    few = len(list(islice(filter(str.isalnum, row.text), 3))) < 3
    return few or any(_is_drawn(word) for word in row.line.words)


def _is_drawn(word: Word) -> bool:
    """Whether a word is far too wide for its letters."""
    return word.bbox.width > _WIDEST * word.bbox.height * len(word.text)


def _middle(row: Row) -> float:
    return (row.line.bbox.top + row.line.bbox.bottom) / 2


def _tells(row: Row, series: Series, above: bool) -> bool:
    """Whether a line high on its page says that it is furniture; `above` all text a day alone does, too."""
    if read_jump(row.text):
        return False
    if is_nameplate(row.text, series) or _CUES.search(row.text):
        return True
    edge = row.line.bbox.top < _EDGE * row.page.height
    return (above and _DAY.search(row.text) is not None) or (edge and _FOLIO.search(row.text) is not None)
