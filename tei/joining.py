"""Parts of articles joined over pages by their jump lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from tei.article import BlockKind
from tei.fragment import Fragment
from tei.jump import Jump

_STOPPED = re.compile(r"(?<!\b[A-Z])[.!?][”\"’)]*$")
"""How a line ends after which no sentence runs on; an initial has a stop of its own."""
ENOUGH = 0.5
"""Least score for which two parts are joined."""
_UNJOINED = 0.4
_HEADS = (BlockKind.HEAD, BlockKind.SUBHEAD)
_BODY = (BlockKind.PARAGRAPH, BlockKind.QUOTATION)


def join_fragments(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, ...], ...]:
    """Fragments of one article together, first part first; best matching pairs are joined first.

    Parts that a person gave the same name are one article. A part that begins with a jump head is matched
    to parts that end with a jump line: by the page numbers both name, by the words of both headlines, and
    by whether the sentence goes on. A part whose jump leads nowhere keeps a low confidence.
    """
    found = list(fragments)
    follows = _fixed(found)
    jumps = [_jumps(fragment) for fragment in found]
    onward = [next((jump for jump in held if jump.onward), None) for held in jumps]
    back = [next((jump for jump in held if not jump.onward), None) for held in jumps]
    pairs = [
        (_score(first, second, onward[i], back[j]), i, j)
        for i, first in enumerate(found)
        for j, second in enumerate(found)
        if (onward[i] or back[j]) and i != j and not first.fixed and not second.fixed
    ]
    for score, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if (
            score >= ENOUGH
            and i not in follows
            and j not in follows.values()
            and not _circular(follows, j, i)
        ):
            follows[i] = j
            found[j] = replace(found[j], confidence=score)
    led = set(follows.values())
    return tuple(_chain(found, follows, i) for i in range(len(found)) if i not in led)


def _fixed(fragments: Sequence[Fragment]) -> dict[int, int]:
    """Successors among the parts that a person gave the same name."""
    last: dict[str, int] = {}
    follows: dict[int, int] = {}
    for index, fragment in enumerate(fragments):
        if fragment.fixed:
            if fragment.fixed in last:
                follows[last[fragment.fixed]] = index
            last[fragment.fixed] = index
    return follows


def _circular(follows: dict[int, int], start: int, target: int) -> bool:
    while start in follows:
        start = follows[start]
        if start == target:
            return True
    return False


def _chain(fragments: Sequence[Fragment], follows: dict[int, int], index: int) -> tuple[Fragment, ...]:
    chain = [fragments[index]]
    while index in follows:
        index = follows[index]
        chain.append(fragments[index])
    leads = any(jump.onward for jump in _jumps(chain[-1]))
    comes = any(not jump.onward for jump in _jumps(chain[0]))
    if (leads or comes) and not chain[0].fixed:
        chain[0] = replace(chain[0], confidence=min(chain[0].confidence, _UNJOINED))
    return tuple(chain)


def _score(first: Fragment, second: Fragment, onward: Jump | None, back: Jump | None) -> float:
    """How well one part goes on in another, from 0 to 1; 0 where neither says that it does.

    `onward` is what the first says of where it goes on, `back` what the second says of where it began.
    """
    if back is None and (onward is None or second.titled or onward.page != second.number):
        return 0.0
    score = 0.0
    if onward is not None:
        score += _agreement(onward.page, second.number)
    if back is not None:
        score += _agreement(back.page, first.number)
        score += 0.4 * _likeness(first, second)
    score += 0.15 if _runs_on(first, second) else 0.0
    return min(score, 1.0)


def _jumps(fragment: Fragment) -> list[Jump]:
    """What the fragment says of other pages of the issue."""
    jumps = [setting.role.jump for setting in fragment.settings]
    return [jump for jump in jumps if jump and not jump.serial]


def _agreement(told: str, number: str) -> float:
    if not told or not number:
        return 0.1
    return 0.3 if told == number else -0.2


def _likeness(first: Fragment, second: Fragment) -> float:
    title = " ".join(s.row.text for s in first.settings if s.role.kind in _HEADS).lower()
    jump = " ".join(
        s.row.text for s in second.settings if s.role.kind is BlockKind.JUMP_HEAD and not s.role.jump
    ).lower()
    return fuzz.token_set_ratio(title, jump) / 100 if title and jump else 0.0


def _runs_on(first: Fragment, second: Fragment) -> bool:
    end = next((s.row.text for s in reversed(first.settings) if s.role.kind in _BODY), "")
    begins = any(s.role.kind in _BODY for s in second.settings)
    return bool(end) and begins and not _STOPPED.search(end)
