"""What a reader says of a doubt, before it becomes a decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from corrections.decisions.decision import Decision, Verdict
from corrections.proposal import Fault
from redpencil import __version__
from redpencil.review.distribution import distribute
from redpencil.review.doubt import Doubt, transfer

ALWAYS = "keep always: "
"""Begins the reason of a decision that put a word into the project's lexicon."""
_VERDICTS = {Fault.MISREADING: Verdict.CORRECT, Fault.MISPRINT: Verdict.MISPRINT}


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict on a span: `after` has a text for each of its words. See `Decision` for the rest."""

    verdict: Verdict
    after: tuple[str, ...]
    why: str
    probability: float = 1.0
    source: str = ""


def accept(doubt: Doubt, number: int, fault: Fault | None = None) -> Answer:
    """The candidate of that number, from 1. Raises IndexError where there is none."""
    if not 1 <= number <= len(doubt.candidates):
        raise IndexError(number)
    candidate = doubt.candidates[number - 1]
    verdict = _VERDICTS[fault or doubt.fault]
    return Answer(verdict, candidate.texts, candidate.reason, candidate.probability, candidate.source)


def rewrite(doubt: Doubt, text: str, fault: Fault | None = None) -> Answer:
    """What the reader typed; what the engine read is kept where that is what was typed.

    It may part a word in two, or make one of several.
    """
    after = distribute(text, doubt.before)
    if after == doubt.before:
        return replace(keep(doubt), why="typed as it is read")
    return Answer(_VERDICTS[fault or Fault.MISREADING], after, "typed")


def keep(doubt: Doubt) -> Answer:
    """Right as the engine read it."""
    return Answer(Verdict.KEEP, doubt.before, "right as it stands")


def keep_always(doubt: Doubt, kind: str) -> Answer:
    """Right as the engine read it, here and everywhere; `kind` is that of the lexicon's entry."""
    return Answer(Verdict.KEEP, doubt.before, ALWAYS + kind)


def flag(doubt: Doubt, why: str = "") -> Answer:
    """For a second reader."""
    return Answer(Verdict.FLAG, doubt.before, why or "for a second reader")


def liken(answer: Answer, doubt: Doubt, other: Doubt) -> Answer:
    """The answer to `doubt`, for another of the same form: its own punctuation and capitals are kept."""
    if answer.verdict in (Verdict.KEEP, Verdict.FLAG):
        return replace(answer, after=other.before)
    said, old, new = other.text, doubt.text, " ".join(text for text in answer.after if text)
    for candidate in other.candidates:
        if candidate.text == transfer(old, new, said):
            return replace(answer, after=candidate.texts, probability=candidate.probability)
    return replace(answer, after=distribute(transfer(old, new, said), other.before))


def write_decision(doubt: Doubt, answer: Answer, who: str, when: datetime) -> Decision:
    """The row for the store."""
    return Decision(
        doubt.document,
        doubt.tokens,
        doubt.before,
        answer.after,
        answer.verdict,
        who,
        when,
        answer.why,
        __version__,
        answer.probability,
        answer.source,
    )
