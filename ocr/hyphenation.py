"""Words divided at line ends."""

from __future__ import annotations

from dataclasses import replace

from ocr.page import Line, Region, RegionKind

HYPHENS = "-\u2010\u00ad¬"
"""Hyphen-minus, hyphen, soft hyphen, and the not sign that some engines write for a division."""


def mark_hyphenation(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The same regions with `Line.hyphenated` set where a word goes on in the next line.

    That is where a line ends in a letter and a hyphen and the next line begins with a lower-case letter;
    from the end of a text column the word may go on in the next text region ("coun-" | "try").
    """
    return tuple(
        replace(region, lines=_mark(region.lines, _next_line(regions[position + 1 :], region.kind)))
        for position, region in enumerate(regions)
    )


def _next_line(regions: tuple[Region, ...], kind: RegionKind) -> Line | None:
    """The first line of the next text region, where text may flow on to it."""
    if kind is not RegionKind.TEXT:
        return None
    return next((region.lines[0] for region in regions if region.kind is kind and region.lines), None)


def _mark(lines: tuple[Line, ...], after: Line | None) -> tuple[Line, ...]:
    followers = (*lines[1:], after) if lines else ()
    return tuple(
        replace(line, hyphenated=_is_divided(line, follower))
        for line, follower in zip(lines, followers, strict=True)
    )


def _is_divided(line: Line, follower: Line | None) -> bool:
    last = line.words[-1].text if line.words else ""
    first = follower.words[0].text if follower and follower.words else ""
    return last[-1:] in HYPHENS and last[-2:-1].isalpha() and first[:1].islower()
