"""What one person did, action by action, so that it can be undone and done again without limit.

It is worked out from the store alone: the decisions of one action share their time, to the microsecond.
So undoing goes on where it stopped, whatever was closed or killed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from corrections.decisions.conflict import same
from corrections.decisions.decision import Decision, Verdict


@dataclass(slots=True)
class _Action:
    when: datetime
    decisions: list[Decision]


@dataclass(slots=True)
class History:
    """The actions of one person that stand (`done`) and those taken back (`undone`), newest last."""

    _done: list[_Action] = field(default_factory=list)
    _undone: list[_Action] = field(default_factory=list)

    def fold(self, decision: Decision) -> None:
        """Take notice of the person's next row in the store."""
        if decision.verdict is Verdict.UNDO:
            self._take_back(decision)
        elif self._done and self._done[-1].when == decision.when:
            self._done[-1].decisions.append(decision)
        else:
            self._begin(decision)

    def last_done(self) -> tuple[Decision, ...]:
        """The decisions of the newest action that stands; empty when there is none."""
        return tuple(self._done[-1].decisions) if self._done else ()

    def last_undone(self) -> tuple[Decision, ...]:
        """The decisions of the action that was undone last; empty when there is none."""
        return tuple(self._undone[-1].decisions) if self._undone else ()

    def _begin(self, decision: Decision) -> None:
        if self._undone and same(self._undone[-1].decisions[0], decision):
            self._undone.pop()
        else:
            self._undone.clear()
        self._done.append(_Action(decision.when, [decision]))

    def _take_back(self, undo: Decision) -> None:
        if not self._done:
            return
        action = self._done[-1]
        found = next((d for d in action.decisions if _is_about(undo, d)), None)
        if found is None:
            return
        action.decisions.remove(found)
        if not action.decisions:
            self._done.pop()
        if self._undone and self._undone[-1].when == undo.when:
            self._undone[-1].decisions.append(found)
        else:
            self._undone.append(_Action(undo.when, [found]))


def _is_about(undo: Decision, decision: Decision) -> bool:
    return (undo.document, undo.tokens, undo.before) == (decision.document, decision.tokens, decision.before)


def take_back(decision: Decision, when: datetime, version: str) -> Decision:
    """The row that undoes a decision."""
    return replace(
        decision,
        after=decision.before,
        verdict=Verdict.UNDO,
        when=when,
        why="undone",
        version=version,
        probability=1.0,
        source="",
    )
