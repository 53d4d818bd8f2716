"""One reader at the desk: which doubt is in front of them, and where they go from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from redpencil.review.answer import Answer, keep, liken
from redpencil.review.claims import WORD_PATIENCE, Claims
from redpencil.review.desk import Desk, Outcome
from redpencil.review.doubt import Doubt
from redpencil.review.editing import rewrite_line
from redpencil.review.likeness import Likes, is_like
from redpencil.review.opening import Scope
from redpencil.review.pace import Pace, Progress
from redpencil.review.ranking import Order, rank
from redpencil.review.sheet import SheetLine

Place = tuple[str, tuple[str, ...]]
"""A document and ids of words in it."""


def place(doubt: Doubt) -> Place:
    """Where a doubt is."""
    return doubt.document, doubt.tokens


@dataclass
class Sitting:
    """A reader's session. What it remembers (skipped doubts, pace) may be lost; decisions are not in it."""

    desk: Desk
    who: str
    claims: Claims = field(default_factory=Claims)
    order: Order = Order.GAIN
    scope: Scope = field(default_factory=Scope)
    clock: Callable[[], float] = time.monotonic
    pace: Pace = field(default_factory=Pace)
    _skipped: dict[Place, None] = field(default_factory=dict)
    _trail: list[Place] = field(default_factory=list)
    _pinned: Place | None = None
    _returned: bool = False
    """Whether the reader went back to the pinned place, so that it is shown though it be decided."""
    _left: int = 0

    def show(self) -> Doubt | None:
        """The doubt to look at now; None when there is none left. Asked again, it is the same one."""
        queue = self.desk.open(self.who, self.scope)
        self._left = len(queue)
        doubt = self._find_pinned(queue) or self._choose(queue)
        if doubt:
            self._returned = self._returned and place(doubt) == self._pinned
            self._pinned = place(doubt)
            self.claims.claim(place(doubt), self.who, self.clock(), WORD_PATIENCE)
        return doubt

    def find(self, document: str, tokens: Sequence[str]) -> Doubt:
        """The doubt about these words; where nobody asks about them, the words as chosen by the reader.

        Raises:
            KeyError: there are no such words.
        """
        wanted = document, tuple(tokens)
        queue = self.desk.open(self.who, self.scope)
        found = next((doubt for doubt in queue if place(doubt) == wanted), None)
        return found or self.desk.span(document, tokens)

    def likes(self, doubt: Doubt) -> Likes:
        """What else reads the same."""
        return self.desk.likes(self.who, doubt, self.scope)

    def count_likes(self, doubt: Doubt) -> int:
        """How many other doubts read the same."""
        return sum(is_like(doubt, other) for other in self.desk.open(self.who, self.scope))

    def answer(
        self, doubt: Doubt, answer: Answer, likes: Iterable[Doubt] = (), seen: int | None = None
    ) -> Outcome:
        """Record the answer, for others like it too, and go on."""
        others = [(other, liken(answer, doubt, other)) for other in likes]
        outcome = self.desk.answer(self.who, [(doubt, answer), *others], seen)
        if outcome.recorded:
            self.pace.answer(self.clock(), len(outcome.recorded))
        self._leave(doubt)
        return outcome

    def line_doubts(self, document: str, line: SheetLine) -> tuple[Doubt, ...]:
        """The doubts of the queue that lie in a line."""
        tokens = {token.id for token in line.tokens}
        queue = self.desk.open(self.who, self.scope)
        return tuple(d for d in queue if d.document == document and tokens.issuperset(d.tokens))

    def answer_line(self, document: str, line: SheetLine, text: str, seen: int | None = None) -> Outcome:
        """Record a line as the reader typed it; doubts in it that were left as they are, are right."""
        answers = list(rewrite_line(self.desk.sheets[document], line, text))
        changed = {token for doubt, _ in answers for token in doubt.tokens}
        doubts = self.line_doubts(document, line)
        answers += [(doubt, keep(doubt)) for doubt in doubts if changed.isdisjoint(doubt.tokens)]
        outcome = self.desk.answer(self.who, answers, seen)
        if outcome.recorded:
            self.pace.answer(self.clock(), max(len(doubts), 1))
        if self._pinned and self._pinned[0] == document:
            self._trail.append(self._pinned)
        self._pinned = None
        return outcome

    def skip(self, doubt: Doubt) -> None:
        """Go on; the doubt comes again after all others."""
        self._skipped[place(doubt)] = None
        self._leave(doubt)

    def back(self) -> None:
        """Go back to the doubt before, decided or not."""
        if self._trail:
            self._pinned, self._returned = self._trail.pop(), True
            self._skipped.pop(self._pinned, None)

    def undo(self, seen: int | None = None) -> Outcome:
        """Take back the newest action, and go back to where it was."""
        return self._return_to(self.desk.undo(self.who, seen))

    def redo(self, seen: int | None = None) -> Outcome:
        """Do again what was undone last, and go on."""
        outcome = self.desk.redo(self.who, seen)
        self._pinned = None
        return outcome

    def turn(self) -> Order:
        """Change the order of the queue."""
        self.order = Order.PAGE if self.order is Order.GAIN else Order.GAIN
        self._pinned = None
        return self.order

    def progress(self) -> Progress:
        """How far the reader has come."""
        return self.pace.progress(self._left)

    def _return_to(self, outcome: Outcome) -> Outcome:
        if outcome.recorded:
            first = outcome.recorded[0]
            self._pinned, self._returned = (first.document, first.tokens), True
            self.pace.done = max(self.pace.done - len(outcome.recorded), 0)
        return outcome

    def _leave(self, doubt: Doubt) -> None:
        self.claims.give_up(place(doubt), self.who)
        self._trail.append(place(doubt))
        self._pinned = None

    def _find_pinned(self, queue: Iterable[Doubt]) -> Doubt | None:
        if self._pinned is None:
            return None
        document, tokens = self._pinned
        found = next((doubt for doubt in queue if place(doubt) == self._pinned), None)
        if found or not self._returned:
            return found if found and (self._returned or self._free((found,))) else None
        known = document in self.desk.sheets and all(t in self.desk.sheets[document].tokens for t in tokens)
        return self.desk.span(document, tokens) if known else None

    def _choose(self, queue: Sequence[Doubt]) -> Doubt | None:
        key = rank(queue, self.order)
        free = self._free(queue)
        fresh = [doubt for doubt in free if place(doubt) not in self._skipped] if self._skipped else free
        first = min(fresh, key=key, default=None)
        if first or not self._skipped:
            return first
        order = {skipped: position for position, skipped in enumerate(self._skipped)}
        skipped = [doubt for doubt in free if place(doubt) in order]
        again = min(skipped, key=lambda doubt: order[place(doubt)], default=None)
        if again:
            del self._skipped[place(again)]
        return again

    def _free(self, doubts: Sequence[Doubt]) -> Sequence[Doubt]:
        """Those that nobody else is at."""
        taken = self.claims.taken(self.who, self.clock())
        if not taken:
            return doubts
        return [doubt for doubt in doubts if place(doubt) not in taken and doubt.document not in taken]
