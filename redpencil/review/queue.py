"""The doubts that are open for one reader, kept in order while they change one by one.

What an answer costs depends on the doubts that it changes, not on how many are waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from heapq import heapify, heappop
from typing import Any

from redpencil.review.doubt import Doubt
from redpencil.review.opening import Change, Opening
from redpencil.review.ranking import RANKINGS, Group, Order, Rank

Slot = tuple[int, int, int]
"""Number of the document, and the slot in its opening: sorts as the text reads."""


class Index:
    """Doubts by what they have in common, each group as it stands in the text."""

    def __init__(self, key: Callable[[Doubt], Hashable]) -> None:
        self._key = key
        self._groups: dict[Hashable, dict[Slot, Doubt]] = {}

    def __getitem__(self, key: Hashable) -> dict[Slot, Doubt]:
        group = self._groups.get(key, {})
        return {slot: group[slot] for slot in sorted(group)}

    def change(self, slot: Slot, old: Doubt | None, new: Doubt | None) -> set[Hashable]:
        """Put a doubt in the place of another, or of none; returns the groups that this changes."""
        before, after = (self._key(doubt) if doubt else None for doubt in (old, new))
        if old and before != after:
            del self._groups[before][slot]
            if not self._groups[before]:
                del self._groups[before]
        if new:
            self._groups.setdefault(after, {})[slot] = new
        return {key for key in (before, after) if key is not None}


class Ranking(Index):
    """An index whose groups have ranks, worked out anew where they changed."""

    def __init__(
        self, key: Callable[[Doubt], Group], rank: Callable[[Group, Collection[Doubt]], Rank]
    ) -> None:
        super().__init__(key)
        self._rank = rank
        self._ranks: dict[Any, Rank] = {}
        self._changed: set[Any] = set()

    def change(self, slot: Slot, old: Doubt | None, new: Doubt | None) -> set[Hashable]:
        """As for every index."""
        changed = super().change(slot, old, new)
        self._changed |= changed
        return changed

    def ranks(self) -> Collection[Rank]:
        """Of all groups, in no order."""
        for key in self._changed:
            if group := self[key]:
                self._ranks[key] = self._rank(key, group.values())
            else:
                self._ranks.pop(key, None)
        self._changed.clear()
        return self._ranks.values()


class Queue:
    """The doubts of all documents that are open for one reader.

    Args:
        openings: of the documents, in their order; more may come by `lay`.
    """

    def __init__(self, openings: Iterable[Opening] = ()) -> None:
        self._openings: dict[str, tuple[int, Opening]] = {}
        self._doubts: dict[Slot, Doubt] = {}
        self._documents = Index(lambda doubt: doubt.document)
        self._places = Index(lambda doubt: (doubt.document, doubt.tokens))
        self._lines = Index(lambda doubt: (doubt.document, doubt.line))
        self._forms = Index(lambda doubt: doubt.form)
        self._rankings = tuple(Ranking(key, rank) for key, rank in RANKINGS)
        self._indexes = (self._documents, self._places, self._lines, self._forms, *self._rankings)
        for opening in openings:
            self.lay(opening)

    def __len__(self) -> int:
        return len(self._doubts)

    def __iter__(self) -> Iterator[Doubt]:
        """As they stand in the text, people's questions about a document first."""
        return (self._doubts[slot] for slot in sorted(self._doubts))

    def lay(self, opening: Opening) -> None:
        """Take the doubts of a document, in place of those it had before."""
        number = self._openings.get(opening.document, (len(self._openings),))[0]
        for slot in self._documents[opening.document]:
            self._put(slot, None)
        self._openings[opening.document] = number, opening
        self._take(number, opening.all())

    def update(self, document: str, tokens: Iterable[str]) -> None:
        """Look again at what is asked about these words of a document."""
        number, opening = self._openings[document]
        self._take(number, opening.update(tokens))

    def learn(self, forms: Collection[str]) -> None:
        """Look again at all doubts of these forms."""
        for number, opening in self._openings.values():
            self._take(number, opening.learn(forms))

    def find(self, document: str, tokens: tuple[str, ...]) -> Doubt | None:
        """The doubt about just these words."""
        return next(iter(self._places[document, tokens].values()), None)

    def of_document(self, document: str) -> Collection[Doubt]:
        """The doubts of a document."""
        return self._documents[document].values()

    def of_line(self, document: str, line: int) -> Collection[Doubt]:
        """The doubts that begin in a line, by its index."""
        return self._lines[document, line].values()

    def of_form(self, form: str) -> Collection[Doubt]:
        """The doubts that read the same."""
        return self._forms[form].values()

    def ranked(self, order: Order = Order.GAIN) -> Iterator[Doubt]:
        """In the order in which they are best looked at; the first ones cost little."""
        return self._by_gain() if order is Order.GAIN else self._by_page()

    def _by_page(self) -> Iterator[Doubt]:
        for document in self._openings:
            yield from self._documents[document].values()

    def _by_gain(self) -> Iterator[Doubt]:
        ranks = [rank for ranking in self._rankings for rank in ranking.ranks()]
        heapify(ranks)
        given: set[Slot] = set()
        while ranks:
            unasked, _, kind, key = heappop(ranks)
            for slot, doubt in self._rankings[kind][unasked, key].items():
                if slot not in given:
                    given.add(slot)
                    yield doubt

    def _take(self, number: int, changes: Iterable[Change]) -> None:
        for (kind, position), doubt in changes:
            self._put((number, kind, position), doubt)

    def _put(self, slot: Slot, doubt: Doubt | None) -> None:
        old = self._doubts.pop(slot, None)
        if doubt:
            self._doubts[slot] = doubt
        for index in self._indexes if old or doubt else ():
            index.change(slot, old, doubt)
