"""What was decided, by whom and at what pace; how far readers agree; what their decisions taught."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from corrections.decisions.agreement import hear
from corrections.decisions.decision import Decision, Verdict
from redpencil.machine import MACHINE
from redpencil.review.doubt import Cause, asks, core
from redpencil.review.experience import Experience
from redpencil.review.sheet import Sheet

_PAUSE = 120.0
"""Seconds between two actions beyond which a reader was away."""


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """One reader's work: rows by verdict, actions (a fix of many places is one), minutes at work,
    and the median of seconds between two actions; None where there were not two.
    """

    who: str
    verdicts: Mapping[str, int]
    decisions: int
    actions: int
    minutes: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Spans that more than one person decided on, and on how many of these all say the same."""

    spans: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """The corrector on the doubts that people decided, in the order in which they did, first alone and then
    with what the decisions before each had taught.

    `right` counts first candidates that people took; `error` is the mean squared difference (Brier, 1950)
    between the first candidate's probability and whether it was right, 0 at best.
    """

    decided: int
    right_alone: int
    right_taught: int
    error_alone: float
    error_taught: float


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, at one moment; `asked` counts the doubts, `open` those that nobody has decided on."""

    readers: tuple[ReaderReport, ...]
    agreement: Agreement
    lesson: Lesson
    asked: int
    open: int


def make_report(decisions: Iterable[Decision], sheets: Iterable[Sheet]) -> Report:
    """The report on these decisions (oldest first) and documents."""
    rows = tuple(decision for decision in decisions if decision.who != MACHINE)
    by_id = {sheet.id: sheet for sheet in sheets}
    by_reader: dict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        by_reader[row.who].append(row)
    asked = [(sheet, p.tokens) for sheet in by_id.values() for p in sheet.proposals if asks(p)]
    return Report(
        tuple(_report_reader(who, by_reader[who]) for who in sorted(by_reader)),
        _measure_agreement(rows),
        _measure_lesson(rows, by_id),
        len(asked),
        sum(not sheet.decided(span) for sheet, span in asked),
    )


def _report_reader(who: str, rows: list[Decision]) -> ReaderReport:
    verdicts = Counter(row.verdict.value for row in rows)
    times = sorted({row.when for row in rows})
    gaps = [gap for a, b in pairwise(times) if (gap := _seconds(a, b)) <= _PAUSE]
    pace = median(gaps) if gaps else None
    return ReaderReport(who, dict(verdicts), len(rows), len(times), sum(gaps) / 60, pace)


def _seconds(earlier: datetime, later: datetime) -> float:
    return (later - earlier).total_seconds()


def _measure_agreement(rows: Iterable[Decision]) -> Agreement:
    by_document: dict[str, list[Decision]] = defaultdict(list)
    for row in rows:
        by_document[row.document].append(row)
    disputes = [d for group in by_document.values() for d in hear(group, MACHINE) if len(d.voices) > 1]
    return Agreement(len(disputes), sum(dispute.settled for dispute in disputes))


def _measure_lesson(rows: Iterable[Decision], sheets: Mapping[str, Sheet]) -> Lesson:
    experience = Experience()
    alone: list[tuple[bool, float]] = []
    taught: list[tuple[bool, float]] = []
    for row in rows:
        sheet = sheets.get(row.document)
        proposal = sheet.proposed.get(row.tokens) if sheet else None
        if row.verdict not in (Verdict.CORRECT, Verdict.MISPRINT, Verdict.KEEP):
            continue
        if sheet and proposal and proposal.candidates and proposal.before == row.before:
            doubt = sheet.doubt(proposal.tokens, proposal.candidates, Cause.PROPOSED)
            for scores, asked in ((alone, doubt), (taught, experience.refine(doubt))):
                best = asked.candidates[0]
                scores.append((best.texts == row.after, best.probability))
        said = core(" ".join(text for text in row.after if text))
        experience.learn(Counter({(core(" ".join(row.before)), said): 1}))
    return Lesson(
        len(alone), sum(hit for hit, _ in alone), sum(hit for hit, _ in taught), _brier(alone), _brier(taught)
    )


def _brier(scores: list[tuple[bool, float]]) -> float:
    return sum((hit - probability) ** 2 for hit, probability in scores) / len(scores) if scores else 0.0
