"""What the engine made of pictures, rules and dirt that it took for print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ocr.fringe import trim
from ocr.layout.area import Area
from ocr.page import Line, RegionKind, Word

SURE_LETTERS = 2.0
"""Letters times confidence of the best word of a line of print; texture gives short words, doubted ones."""

SURE = 0.8
"""Confidence from which on a line is print however short: the number of a page."""

STRETCH = 3
"""So many doubtful lines one after the other are none; one alone in a column may be a faint word."""

THIN = ((0.1, 0.5), (0.2, 0.3))
"""Letters, each as heavy as the engine is sure of it, fill a fifth and more of the room where print stands.
Where it is less than a tenth, and words are read with less than .5 on average, or with less than .3 wherever
it is no fifth, the place is a picture."""

LONG, RUNNING, ENOUGH = 4, 0.6, 100
"""Words of LONG letters and more have three quarters of the letters of running text, however badly it is
read, and less than RUNNING of what is made of texture; ENOUGH letters tell."""

WORD = re.compile(r"[^\W\d_]+")

LETTER, LOW = 1.2, 3.0
"""Room that a letter takes, in squares of its height; letter heights of what is a single line."""


def sift(areas: Sequence[Area], lines: Mapping[Area, Sequence[Line]]) -> dict[Area, tuple[Line, ...]]:
    """The areas with their lines of print; one that held nothing but gibberish is a picture then.

    Args:
        areas: in reading order.
        lines: what was read in each; areas that were not read have none.
    """
    sifted: dict[Area, tuple[Line, ...]] = {}
    for area in areas:
        found = tuple(lines.get(area, ()))
        printed = () if _is_texture(area, found) else tuple(_choose_print(found))
        kept = found if area.kind is RegionKind.MASTHEAD else trim(printed)
        emptied = bool(found) and not kept
        sifted[Area(RegionKind.PICTURE, area.bbox, frame=area.frame) if emptied else area] = kept
    return sifted


def _is_texture(area: Area, lines: Sequence[Line]) -> bool:
    """Whether so little was read in a place of several lines, with so much doubt, that it is a picture."""
    words = [word for line in lines for word in line.words]
    if not words or area.bbox.height < LOW * area.height or _is_running(lines):
        return False
    sure = sum(_count_letters(word) * word.confidence for word in words)
    room = area.bbox.width * area.bbox.height / (LETTER * max(1.0, area.height) ** 2)
    mean = sum(word.confidence for word in words) / len(words)
    return any(sure < share * room and mean < doubted for share, doubted in THIN)


def _count_letters(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def _choose_print(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of one area without stretches of doubtful ones, and without rules read as dashes."""
    for doubtful, group in groupby(lines, key=lambda line: not is_sure(line)):
        stretch = tuple(group)
        if not doubtful or _is_running(stretch):
            yield from stretch
        elif len(stretch) < min(STRETCH, len(lines)):
            yield from (line for line in stretch if any(map(str.isalnum, line.text)))


def _is_running(lines: Sequence[Line]) -> bool:
    """Whether these doubtful lines are running text nevertheless, by the length of their words."""
    lengths = [len(word) for line in lines for word in WORD.findall(line.text)]
    long = sum(length for length in lengths if length >= LONG)
    return sum(lengths) >= ENOUGH and long > RUNNING * sum(lengths)


def is_sure(line: Line) -> bool:
    """Whether the engine is sure of a word of the line, or of the whole line."""
    if min((word.confidence for word in line.words), default=0.0) >= SURE:
        return True
    return any(_count_letters(word) * word.confidence >= SURE_LETTERS for word in line.words)
