"""The reader's desk: documents with their doubts, and what is done about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corrections.decisions.conflict import Conflict
from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from corrections.entry import Entry, Kind
from corrections.lexicon_file import add_entry, read_entries, remove_entry
from redpencil import __version__
from redpencil.review.answer import ALWAYS, Answer, write_decision
from redpencil.review.doubt import Doubt, core, strip
from redpencil.review.experience import Experience
from redpencil.review.history import History, take_back
from redpencil.review.likeness import Likes, find_likes
from redpencil.review.opening import Opening, Scope
from redpencil.review.queue import Queue
from redpencil.review.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action: the decisions that were recorded, and those others were first with."""

    recorded: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass
class Desk:
    """Everything that readers share: one store, the documents, and what their decisions teach.

    It belongs to one thread. Other processes may write the same store meanwhile: `refresh` takes notice.

    Args:
        store: where decisions are recorded.
        lexicon: the project's own lexicon file, for words to keep always; None for none.
    """

    store: DecisionStore
    lexicon: Path | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    seen: int = 0
    _rows: dict[str, list[Decision]] = field(default_factory=dict)
    _histories: dict[str, History] = field(default_factory=dict)
    _experience: Experience = field(default_factory=Experience)
    _known: set[str] = field(default_factory=set)
    _learned: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    _queues: dict[tuple[str, Scope], Queue] = field(default_factory=dict)
    _clock: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))

    def __post_init__(self) -> None:
        self.refresh()

    def add(self, sheet: Sheet) -> None:
        """Lay a document on the desk, with the decisions about it."""
        self.sheets[sheet.id] = sheet
        self._learn(sheet, self._rows.get(sheet.id, ()))
        for (who, scope), queue in self._queues.items():
            queue.lay(Opening(sheet, who, scope, self._refine))

    def refresh(self) -> None:
        """Take notice of what has been recorded since, by whomever."""
        fresh: dict[str, list[Decision]] = {}
        for number, decision in self.store.since(self.seen):
            self.seen = number
            self._rows.setdefault(decision.document, []).append(decision)
            self._histories.setdefault(decision.who, History()).fold(decision)
            fresh.setdefault(decision.document, []).append(decision)
        for document, decisions in fresh.items():
            if document in self.sheets:
                self._update(self.sheets[document], decisions)

    def open(self, who: str, scope: Scope | None = None) -> Queue:
        """The doubts that are open for a reader; it goes on to hold them as they change."""
        key = who, scope or Scope()
        if key not in self._queues:
            openings = (Opening(sheet, *key, self._refine) for sheet in self.sheets.values())
            self._queues[key] = Queue(openings)
        return self._queues[key]

    def span(self, document: str, tokens: Sequence[str]) -> Doubt:
        """Words that a reader pointed at. Raises KeyError where there are none such."""
        return self._experience.refine(self.sheets[document].span(tokens))

    def likes(self, who: str, doubt: Doubt, scope: Scope | None = None) -> Likes:
        """What else reads the same."""
        return find_likes(self.sheets.values(), doubt, self.open(who, scope).of_form(doubt.form))

    def answer(self, who: str, answers: Iterable[tuple[Doubt, Answer]], seen: int | None = None) -> Outcome:
        """Record what a reader says of one doubt, or of all like it, as one action.

        Args:
            who: the reader.
            answers: each doubt with what is said of it.
            seen: `Desk.seen` when the doubts were shown.

        Raises:
            FormatError: the store or the lexicon file cannot be written; then nothing is recorded.
        """
        when = self._now()
        decisions: list[Decision] = []
        for doubt, answer in answers:
            if doubt.stale:
                decisions.append(_dismiss(doubt, who, when))
            decisions.append(write_decision(doubt, answer, who, when))
        return self._record(decisions, self.seen if seen is None else seen)

    def undo(self, who: str, seen: int | None = None) -> Outcome:
        """Take back the reader's newest action that stands; nothing where there is none.

        Nor where the reader has recorded anything after row `seen`: then the request was sent again.
        """
        self.refresh()
        if self._has_gone_on(who, seen):
            return Outcome(())
        when = self._now()
        action = self._histories.get(who, History()).last_done()
        outcome = self._record([take_back(decision, when, __version__) for decision in action], None)
        for decision in action if outcome.recorded else ():
            self._unfollow(decision)
        return outcome

    def redo(self, who: str, seen: int | None = None) -> Outcome:
        """Do again what the reader undid last; nothing where there is none, or as for `undo`."""
        self.refresh()
        if self._has_gone_on(who, seen):
            return Outcome(())
        when = self._now()
        action = self._histories.get(who, History()).last_undone()
        return self._record([replace(decision, when=when) for decision in action], None)

    def stands(self) -> Mapping[str, Sequence[Decision]]:
        """All rows by document, for reports."""
        return self._rows

    def _has_gone_on(self, who: str, seen: int | None) -> bool:
        return seen is not None and any(decision.who == who for _, decision in self.store.since(seen))

    def _record(self, decisions: Sequence[Decision], seen: int | None) -> Outcome:
        if seen is None:
            decisions, conflicts = self._part_overtaken(decisions)
            seen = self.seen
        else:
            conflicts = ()
        conflicts = (*conflicts, *self.store.record(decisions, seen=seen))
        refused = {id(conflict.mine) for conflict in conflicts}
        recorded = tuple(decision for decision in decisions if id(decision) not in refused)
        self.refresh()
        for decision in recorded:
            self._follow(decision)
        return Outcome(recorded, conflicts)

    def _part_overtaken(
        self, decisions: Sequence[Decision]
    ) -> tuple[tuple[Decision, ...], tuple[Conflict, ...]]:
        """Undoing and redoing leave alone what somebody else has decided on since."""
        conflicts = []
        for decision in decisions:
            rows = self._rows.get(decision.document, [])
            newest = next((d for d in reversed(rows) if not set(d.tokens).isdisjoint(decision.tokens)), None)
            readers = self.sheets[decision.document].readers if decision.document in self.sheets else 1
            if newest and newest.who != decision.who and readers <= 1:
                conflicts.append(Conflict(decision, (newest,)))
        refused = {id(conflict.mine) for conflict in conflicts}
        return tuple(d for d in decisions if id(d) not in refused), tuple(conflicts)

    def _follow(self, decision: Decision) -> None:
        """Put a word that is to be kept always into the lexicon."""
        if decision.why.startswith(ALWAYS) and decision.verdict is Verdict.KEEP:
            entry = _entry(decision)
            self._know(entry.form, known=True)
            if self.lexicon and entry.form not in _forms(self.lexicon):
                add_entry(self.lexicon, entry)

    def _unfollow(self, decision: Decision) -> None:
        """Take it out again."""
        if decision.why.startswith(ALWAYS):
            entry = _entry(decision)
            self._know(entry.form, known=False)
            if self.lexicon and self.lexicon.exists():
                remove_entry(self.lexicon, entry)

    def _know(self, form: str, *, known: bool) -> None:
        (self._known.add if known else self._known.discard)(core(form))
        for queue in self._queues.values():
            queue.learn({core(form)})

    def _refine(self, doubt: Doubt) -> Doubt | None:
        return None if doubt.form in self._known else self._experience.refine(doubt)

    def _update(self, sheet: Sheet, decisions: Sequence[Decision]) -> None:
        tokens = self._learn(sheet, decisions)
        for queue in self._queues.values():
            queue.update(sheet.id, tokens)

    def _learn(self, sheet: Sheet, decisions: Sequence[Decision]) -> frozenset[str]:
        """Take notice of decisions, here and in what is like it; returns the words they changed."""
        tokens = sheet.add(decisions)
        learned = sheet.experience()
        forms = self._experience.learn(learned, self._learned.get(sheet.id))
        self._learned[sheet.id] = learned
        for queue in self._queues.values() if forms else ():
            queue.learn(forms)
        return tokens

    def _now(self) -> datetime:
        """The time, later than that of every action before: actions are told apart by it."""
        self._clock = max(datetime.now(UTC), self._clock + timedelta(microseconds=1))
        return self._clock


def _dismiss(doubt: Doubt, who: str, when: datetime) -> Decision:
    tokens, before = doubt.stale or (doubt.tokens, doubt.before)
    why = "was made on an earlier reading of the page"
    return Decision(doubt.document, tokens, before, before, Verdict.UNDO, who, when, why, __version__)


def _entry(decision: Decision) -> Entry:
    source = f"{decision.document}, kept by {decision.who}"
    return Entry(strip(" ".join(decision.before)), Kind(decision.why.removeprefix(ALWAYS)), source=source)


def _forms(lexicon: Path) -> frozenset[str]:
    return frozenset(entry.form for entry in read_entries(lexicon)) if lexicon.exists() else frozenset()
