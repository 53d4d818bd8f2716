"""Decisions applied to running text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corrections.decisions.decision import Decision, Verdict
from corrections.passage import Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """What a token says once decisions are applied.

    Attributes:
        text: for KEEP, FLAG and CORRECT the text of the newspaper; for MISPRINT and REGULARISE what
            was meant, while `decision.before` still says what is printed. "" where the token has been
            merged into the one before it; a space inside where it was split.
        position: index of the token in the decision's span; 0 carries the span's markup.
        decision: the decision behind it.
    """

    text: str
    position: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Application:
    """Readings by token id (tokens without a decision are absent), and decisions that no longer fit."""

    readings: Mapping[str, Reading]
    stale: tuple[Decision, ...]


def apply(passages: Iterable[Passage], decisions: Iterable[Decision]) -> Application:
    """Apply decisions (oldest first, newest wins) to the text they were made on.

    A decision whose tokens are gone, or no longer say what it was made on, is stale and changes nothing.
    """
    return apply_to({token.id: token.text for passage in passages for token in passage.tokens}, decisions)


def apply_to(texts: Mapping[str, str], decisions: Iterable[Decision]) -> Application:
    """As `apply`, for tokens of which only the text is known, by id."""
    standing: list[Decision] = []
    stale: list[Decision] = []
    for decision in decisions:
        if tuple(texts.get(token) for token in decision.tokens) != decision.before:
            _set_aside(stale, decision)
        elif decision.verdict is Verdict.UNDO:
            _take_back(standing, decision.tokens)
        else:
            standing.append(decision)
    return Application(_readings(standing), tuple(stale))


def _set_aside(stale: list[Decision], decision: Decision) -> None:
    """Remember a decision that no longer fits, until it is taken back."""
    if decision.verdict is Verdict.UNDO:
        older = [d for d in stale if (d.tokens, d.before) == (decision.tokens, decision.before)]
        if older:
            stale.remove(older[-1])
            return
    stale.append(decision)


def _take_back(standing: list[Decision], tokens: tuple[str, ...]) -> None:
    """Remove the newest decision on just this span, so that the one before it holds again."""
    for index in range(len(standing) - 1, -1, -1):
        if standing[index].tokens == tokens:
            del standing[index]
            return


def _readings(standing: list[Decision]) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for decision in standing:
        for token in decision.tokens:
            _forget(readings, token)
        for position, (token, text) in enumerate(zip(decision.tokens, decision.after, strict=True)):
            readings[token] = Reading(text, position, decision)
    return readings


def _forget(readings: dict[str, Reading], token: str) -> None:
    """A newer decision on any token of a span replaces the whole older span."""
    if token in readings:
        for member in readings[token].decision.tokens:
            readings.pop(member, None)
