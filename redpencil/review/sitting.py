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
from redpencil.review.queue import Queue
from redpencil.review.ranking import Order
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

    def show(self) -> Doubt | None:
        """The doubt to look at now; None when there is none left. Asked again, it is the same one."""
        doubt = self._find_pinned() or self._choose()
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
        return self._queue.find(document, tuple(tokens)) or self.desk.span(document, tokens)

    def likes(self, doubt: Doubt) -> Likes:
        """What else reads the same."""
        return self.desk.likes(self.who, doubt, self.scope)

    def count_likes(self, doubt: Doubt) -> int:
        """How many other doubts read the same."""
        return sum(is_like(doubt, other) for other in self._queue.of_form(doubt.form))

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
        index = self.desk.sheets[document].line_of[line.id]
        return tuple(d for d in self._queue.of_line(document, index) if tokens.issuperset(d.tokens))

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
        self.pace.done += len(outcome.recorded)
        self._pinned = None
        return outcome

    def turn(self) -> Order:
        """Change the order of the queue."""
        self.order = Order.PAGE if self.order is Order.GAIN else Order.GAIN
        self._pinned = None
        return self.order

    def progress(self) -> Progress:
        """How far the reader has come."""
        return self.pace.progress(len(self._queue))

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

    @property
    def _queue(self) -> Queue:
        return self.desk.open(self.who, self.scope)

    def _find_pinned(self) -> Doubt | None:
        if self._pinned is None:
            return None
        document, tokens = self._pinned
        found = self._queue.find(document, tokens)
        if found or not self._returned:
            return found if found and (self._returned or self._is_free(found)) else None
        known = document in self.desk.sheets and all(t in self.desk.sheets[document].tokens for t in tokens)
        return self.desk.span(document, tokens) if known else None

    def _choose(self) -> Doubt | None:
        ranked = filter(self._is_free, self._queue.ranked(self.order))
        fresh = next((doubt for doubt in ranked if place(doubt) not in self._skipped), None)
        return fresh or self._choose_skipped()

    def _choose_skipped(self) -> Doubt | None:
        """The one that was skipped first of those that are still open."""
        for document, tokens in tuple(self._skipped):
            del self._skipped[document, tokens]
            doubt = self._queue.find(document, tokens)
            if doubt and self._is_free(doubt):
                return doubt
        return None

    def _is_free(self, doubt: Doubt) -> bool:
        """Whether nobody else is at it."""
        now = self.clock()
        holders = (self.claims.holder(what, now) for what in (place(doubt), doubt.document))
        return all(holder in (None, self.who) for holder in holders)
