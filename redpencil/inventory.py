"""What there is in a project, and what remains to be done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import cattrs

import ocr
import redpencil
import scans
from corrections.decisions.decision import Verdict
from corrections.decisions.store import DecisionStore
from ocr.page import Ink
from redpencil.decided import Decided
from redpencil.documents import ScannedPage, list_pages, select_pages
from redpencil.listing import Listing
from redpencil.page_facts import PageFacts, read_facts
from redpencil.project import Project
from redpencil.recognition import find_page
from redpencil.revision import read_revision
from redpencil.share_facts import summarize
from redpencil.software import fingerprint_software
from scans.discovery import Discovery
from scans.labels import check_labels, read_labels
from scans.memory import Memory, State
from scans.scan import Label, Scan

_CORRECTING = (Verdict.CORRECT, Verdict.MISPRINT)


@dataclass(frozen=True, slots=True)
class PageState:
    """One page: what it is called and how far it has come.

    `state` is "waiting", "read", "failed" or "damaged"; `problem` says why in the last two cases;
    `confidence` is the engine's mean over the page's words, 0 to 1, None where there are no words;
    `ink` tells what share of the letters was not read, None where other software read the page; `gone`
    whether the scan that it was read from is not there any more.
    """

    id: str
    file: str
    label: Label
    state: str
    words: int = 0
    confidence: float | None = None
    corrections: int = 0
    ink: Ink | None = None
    problem: str = ""
    gone: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing has failed."""
        return self.state in ("waiting", "read")


@dataclass(frozen=True, slots=True)
class Summary:
    """What many pages come to.

    Attributes:
        states: how many pages are in each state.
        words, corrections: of all.
        inked: how many pages tell what became of their letters.
        unread, outside: sums over these of the shares that `Ink` tells.
        problems: what failed, by page id.
        lost: shares of letters not read, of pages that a person should look at, by page id.
        gone: ids of pages whose scans are not there any more.
    """

    states: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    corrections: int = 0
    inked: int = 0
    unread: float = 0.0
    outside: float = 0.0
    problems: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, float], ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing has failed."""
        return not self.states.get("failed") and not self.states.get("damaged")

    def __add__(self, other: Summary) -> Summary:
        states = Counter(self.states)
        states.update(other.states)
        names = ("words", "corrections", "inked", "unread", "outside", "problems", "lost", "gone")
        return Summary(states, *(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Inventory:
    """A project as it stands, for as long as the memory is open.

    Attributes:
        project: that it is of.
        memory: what was found out about its files.
        found: its scans.
        transcriptions, articles: file names.
    """

    project: Project
    memory: Memory
    found: Discovery
    transcriptions: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Files in scans/ that are no usable scans, in words."""
        return tuple(str(failure) for failure in self.found.failures)

    def pages(self) -> Iterator[PageState]:
        """The pages one after another, each with its label: a long batch has many."""
        scans = self.found.scans
        labels = read_labels(scans, self.project.settings.scans)
        others = list_pages(self.project, {scan.id for scan in scans})
        with DecisionStore(self.project.decisions, reading=True) as store:
            made = store.count(_CORRECTING)
        with self.memory.consulted():
            for page in chain[Scan | ScannedPage](scans, others):
                yield self._look_at(page, labels.get(page.id, Label()), made)

    def sum_up(self, files: Listing) -> Summary:
        """All pages together; only shares are looked at of which something has changed since the last time.

        `files` are those in pages/ just now.
        """
        with self.memory.consulted(), DecisionStore(self.project.decisions, reading=True) as store:
            decided = Decided(store.newest())

            def state(share: int) -> State:
                told, settled = files.share(share)
                return State(f"{self.found.states[share]} {decided.state(share)} {told}", settled)

            def look(shares: Sequence[int]) -> Mapping[int, object]:
                return {share: cattrs.unstructure(add_up(look_into(share))) for share in shares}

            def look_into(share: int) -> Iterator[PageState]:
                for page in self._list(share, files):
                    yield self._look_at(page, Label(), store.count(_CORRECTING, page.id))

            topic = f"pages {fingerprint_software(scans, ocr, redpencil)}"
            told = summarize(self.memory, topic, state, look)
            return sum((cattrs.structure(each, Summary) for each in told), Summary())

    def doubts(self) -> tuple[str, ...]:
        """What a person should know about dates and page numbers, in words; no fault."""
        settings = self.project.settings.scans
        table = read_revision(settings.labels) if settings.labels else ""
        told = repr((fingerprint_software(scans), settings, table, self.found.states))
        state = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
        doubts = self.memory.recall_state("doubts", b"", state)
        if doubts is None:
            found = self.found.scans
            doubts = [str(doubt) for doubt in check_labels(found, read_labels(found, settings), settings)]
            self.memory.keep_state("doubts", b"", state, doubts)
        return tuple(doubts)

    def _list(self, share: int, files: Listing) -> Iterator[Scan | ScannedPage]:
        """The pages of a share: scans, and pages that were read and have none."""
        found = self.found.share(share)
        yield from found
        scanned = {scan.id for scan in found}
        yield from (page for page in select_pages(self.project, files, share) if page.id not in scanned)

    def _look_at(self, page: Scan | ScannedPage, label: Label, made: Mapping[str, int]) -> PageState:
        """The page; `made` are the corrections decided on it, by its id."""
        corrections = made.get(page.id, 0)
        if isinstance(page, ScannedPage):
            held = self._read_facts(page)
            return replace(_look_into(page.id, "no scan", label, held, corrections), gone=bool(held.sha256))
        file = page.path.name if page.page == 1 else f"{page.path.name}, page {page.page}"
        facts = find_page(self.project, page, self.memory)
        if facts is None:
            return replace(_explain(self.project, page, file, label), corrections=corrections)
        return _look_into(page.id, file, label, facts, corrections)

    def _read_facts(self, page: ScannedPage) -> PageFacts:
        try:
            return read_facts(page.path, self.memory)
        except FileNotFoundError:
            return PageFacts(problem=f"{page.path}: is a link that leads nowhere. Remove it.")


