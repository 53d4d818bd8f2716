"""Decisions made on another reading of the page, and where their words are now."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from rapidfuzz import fuzz

from corrections.decisions.decision import Decision, Verdict
from corrections.proposal import Candidate, Fault
from redpencil.machine import MACHINE
from redpencil.review.doubt import Cause, Doubt
from redpencil.review.sheet import Sheet

LEAST_LIKENESS = 60.0
"""Of the texts, 0 to 100, below which a place is not offered."""
_FAR = 30.0
"""What the whole length of the document costs in likeness, so that of two equal places the nearer wins."""


def find_stale(sheet: Sheet) -> tuple[Decision, ...]:
    """People's decisions that no longer fit, less those that a better reading has made good."""
    return tuple(
        decision
        for decision in sheet.application.stale
        if decision.who != MACHINE
        and decision.verdict is not Verdict.UNDO
        and tuple(t.text if (t := sheet.tokens.get(token)) else None for token in decision.tokens)
        != decision.after
    )


def offer_places(sheet: Sheet) -> Iterator[Doubt]:
    """For each stale decision the nearest place that reads alike and that nobody has decided on."""
    for decision in find_stale(sheet):
        place = find_place(sheet, decision)
        if place is not None:
            said = " ".join(text for text in decision.after if text)
            why = f"{decision.who} decided so on an earlier reading, {' '.join(decision.before)!r}"
            candidate = Candidate(decision.after, 1.0, why, decision.source)
            fault = Fault.MISPRINT if decision.verdict is Verdict.MISPRINT else Fault.MISREADING
            before = tuple(sheet.tokens[token].text for token in place)
            current = tuple(sheet.text(token) for token in place)
            yield Doubt(
                sheet.id,
                place,
                before,
                current,
                (candidate,),
                Cause.STALE,
                fault,
                f"{decision.when:%Y-%m-%d} {decision.verdict}: {' '.join(decision.before)} → {said}",
                sheet.line_of[place[0]],
                stale=(decision.tokens, decision.before),
            )


def find_place(sheet: Sheet, decision: Decision) -> tuple[str, ...] | None:
    """The words most like those that the decision was about, the nearer the better; None without any."""
    ids, length, text = tuple(sheet.tokens), len(decision.tokens), " ".join(decision.before)
    origin = bisect([_number(token) for token in ids], _number(decision.tokens[0]))
    best, place = LEAST_LIKENESS, None
    for start in range(len(ids) - length + 1):
        window = ids[start : start + length]
        likeness = fuzz.ratio(text, " ".join(sheet.tokens[token].text for token in window))
        likeness -= _FAR * abs(start - origin) / len(ids)
        if likeness > best and not sheet.decided(window):
            best, place = likeness, window
    return place


def _number(token: str) -> tuple[int, ...]:
    """The numbers in a word's id, which grow along the page: "r03.l012.w04" is (3, 12, 4)."""
    return tuple(int(digits) for digits in re.findall(r"\d+", token))
