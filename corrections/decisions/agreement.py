"""Second readers: what people say counts only where enough of them say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corrections.decisions.decision import Decision, Verdict


@dataclass(frozen=True, slots=True)
class Dispute:
    """What different readers say of one span: the newest decision of each, oldest first."""

    tokens: tuple[str, ...]
    before: tuple[str, ...]
    voices: tuple[Decision, ...]

    @property
    def settled(self) -> bool:
        """Whether all say the same."""
        return len({(voice.verdict, voice.after) for voice in self.voices}) == 1


def agree(decisions: Iterable[Decision], readers: int, machine: str) -> tuple[Decision, ...]:
    """The decisions (oldest first) that hold where `readers` people must say the same.

    With one reader these are all decisions, as they are. Otherwise those of the machine hold, and of each
    span the decision with which the last of the needed readers agreed with the others. A person's UNDO
    takes back that person's own newest decision on the span.
    """
    decisions = tuple(decisions)
    if readers <= 1:
        return decisions
    kept = {id(decision) for decision in decisions if decision.who == machine}
    for dispute in hear(decisions, machine):
        for said in dict.fromkeys((voice.verdict, voice.after) for voice in dispute.voices):
            voices = [voice for voice in dispute.voices if (voice.verdict, voice.after) == said]
            if len(voices) >= readers:
                kept.add(id(voices[readers - 1]))
    return tuple(decision for decision in decisions if id(decision) in kept)


def hear(decisions: Iterable[Decision], machine: str) -> tuple[Dispute, ...]:
    """What each person says of each span now, span by span."""
    voices: dict[tuple[tuple[str, ...], tuple[str, ...]], dict[str, list[Decision]]] = {}
    order: dict[int, int] = {}
    for decision in decisions:
        if decision.who == machine:
            continue
        order[id(decision)] = len(order)
        said = voices.setdefault((decision.tokens, decision.before), {}).setdefault(decision.who, [])
        if decision.verdict is not Verdict.UNDO:
            said.append(decision)
        elif said:
            said.pop()
    return tuple(
        Dispute(
            *span, tuple(sorted((said[-1] for said in people.values() if said), key=lambda d: order[id(d)]))
        )
        for span, people in voices.items()
        if any(people.values())
    )
