"""Corrections that a slip of the typesetter would explain better than a misreading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from corrections.channel import Channel
from corrections.marks import MARKS
from corrections.proposal import Fault, Proposal, Recommendation
from ocr.page import Word

_READ = 0.5
"""Confidence of words that are looked at."""
_SHORTEST = 4
"""Letters: shorter words are abbreviations ("Agt."), or like too many others."""
_SELDOM = -6.5
"""Log probability of taking one letter for another below which it is hardly the engine's doing: .15 %."""


def find_slips(
    proposals: Iterable[Proposal], words: Mapping[str, Word], channel: Channel
) -> Iterator[Proposal]:
    """Proposals that change the order of letters, take one out of a word, put one in, or put one for another
    that looks unlike it.

    At a word's ends it is told by no ink whether a letter was torn off, or belongs to what stands beside it.

    Args:
        proposals: for a page.
        words: of the page, by id.
        channel: what engines take for what.
    """
    for proposal in proposals:
        if len(proposal.tokens) == 1 and proposal.recommendation is not Recommendation.LEAVE:
            word = words.get(proposal.tokens[0])
            if word and _is_slip(proposal, word, channel):
                yield proposal


def strip(text: str) -> str:
    """The text without the marks and dashes around it."""
    return text.strip(f"{MARKS}—-")


def _is_slip(proposal: Proposal, word: Word, channel: Channel) -> bool:
    if proposal.fault is Fault.MISPRINT:
        return True
    meant = proposal.best.text
    before, after = strip(word.text), strip(meant)
    plain = (before + after).isalpha() and word.text.replace(before, after, 1) == meant
    if not plain or len(before) < _SHORTEST or word.confidence < _READ:
        return False
    shorter, longer = sorted((before, after), key=len)
    head, tail = _count_same(shorter, longer), _count_same(shorter[::-1], longer[::-1])
    if not (0 < head < len(shorter) and 0 < tail < len(shorter)):
        return False
    if len(longer) > len(shorter):
        return len(longer) == len(shorter) + 1 and head + tail >= len(shorter)
    edit = before[head].lower(), after[head].lower()
    return head + tail == len(shorter) - 1 and channel.log_probability(edit) < _SELDOM


def _count_same(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
