"""What there is in a project, and what remains to be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from corrections.decision import Verdict
from corrections.store import DecisionStore
from ocr.page import Ink
from redpencil.documents import list_pages
from redpencil.page_facts import PageFacts, read_facts
from redpencil.project import Project
from redpencil.recognition import is_read
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


@dataclass(frozen=True, slots=True)
class Inventory:
    """A project as it stands.

    Attributes:
        unreadable: files in scans/ that are no usable scans, in words.
        doubts: what a person should know about dates and page numbers, in words; no fault.
        transcriptions, articles: file names.
    """

    pages: tuple[PageState, ...]
    unreadable: tuple[str, ...]
    doubts: tuple[str, ...]
    transcriptions: tuple[str, ...]
    articles: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing has failed."""
        return not self.unreadable and all(page.state in ("waiting", "read") for page in self.pages)


def take_inventory(project: Project) -> Inventory:
    """Look through the project's folders; nothing is changed."""
    found = project.discover()
    labels = read_labels(found.scans, project.settings.scans)
    with DecisionStore(project.decisions) as store:
        made = store.count((Verdict.CORRECT, Verdict.MISPRINT))
    with project.remember() as memory:
        pages = tuple(_look_at(project, scan, labels.get(scan.id, Label()), memory) for scan in found.scans)
        known = {scan.id for scan in found.scans}
        bare = tuple(
            _look_into(page.id, read_facts(page.path, memory))
            for page in list_pages(project)
            if page.id not in known
        )
    return Inventory(
        tuple(replace(page, corrections=made.get(page.id, 0)) for page in (*pages, *bare)),
        tuple(str(failure) for failure in found.failures),
        tuple(str(doubt) for doubt in check_labels(found.scans, labels, project.settings.scans)),
        _names(project.transcriptions, "*"),
        _names(project.tei, "*.xml"),
    )


def _look_at(project: Project, scan: Scan, label: Label, memory: Memory) -> PageState:
    file = scan.path.name if scan.page == 1 else f"{scan.path.name}, page {scan.page}"
    if not is_read(project, scan, memory):
        return _explain(project, scan, file, label)
    return replace(_look_into(scan.id, read_facts(project.alto(scan.id), memory)), file=file, label=label)


def _look_into(page: str, facts: PageFacts) -> PageState:
    """A page that was read, by us or by other software."""
    state = "damaged" if facts.problem else "read"
    return PageState(
        page,
        "no scan",
        Label(),
        state,
        words=facts.words,
        confidence=facts.confidence,
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
