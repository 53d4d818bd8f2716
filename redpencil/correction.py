"""A batch of documents corrected: proposals made, the certain ones recorded as decisions."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime

from corrections.decisions.application import apply
from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from corrections.proposal import Fault, Proposal, Recommendation
from redpencil import __version__
from redpencil.bugs import tell
from redpencil.decided import Decided
from redpencil.documents import Catalogue, Document, list_documents, sort_documents
from redpencil.editor import fingerprint
from redpencil.execution.failure import blame
from redpencil.machine import MACHINE
from redpencil.progress import Reporter, report
from redpencil.project import Project
from redpencil.review.doubt import asks
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.waiting import keep_waiting
from redpencil.share_facts import summarize
from redpencil.wording import count
from scans.errors import BusyError
from scans.memory import Memory, State, read_state
from scans.shares import find_share


@dataclass(frozen=True, slots=True)
class Correction:
    """A proposal and the document it is about."""

    document: str
    proposal: Proposal

    @property
    def outcome(self) -> Recommendation:
        """What becomes of it: it is applied, or a person is asked."""
        return Recommendation.ASK if asks(self.proposal) else self.proposal.recommendation


@dataclass(frozen=True, slots=True)
class Tally:
    """How correcting went: words seen, corrections applied and asked about, documents that failed."""

    words: int = 0
    applied: int = 0
    asked: int = 0
    failed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        applied, words = count(self.applied, "correction"), count(self.words, "word")
        said = f"{applied} applied in {words}, {self.asked:,} to review"
        return f"{said}, {count(self.failed, 'document')} FAILED" if self.failed else said


def correct_batch(
    project: Project,
    ids: Iterable[str] = (),
    *,
    quiet: bool = False,
    show: Callable[[Correction], None] | None = None,
) -> Tally:
    """Propose for every document and bring the recorded decisions of the policy up to date.

    A document is passed over when nothing that its proposals depend on has changed since the last time,
    unless they are to be shown.
    """
    with DecisionStore(project.decisions) as store, project.remember() as memory:
        if ids or show:
            documents = list_documents(project, ids)
            with report("correct", len(documents), quiet=quiet) as reporter:
                desk = _Desk(project, store, memory, reporter, show)
                return sum(desk.correct(documents).values(), Tally())
        catalogue = Catalogue(project)
        with report("correct", len(catalogue), quiet=quiet) as reporter:
            return _Desk(project, store, memory, reporter).bring_up_to_date(catalogue)


class _Desk:
    """Corrects one document after another; the corrector is only loaded when something has changed."""

    def __init__(
        self,
        project: Project,
        store: DecisionStore,
        memory: Memory,
        reporter: Reporter,
        show: Callable[[Correction], None] | None = None,
    ) -> None:
        self._project, self._store, self._memory = project, store, memory
        self._reporter, self._show = reporter, show
        self._basis = fingerprint(project).hex()
        self._decided = Decided(() if show else store.newest())

    def bring_up_to_date(self, catalogue: Catalogue) -> Tally:
        """All documents but those of shares in which nothing has changed; what that and these come to."""
        failed: set[int] = set()

        def state(share: int) -> State:
            told, settled = catalogue.state(share)
            return State(f"{told} {self._decided.state(share)}", settled and share not in failed)

        def look(shares: Sequence[int]) -> Mapping[int, dict[str, int]]:
            documents = sort_documents(each for share in shares for each in catalogue.share(share))
            self._reporter.skip(len(catalogue) - len(documents))
            tallies = dict.fromkeys(shares, Tally()) | self.correct(documents)
            failed.update(share for share, tally in tallies.items() if tally.failed)
            return {share: asdict(tally) for share, tally in tallies.items()}

        told = summarize(self._memory, f"corrected {self._basis}", state, look)
        return sum((Tally(**each) for each in told), Tally())

    def correct(self, documents: Iterable[Document]) -> dict[int, Tally]:
        """What correcting these came to, by shares."""
        tallies: dict[int, Tally] = defaultdict(Tally)
        for document in documents:
            tallies[find_share(document.id)] += self._try(document)
        return tallies

    def _try(self, document: Document) -> Tally:
        try:
            tally = self._correct(document)
        except BusyError:
            raise
        except Exception as error:
            self._reporter.fail(tell(blame(error, document.id)))
            return Tally(failed=1)
        self._reporter.advance(document.id, tally.words)
        return tally

    def _correct(self, document: Document) -> Tally:
        seen, row = read_state(document.path), self._store.latest(document.id)
        known = self._memory.recall("correction", document.path, seen)
        basis = {"basis": self._basis, "row": row}
        if known and not self._show and basis.items() <= known.items():
            return Tally(known["words"], known["applied"], known["asked"])
        last = self._store.latest()
        before = self._store.decisions(document.id)
        sheet = self._proposer.open(document)
        proposals = leave_decided(sheet, before)
        rows = renew(document.id, proposals, before)
        self._store.record(rows)
        if self._show:
            for proposal in filter(_is_told, proposals):
                self._show(Correction(document.id, proposal))
        sheet.add((*before, *rows))
        asked = keep_waiting(self._memory, document, seen, sheet, last + len(rows) if rows else row)
        tally = Tally(len(sheet.tokens), _count_applied(proposals), asked)
        if rows:
            basis["row"] = last + len(rows)
            if basis["row"] != self._store.latest():  # people have decided something meanwhile
                return tally
            self._decided.note(document.id, row, basis["row"])
        self._memory.keep("correction", document.path, seen, basis | asdict(tally))
        return tally

    @functools.cached_property
    def _proposer(self) -> Proposer:
        return Proposer(self._project, self._project.settings.review.readers)


def _is_told(proposal: Proposal) -> bool:
    return proposal.recommendation is Recommendation.APPLY or asks(proposal)


def _count_applied(proposals: Iterable[Proposal]) -> int:
    return sum(proposal.recommendation is Recommendation.APPLY for proposal in proposals)


def leave_decided(sheet: Sheet, decisions: Sequence[Decision]) -> tuple[Proposal, ...]:
    """The proposals that touch no word that a person has decided on, though others are yet to agree."""
    readings = apply(sheet.passages, decisions).readings
    decided = {token for token, reading in readings.items() if reading.decision.who != MACHINE}
    return tuple(proposal for proposal in sheet.proposals if decided.isdisjoint(proposal.tokens))


def renew(document: str, proposals: Iterable[Proposal], before: Sequence[Decision]) -> tuple[Decision, ...]:
    """The rows that make the policy's decisions those of today: new, and undone ones.

    Nothing is written for a decision that stands already, so that correcting twice changes nothing.
    """
    standing = {d.tokens: d for d in before if d.who == MACHINE}
    standing = {tokens: d for tokens, d in standing.items() if d.verdict is not Verdict.UNDO}
    wanted = {p.tokens: p for p in proposals if p.recommendation is Recommendation.APPLY}
    people = {token for d in before if d.who != MACHINE for token in d.tokens}
    now = datetime.now(UTC)
    undone = (
        Decision(
            document,
            tokens,
            old.before,
            old.before,
            Verdict.UNDO,
            MACHINE,
            now,
            "no longer certain",
            __version__,
        )
        for tokens, old in standing.items()
        if tokens not in wanted and people.isdisjoint(tokens)
    )
    made = (decide_by_policy(document, proposal, now) for proposal in wanted.values())
    return (*undone, *(new for new in made if not _says_the_same(standing.get(new.tokens), new)))


def _says_the_same(old: Decision | None, new: Decision) -> bool:
    if old is None:
        return False
    return (old.before, old.after, old.verdict) == (new.before, new.after, new.verdict)


def decide_by_policy(document: str, proposal: Proposal, when: datetime) -> Decision:
    """The decision that the policy makes of a proposal which is certain enough."""
    best = proposal.best
    return Decision(
        document,
        proposal.tokens,
        proposal.before,
        best.texts,
        Verdict.MISPRINT if proposal.fault is Fault.MISPRINT else Verdict.CORRECT,
        MACHINE,
        when,
        best.reason,
        __version__,
        best.probability,
        best.source,
    )
