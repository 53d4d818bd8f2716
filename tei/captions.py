"""Titles of pictures that are set like headlines, and interrupt a column under the picture."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from ocr.page import BBox, Page, RegionKind
from tei.article import BlockKind
from tei.fragment import Setting
from tei.heading import Role

_TITLES = (BlockKind.HEAD, BlockKind.SUBHEAD)
_LETTER = re.compile(r"[^\W\d_]")
_NEAR = 3.0
"""A title stands no more than so many ems under its picture."""


def settle_captions(page: Page, settings: Sequence[Setting], fixed: Container[str]) -> list[Setting]:
    """A page's lines; headlines under a picture, in the middle of a sentence, are its captions.

    The sentence must be broken off before the title and go on behind it with a small letter: no article
    begins so. Lines whose kind a person has set, by id in `fixed`, stay what they are.
    """
    found = list(settings)
    pictures = [region.bbox for region in page.regions if region.kind is RegionKind.PICTURE]
    begin = 0
    while begin < len(found) and pictures:
        end = begin
        while end < len(found) and _is_title(found[end], fixed):
            end += 1
        if end > begin and _interrupts(found, begin, end) and _is_under(found[begin], pictures):
            told = Role(BlockKind.CAPTION, 0.6)
            found[begin:end] = [replace(setting, role=told) for setting in found[begin:end]]
        begin = end + 1
    return found


def _is_title(setting: Setting, fixed: Container[str]) -> bool:
    return setting.role.kind in _TITLES and not setting.boxed and setting.row.line.id not in fixed


def _interrupts(settings: Sequence[Setting], begin: int, end: int) -> bool:
    """Whether a sentence of running text is broken off before some lines and goes on behind them."""
    printed = (s for s in reversed(settings[:begin]) if s.role.kind is not BlockKind.FURNITURE)
    before = next(printed, None)
    after = settings[end] if end < len(settings) else None
    if before is None or after is None or {before.role.kind, after.role.kind} != {BlockKind.PARAGRAPH}:
        return False
    first = _LETTER.search(after.row.text)
    return not before.row.stops and first is not None and first[0].islower()


def _is_under(title: Setting, pictures: Sequence[BBox]) -> bool:
    box, em = title.row.line.bbox, title.row.em
    return any(
        -em < box.top - picture.bottom < _NEAR * em
        and min(box.right, picture.right) - max(box.left, picture.left) > box.width / 2
        for picture in pictures
    )