def take_inventory(project: Project, memory: Memory, state: State | None = None) -> Inventory:
    """List what is in the project's folders; nothing is changed. `state` is for `Project.discover`."""
    return Inventory(
        project,
        memory,
        project.discover(memory, state),
        _names(project.transcriptions, "*"),
        _names(project.tei, "*.xml"),
    )


def add_up(pages: Iterable[PageState]) -> Summary:
    """The pages together."""
    states: Counter[str] = Counter()
    words = corrections = inked = 0
    unread = outside = 0.0
    problems, lost, gone = [], [], []
    for page in pages:
        states[page.state] += 1
        words += page.words
        corrections += page.corrections
        problems += [(page.id, page.problem)] if page.problem else []
        gone += [page.id] if page.gone else []
        if page.ink:
            inked += 1
            unread += page.ink.unread
            outside += page.ink.outside
            lost += [(page.id, page.ink.unread)] if page.ink.incomplete else []
    listed = tuple(problems), tuple(lost), tuple(gone)
    return Summary(states, words, corrections, inked, unread, outside, *listed)


def _look_into(page: str, file: str, label: Label, facts: PageFacts, corrections: int) -> PageState:
    """A page that was read, by us or by other software."""
    return PageState(
        page,
        file,
        label,
        "damaged" if facts.problem else "read",
        words=facts.words,
        confidence=facts.confidence,
        corrections=corrections,
        ink=facts.ink,
        problem=facts.problem,
    )


def _explain(project: Project, scan: Scan, file: str, label: Label) -> PageState:
    failure = project.failure(scan.id)
    if failure.exists():
        return PageState(
            scan.id, file, label, "failed", problem=failure.read_text("utf-8", "replace").strip()
        )
    if project.alto(scan.id).exists():
        problem = "the page file is damaged or was made from another scan; 'redpencil ocr' reads it again"
        return PageState(scan.id, file, label, "damaged", problem=problem)
    return PageState(scan.id, file, label, "waiting")


def _names(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.glob(pattern) if not path.name.startswith(".")))
