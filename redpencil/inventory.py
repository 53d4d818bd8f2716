"""What there is in a project, and what remains to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corrections.decision import Verdict
from corrections.store import DecisionStore
from ocr.page import Ink
from redpencil.documents import list_pages
from redpencil.page_facts import PageFacts, read_facts
from redpencil.project import Project
from redpencil.recognition import find_page
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
class Inventory:
    """A project as it stands.

    Attributes:
        pages: one after another, to be gone through once: a long batch has many.
        unreadable: files in scans/ that are no usable scans, in words.
        doubts: what a person should know about dates and page numbers, in words; no fault.
        transcriptions, articles: file names.
    """

    pages: Iterator[PageState]
    unreadable: tuple[str, ...]
    doubts: tuple[str, ...]
    transcriptions: tuple[str, ...]
    articles: tuple[str, ...]


def take_inventory(project: Project) -> Inventory:
    """Look through the project's folders; nothing is changed."""
    found = project.discover()
    labels = read_labels(found.scans, project.settings.scans)
    return Inventory(
        _look_at_pages(project, found.scans, labels),
        tuple(str(failure) for failure in found.failures),
        tuple(str(doubt) for doubt in check_labels(found.scans, labels, project.settings.scans)),
        _names(project.transcriptions, "*"),
        _names(project.tei, "*.xml"),
    )


def _look_at_pages(
    project: Project, scans: tuple[Scan, ...], labels: Mapping[str, Label]
) -> Iterator[PageState]:
    with DecisionStore(project.decisions, reading=True) as store:
        made = store.count((Verdict.CORRECT, Verdict.MISPRINT))
    with project.remember() as memory, memory.consulted():
        for scan in scans:
            yield _look_at(project, scan, labels.get(scan.id, Label()), memory, made.get(scan.id, 0))
        for page in list_pages(project, {scan.id for scan in scans}):
            facts = read_facts(page.path, memory)
            yield _look_into(page.id, "no scan", Label(), facts, made.get(page.id, 0))


def _look_at(project: Project, scan: Scan, label: Label, memory: Memory, corrections: int) -> PageState:
    file = scan.path.name if scan.page == 1 else f"{scan.path.name}, page {scan.page}"
    facts = find_page(project, scan, memory)
    if facts is None:
        return replace(_explain(project, scan, file, label), corrections=corrections)
    return _look_into(scan.id, file, label, facts, corrections)


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
