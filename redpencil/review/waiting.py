"""What waits for a person: one answer, whichever command or reviewer gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import corrections
import redpencil
from corrections.decisions.store import DecisionStore
from corrections.passage import Passage
from corrections.proposal import Proposal, Recommendation
from redpencil.decided import Decided
from redpencil.documents import Catalogue, Document
from redpencil.listing import Listing
from redpencil.project import Project
from redpencil.review.doubt import Cause, Doubt, asks
from redpencil.review.opening import Opening, Scope
from redpencil.review.sheet import Sheet
from redpencil.share_facts import summarize
from redpencil.software import fingerprint_software
from redpencil.wording import count
from scans.errors import RedpencilError
from scans.memory import Memory, State, read_state

_TOPIC = "waiting"
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many doubts are open, and how many documents have not been corrected as they are now."""

    doubts: int = 0
    unknown: int = 0

    def __add__(self, other: Waiting) -> Waiting:
        return Waiting(self.doubts + other.doubts, self.unknown + other.unknown)

    def __str__(self) -> str:
        if not self.unknown:
            return f"{self.doubts:,}"
        return f"{self.doubts:,} so far; {count(self.unknown, 'document')} to correct: 'redpencil correct'"


def find_waiting(sheet: Sheet) -> tuple[Doubt, ...]:
    """The doubts of a document that `review` shows to a reader who has said nothing yet."""
    return _open(sheet, Scope())


def find_undecided(sheet: Sheet) -> tuple[Doubt, ...]:
    """The same, and what is certain but has not been applied."""
    return tuple(doubt for doubt in _open(sheet, Scope(applied=True)) if doubt.cause is not Cause.APPLIED)


def _open(sheet: Sheet, scope: Scope) -> tuple[Doubt, ...]:
    opening = Opening(sheet, _NOBODY, scope, lambda doubt: doubt)
    return tuple(doubt for _, doubt in opening.all() if doubt)


def keep_waiting(memory: Memory, document: Document, seen: State, sheet: Sheet, row: int) -> int:
    """Remember what a document asks, as its newest decision is that row; returns how many doubts are open."""
    spans = [proposal.tokens for proposal in sheet.proposals if asks(proposal)]
    doubts = len(find_waiting(sheet))
    told = {"spans": spans, "row": row, "doubts": doubts}
    memory.keep_state(_TOPIC, _name(document), seen.told, told)
    memory.keep_state(_TOPIC, b"", "", datetime.now(UTC).isoformat())
    return doubts


def tell_version(memory: Memory) -> str:
    """What is another whenever anything was kept."""
    return str(memory.recall_state(_TOPIC, b"", ""))


def count_waiting(project: Project, memory: Memory, pages: Listing | None = None) -> Waiting:
    """What waits in all documents, by what correcting them last found and by the decisions since.

    Only shares are looked at of which something has changed since the last time. `pages` are the files in
    pages/, where they have been listed already.
    """
    catalogue = Catalogue(project, pages)
    with memory.consulted(), DecisionStore(project.decisions, reading=True) as store:
        decided = Decided(store.newest())

        def state(share: int) -> State:
            told, settled = catalogue.state(share)
            return State(f"{told} {decided.state(share)}", settled)

        def look(shares: Sequence[int]) -> Mapping[int, tuple[int, int]]:
            tell = partial(_count, project, memory, store)
            sums = {share: sum(map(tell, catalogue.share(share)), Waiting()) for share in shares}
            return {share: (each.doubts, each.unknown) for share, each in sums.items()}

        readers = project.settings.review.readers
        topic = f"open {fingerprint_software(corrections, redpencil)} {readers} {tell_version(memory)}"
        return sum((Waiting(*told) for told in summarize(memory, topic, state, look)), Waiting())


def _count(project: Project, memory: Memory, store: DecisionStore, document: Document) -> Waiting:
    try:
        known = memory.recall_state(_TOPIC, _name(document), read_state(document.path).told)
        if known is None:
            return Waiting(unknown=1)
        if known["row"] == store.latest(document.id):
            return Waiting(known["doubts"])
        passages = document.passages()
    except (OSError, RedpencilError):  # what cannot be read is told by others
        return Waiting()
    proposals = _recall(passages, map(tuple, known["spans"]))
    sheet = Sheet(document.id, passages, proposals, readers=project.settings.review.readers)
    sheet.add(store.decisions(document.id))
    return Waiting(len(find_waiting(sheet)))


def _recall(passages: Iterable[Passage], spans: Iterable[tuple[str, ...]]) -> list[Proposal]:
    """Proposals about these words of which no more is known than that they ask."""
    texts = {token.id: token.text for passage in passages for token in passage.tokens}
    return [
        Proposal(span, tuple(texts[token] for token in span), (), Recommendation.ASK)
        for span in spans
        if texts.keys() >= set(span)
    ]


def _name(document: Document) -> bytes:
    return document.id.encode("utf-8", "surrogateescape")
