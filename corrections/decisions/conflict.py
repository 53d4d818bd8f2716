"""Decisions that two people made about the same words without knowing of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrections.decisions.decision import Decision


@dataclass(frozen=True, slots=True)
class Conflict:
    """A decision that was not recorded, and what others have recorded about its words meanwhile."""

    mine: Decision
    theirs: tuple[Decision, ...]


def compare(
    decisions: Sequence[Decision], newer: Sequence[Decision]
) -> tuple[tuple[Decision, ...], tuple[Conflict, ...]]:
    """Part decisions into those to record and those in conflict with what has been recorded meanwhile.

    Those that the same person has recorded meanwhile already are in neither.
    """
    fresh: list[Decision] = []
    conflicts: list[Conflict] = []
    for decision in decisions:
        near = [other for other in newer if _overlap(decision, other)]
        theirs = tuple(other for other in near if other.who != decision.who)
        if any(same(decision, other) for other in near):
            continue
        if theirs:
            conflicts.append(Conflict(decision, theirs))
        else:
            fresh.append(decision)
    return tuple(fresh), tuple(conflicts)


def same(one: Decision, other: Decision) -> bool:
    """Whether a person says the same of the same words in both, whenever it was and for whatever reason."""
    return (one.who, one.document, one.tokens, one.before, one.after, one.verdict) == (
        other.who,
        other.document,
        other.tokens,
        other.before,
        other.after,
        other.verdict,
    )


def _overlap(one: Decision, other: Decision) -> bool:
    return one.document == other.document and not set(one.tokens).isdisjoint(other.tokens)
