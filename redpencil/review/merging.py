"""Decisions made elsewhere on a copy of the project, taken in: none lost, conflicts listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from corrections.decisions.application import Reading, apply_to
from corrections.decisions.decision import Decision, Verdict
from redpencil import __version__

_Word = tuple[str, str, str]
"""Document, id of the word, and what was read there."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What stood here and what stood there on words that both have decided on since they parted.

    Of several decisions on overlapping words it is the newest; None where nothing stood.

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


@dataclass(slots=True)
class _Matter:
    """Rows about words that hang together, because some decision takes several of them at once."""

    ours: list[Decision] = field(default_factory=list)
    theirs: list[Decision] = field(default_factory=list)
    fresh: list[Decision] = field(default_factory=list)
    mine: bool = False


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
    disagreements: list[Disagreement] = []
    rows = list(fresh)
    for matter in _part_matters(ours, theirs, shared):
        if not (matter.fresh and matter.mine):
            continue
        here, there = _read(matter.ours, matter), _read(matter.theirs, matter)
        wanted = here
        if _says(here) != _says(there):
            wanted = here if _age(matter.ours) > _age(matter.theirs) else there
            disagreements.append(Disagreement(_newest(here), _newest(there), _newest(wanted)))
        rows += _assert(matter, wanted, who, when)
    return Merge(tuple(rows), len(fresh), tuple(disagreements))


def _part_matters(
    ours: Sequence[Decision], theirs: Sequence[Decision], shared: set[Decision]
) -> list[_Matter]:
    """All rows, parted so that no two matters have a word in common."""
    leads: dict[_Word, _Word] = {}

    def lead(word: _Word) -> _Word:
        while leads.setdefault(word, word) != word:
            leads[word] = word = leads[leads[word]]
        return word

    for row in (*ours, *theirs):
        first, *others = _words(row)
        for word in others:
            leads[lead(word)] = lead(first)
    matters: dict[_Word, _Matter] = defaultdict(_Matter)
    for row in ours:
        matter = matters[lead(_words(row)[0])]
        matter.ours.append(row)
        matter.mine = matter.mine or row not in shared
    known = set(ours)
    for row in theirs:
        matter = matters[lead(_words(row)[0])]
        matter.theirs.append(row)
        if row not in known:
            matter.fresh.append(row)
    return list(matters.values())


def _assert(matter: _Matter, wanted: Sequence[Reading], who: str, when: datetime) -> Iterable[Decision]:
    """Rows after which what is read is what is wanted."""
    rows = [*matter.ours, *matter.fresh]
    if _says(_read(rows, matter)) == _says(wanted):
        return
    decisions = dict.fromkeys(reading.decision for reading in wanted)
    covered = {token for decision in decisions for token in decision.tokens}
    for row in _standing(rows):
        if not covered.issuperset(row.tokens):
            why = "taken back, by the later of two copies"
            yield Decision(
                row.document, row.tokens, row.before, row.before, Verdict.UNDO, who, when, why, __version__
            )
    for decision in sorted(decisions, key=rows.index):
        yield replace(decision, when=when, why=f"stands after merging: {decision.why}")


def _read(rows: Iterable[Decision], matter: _Matter) -> tuple[Reading, ...]:
    """What stands on the words of a matter by these rows."""
    every = sorted((*matter.ours, *matter.theirs), key=lambda row: row.when)
    texts = {token: text for row in every for token, text in zip(row.tokens, row.before, strict=True)}
    readings = apply_to(texts, rows).readings
    return tuple(readings[token] for token in sorted(readings))


def _standing(rows: Iterable[Decision]) -> list[Decision]:
    """The decisions that have not been taken back, each of them as it is taken back: on just its span."""
    standing: list[Decision] = []
    for row in rows:
        if row.verdict is not Verdict.UNDO:
            standing.append(row)
        elif older := [
            other for other in standing if (other.tokens, other.before) == (row.tokens, row.before)
        ]:
            standing.remove(older[-1])
    return standing


def _newest(readings: Iterable[Reading]) -> Decision | None:
    return max((reading.decision for reading in readings), key=lambda decision: decision.when, default=None)


def _age(rows: Iterable[Decision]) -> tuple[datetime, str, tuple[str, ...]]:
    """Of the newest row; by its words where clocks agree, so that both copies come to the same."""
    return max((row.when, row.who, row.after) for row in rows)


def _says(readings: Iterable[Reading]) -> list[tuple[Verdict, tuple[str, ...], tuple[str, ...]]]:
    decisions = dict.fromkeys(reading.decision for reading in readings)
    return sorted((d.verdict, d.tokens, d.after) for d in decisions)


def _words(row: Decision) -> list[_Word]:
    return [(row.document, token, text) for token, text in zip(row.tokens, row.before, strict=True)]
