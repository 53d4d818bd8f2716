"""What there is in a project, and what remains to be done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import cattrs

import ocr
import redpencil
import scans
from corrections.decision import Verdict
from corrections.store import DecisionStore
from ocr.page import Ink
from redpencil.documents import ScannedPage, list_pages
from redpencil.page_facts import PageFacts, read_facts
from redpencil.page_files import PageFiles
from redpencil.project import Project
from redpencil.recognition import find_page
from redpencil.revision import read_revision
from redpencil.software import fingerprint_software
from redpencil.stretches import Sign, summarize
from scans.labels import check_labels, read_labels
from scans.memory import Memory
from scans.scan import Label, Scan


@dataclass(frozen=True, slots=True)
class PageState:
    """One page: what it is called and how far it has come.

    `state` is "waiting", "read", "failed" or "damaged"; `problem` says why in the last two cases;
    `confidence` is the engine's mean over the page's words, 0 to 1, None where there are no words;
    `ink` tells what share of the letters was not read, None where other software read the page.
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
    """

    states: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    corrections: int = 0
    inked: int = 0
    unread: float = 0.0
    outside: float = 0.0
    problems: tuple[tuple[str, str], ...] = ()
    lost: tuple[tuple[str, float], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing has failed."""
        return not self.states.get("failed") and not self.states.get("damaged")

    def __add__(self, other: Summary) -> Summary:
        states = Counter(self.states)
        states.update(other.states)
        names = ("words", "corrections", "inked", "unread", "outside", "problems", "lost")
        return Summary(states, *(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Inventory:
    """A project as it stands.

    Attributes:
        project, scans: that it is of.
        unreadable: files in scans/ that are no usable scans, in words.
        transcriptions, articles: file names.
    """

    project: Project
    scans: tuple[Scan, ...]
    unreadable: tuple[str, ...]
    transcriptions: tuple[str, ...]
    articles: tuple[str, ...]

    def pages(self) -> Iterator[PageState]:
        """The pages one after another, each with its label: a long batch has many."""
        labels = read_labels(self.scans, self.project.settings.scans)
        made = self._count_corrections()
        with self.project.remember() as memory, memory.consulted():
            for page in self._list():
                yield _look_at(self.project, page, labels.get(page.id, Label()), memory, made.get(page.id, 0))

    def sum_up(self, files: PageFiles) -> Summary:
        """All pages together; only those are looked at of which something has changed since the last time.

        `files` are those in pages/ just now.
        """
        made = self._count_corrections()
        common = fingerprint_software(scans, ocr, redpencil)
        with self.project.remember() as memory, memory.consulted():

            def sign(page: Scan | ScannedPage) -> Sign:
                scan = page.sha256 if isinstance(page, Scan) else "none"
                return files.sign(page.id, f"{scan} {made.get(page.id, 0)}")

            def look(pages: tuple[Scan | ScannedPage, ...]) -> object:
                looked = (
                    _look_at(self.project, page, Label(), memory, made.get(page.id, 0)) for page in pages
                )
                return cattrs.unstructure(add_up(looked))

            told = summarize(memory, f"pages {common}", self._list(), sign, look)
            return sum((cattrs.structure(each, Summary) for each in told), Summary())

    def doubts(self) -> tuple[str, ...]:
        """What a person should know about dates and page numbers, in words; no fault."""
        settings = self.project.settings.scans
        table = read_revision(settings.labels) if settings.labels else ""
        files = ((scan.id, str(scan.path), scan.page) for scan in self.scans)
        told = repr((fingerprint_software(scans), settings, table, *files)).encode("utf-8", "replace")
        state = hashlib.sha256(told).hexdigest()
        with self.project.remember() as memory:
            doubts = memory.recall_state("doubts", b"", state)
            if doubts is None:
                labels = read_labels(self.scans, settings)
                doubts = [str(doubt) for doubt in check_labels(self.scans, labels, settings)]
                memory.keep_state("doubts", b"", state, doubts)
            return tuple(doubts)

    def _list(self) -> Iterator[Scan | ScannedPage]:
        yield from self.scans
        yield from list_pages(self.project, {scan.id for scan in self.scans})

    def _count_corrections(self) -> Mapping[str, int]:
        with DecisionStore(self.project.decisions, reading=True) as store:
            return store.count((Verdict.CORRECT, Verdict.MISPRINT))


def take_inventory(project: Project, state: tuple[str, float] | None = None) -> Inventory:
    """List what is in the project's folders; nothing is changed. `state` is for `Project.discover`."""
    found = project.discover(state)
    return Inventory(
        project,
        found.scans,
        tuple(str(failure) for failure in found.failures),
        _names(project.transcriptions, "*"),
        _names(project.tei, "*.xml"),
    )


def add_up(pages: Iterable[PageState]) -> Summary:
    """The pages together."""
    states: Counter[str] = Counter()
    words = corrections = inked = 0
    unread = outside = 0.0
    problems, lost = [], []
    for page in pages:
        states[page.state] += 1
        words += page.words
        corrections += page.corrections
        problems += [(page.id, page.problem)] if page.problem else []
        if page.ink:
            inked += 1
            unread += page.ink.unread
            outside += page.ink.outside
            lost += [(page.id, page.ink.unread)] if page.ink.incomplete else []
    return Summary(states, words, corrections, inked, unread, outside, tuple(problems), tuple(lost))


def _look_at(
    project: Project, page: Scan | ScannedPage, label: Label, memory: Memory, corrections: int
) -> PageState:
    if isinstance(page, ScannedPage):
        return _look_into(page.id, "no scan", label, read_facts(page.path, memory), corrections)
    file = page.path.name if page.page == 1 else f"{page.path.name}, page {page.page}"
    facts = find_page(project, page, memory)
    if facts is None:
        return replace(_explain(project, page, file, label), corrections=corrections)
    return _look_into(page.id, file, label, facts, corrections)


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
