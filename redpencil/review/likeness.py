"""What else in the project reads like a doubt, so that all can be put right at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redpencil.review.doubt import Cause, Doubt, core
from redpencil.review.sheet import Sheet

MOST = 1000
"""Places beyond which no more are listed: nobody looks them through."""


@dataclass(frozen=True, slots=True)
class Likes:
    """Other places that read the same.

    `doubted` are those in the reader's queue, which are ticked at first; `others` are read the same too,
    but nobody doubts them: a reader has to tick them.
    """

    doubted: tuple[Doubt, ...]
    others: tuple[Doubt, ...]


def find_likes(sheets: Iterable[Sheet], doubt: Doubt, queue: Iterable[Doubt]) -> Likes:
    """Other places of the same form that nobody has decided on."""
    doubted = tuple(other for other in queue if is_like(doubt, other))
    taken = {(other.document, token) for other in (*doubted, doubt) for token in other.tokens}
    others = []
    if len(doubt.tokens) == 1:
        for other in _occurrences(sheets, doubt):
            if (other.document, other.tokens[0]) not in taken:
                others.append(other)
            if len(others) == MOST:
                break
    return Likes(doubted, tuple(others))


def is_like(doubt: Doubt, other: Doubt) -> bool:
    """Whether the other is another doubt of the same form."""
    return (
        other.form == doubt.form
        and len(other.tokens) == len(doubt.tokens)
        and other.cause in (Cause.PROPOSED, Cause.APPLIED)
        and (other.document, other.tokens) != (doubt.document, doubt.tokens)
    )


def _occurrences(sheets: Iterable[Sheet], doubt: Doubt) -> Iterator[Doubt]:
    for sheet in sheets:
        for token in sheet.forms.get(core(doubt.text), ()):
            alike = doubt.form in (core(doubt.text), sheet.tokens[token].text.lower())
            if alike and sheet.reading(token) is None and token not in sheet.heard:
                yield sheet.doubt((token,), (), Cause.CHOSEN)
