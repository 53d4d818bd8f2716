"""Decisions made elsewhere on a copy of the project, taken in: none lost, conflicts listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corrections.decision import Decision, Verdict
from redpencil import __version__

_Span = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What stood here and what stood there, where both have decided since they parted; None for nothing.

    What stands afterwards is `standing`: the later of the two by their clocks, so that both copies come
    to the same however they are merged.
    """

    ours: Decision | None
    theirs: Decision | None
    standing: Decision | None


@dataclass(frozen=True, slots=True)
class Merge:
    """Rows to record, in order; how many of theirs are new; and where the two disagreed."""

    rows: tuple[Decision, ...]
    new: int
    disagreements: tuple[Disagreement, ...]


def merge(ours: Sequence[Decision], theirs: Sequence[Decision], who: str, when: datetime) -> Merge:
    """What has to be recorded here so that nothing of theirs is missing.

    Args:
        ours: all rows of the store here, oldest first.
        theirs: all rows of the other.
        who: in whose name rows are written that say which of two decisions stands.
        when: they are written.
    """
    known, shared = set(ours), set(ours) & set(theirs)
    fresh = tuple(row for row in theirs if row not in known)
    mine = {_span(row) for row in ours if row not in shared}
    disagreements: list[Disagreement] = []
    rows = list(fresh)
    for span in dict.fromkeys(_span(row) for row in fresh):
        if span not in mine:
            continue
        here, there = _standing(ours, span), _standing(theirs, span)
        if _says(here) == _says(there):
            wanted = here
        else:
            wanted = here if _last(ours, span) > _last(theirs, span) else there
            disagreements.append(Disagreement(here, there, wanted))
        rows += _assert([*ours, *rows], span, wanted, who, when)
    return Merge(tuple(rows), len(fresh), tuple(disagreements))


def _assert(
    rows: Sequence[Decision], span: _Span, wanted: Decision | None, who: str, when: datetime
) -> Iterable[Decision]:
    """Rows after which `wanted` stands on the span."""
    standing = _stack(rows, span)
    if _says(standing[-1] if standing else None) == _says(wanted):
        return ()
    if wanted is not None:
        return (replace(wanted, when=when, why=f"stands after merging: {wanted.why}"),)
    document, tokens, before = span
    why = "taken back, by the later of two copies"
    undo = Decision(document, tokens, before, before, Verdict.UNDO, who, when, why, __version__)
    return (undo,) * len(standing)


def _standing(rows: Iterable[Decision], span: _Span) -> Decision | None:
    stack = _stack(rows, span)
    return stack[-1] if stack else None


def _stack(rows: Iterable[Decision], span: _Span) -> list[Decision]:
    """The decisions on just this span that have not been taken back."""
    stack: list[Decision] = []
    for row in rows:
        if _span(row) != span:
            continue
        if row.verdict is not Verdict.UNDO:
            stack.append(row)
        elif stack:
            stack.pop()
    return stack


def _last(rows: Iterable[Decision], span: _Span) -> datetime:
    return max(row.when for row in rows if _span(row) == span)


def _says(decision: Decision | None) -> tuple[Verdict, tuple[str, ...]] | None:
    return (decision.verdict, decision.after) if decision else None


def _span(row: Decision) -> _Span:
    return row.document, row.tokens, row.before
