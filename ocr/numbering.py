"""Ids that tell a word's place in reading order."""

from __future__ import annotations

from dataclasses import replace

from ocr.page import Line, Region


def number(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The same regions with ids that tell their place in reading order: "r03", "r03.l012", "r03.l012.w04"."""
    return tuple(_number_region(region, f"r{position:02}") for position, region in enumerate(regions, 1))


def _number_region(region: Region, name: str) -> Region:
    lines = tuple(
        _number_line(line, f"{name}.l{position:03}") for position, line in enumerate(region.lines, 1)
    )
    return replace(region, id=name, lines=lines)


def _number_line(line: Line, name: str) -> Line:
    words = tuple(replace(word, id=f"{name}.w{position:02}") for position, word in enumerate(line.words, 1))
    return replace(line, id=name, words=words)
