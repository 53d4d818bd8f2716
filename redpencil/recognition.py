"""A batch of scans read into pages."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ocr
import redpencil
from ocr.alto import write_alto
from ocr.engine import Engine
from ocr.engines import make_engine, make_second
from ocr.layout_file import read_layout
from ocr.page import Page
from ocr.recognition import READINGS, recognize
from ocr.settings import OcrSettings
from redpencil.bugs import tell
from redpencil.execution.executor import make_executor
from redpencil.listing import list_page_files
from redpencil.page_facts import PageFacts, read_facts
from redpencil.progress import Reporter, report
from redpencil.project import Project
from redpencil.settings import ExecutionSettings
from redpencil.share_facts import summarize
from redpencil.software import fingerprint_software
from redpencil.wording import count
from scans.discovery import Discovery
from scans.errors import RedpencilError, SettingsError
from scans.files import write_text
from scans.memory import Memory, State
from scans.scan import Scan
from scans.settings import ScanSettings

GRACE = 1.5
"""The engine keeps its own time; a worker that takes this many times longer hangs elsewhere."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a batch went: pages read now, read before, and failed; words read now."""

    read: int
    before: int
    failed: int
    words: int

    def __str__(self) -> str:
        parts = [f"{count(self.read, 'page')} read ({count(self.words, 'word')})"]
        parts += [f"{self.before} read before"] if self.before else []
        parts += [f"{self.failed} FAILED, see 'redpencil status'"] if self.failed else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Job:
    """One scan to read, with all that a worker process needs."""

    scan: Scan
    scans: ScanSettings
    ocr: OcrSettings
    layout: Path
    """Where regions drawn by hand would be."""

    @property
    def files(self) -> tuple[Path, ...]:
        """What must be there where the scan is read."""
        return (self.scan.path, self.layout) if self.layout.exists() else (self.scan.path,)

    def moved(self, folder: Path) -> Job:
        """The same, with its files in that folder."""
        scan = replace(self.scan, path=folder / self.scan.path.name)
        return replace(self, scan=scan, layout=folder / self.layout.name)


def recognize_batch(
    project: Project,
    pages: Iterable[str] = (),
    *,
    force: bool = False,
    execution: ExecutionSettings | None = None,
    quiet: bool = False,
) -> Tally:
    """Read every scan that has no page yet (or, with `force`, each one), and write its ALTO.

    Raises:
        EngineError: the engine or its language model is missing.
        SettingsError: no such page, or no scans at all.
    """
    settings = project.settings
    with project.remember() as memory:
        found = project.discover(memory)
        if not len(found) and not found.failures and not any(project.transcriptions.glob("*")):
            raise SettingsError(project.scans, "holds no page scans", "Put images or PDF files into it")
        if pages or force:
            chosen = choose(found, frozenset(pages))
            unread = chosen if force else tuple(s for s in chosen if not is_read(project, s, memory))
            before = len(chosen) - len(unread)
        else:
            unread = _find_unread(project, found, memory)
            before = len(found) - len(unread)
    jobs = [Job(scan, settings.scans, settings.ocr, project.layout(scan.id)) for scan in unread]
    executor = make_executor(execution or settings.execution, project.folder)
    if jobs:
        executor.check(make_engine(settings.ocr).check)
        if second := make_second(settings.ocr):
            executor.check(second.check)
    project.pages.mkdir(exist_ok=True)
    failures = () if pages else found.failures
    with report("read", len(jobs) + len(failures), quiet=quiet) as reporter:
        for failure in failures:
            reporter.fail(str(failure))
        limit = settings.ocr.timeout * GRACE * (READINGS if settings.ocr.thorough else 1)
        results = executor.run(read_scan, jobs, name=lambda job: job.scan.path.name, time_limit=limit)
        with contextlib.closing(results):
            read, words = _store(project, results, reporter)
    return Tally(read, before, len(jobs) - read + len(failures), words)


def choose(found: Discovery, pages: frozenset[str]) -> tuple[Scan, ...]:
    """The scans with these page ids; all where none is named."""
    chosen = found.select(pages) if pages else found.scans
    if unknown := pages - {scan.id for scan in chosen}:
        raise SettingsError(
            ", ".join(sorted(unknown)), "no such page", "'redpencil -v status' lists the pages"
        )
    return chosen


def _find_unread(project: Project, found: Discovery, memory: Memory) -> tuple[Scan, ...]:
    """The scans that have no page yet."""
    files = list_page_files(project.pages)

    def state(share: int) -> State:
        told, settled = files.share(share)
        return State(f"{found.states[share]} {told}", settled)

    def look(shares: Sequence[int]) -> Mapping[int, list[str]]:
        return {
            share: [scan.id for scan in found.share(share) if not is_read(project, scan, memory)]
            for share in shares
        }

    with memory.consulted():
        told = summarize(memory, f"unread {fingerprint_software(ocr, redpencil)}", state, look)
        return found.select(itertools.chain.from_iterable(told))


def is_read(project: Project, scan: Scan, memory: Memory) -> bool:
    """Whether the page was made from this very file, and with the regions that a person has drawn."""
    return find_page(project, scan, memory) is not None


def find_page(project: Project, scan: Scan, memory: Memory) -> PageFacts | None:
    """The scan's page in figures; None where `is_read` does not hold."""
    try:
        facts = read_facts(project.alto(scan.id), memory)
    except FileNotFoundError:
        return None
    fits = facts.sha256 == scan.sha256 and not facts.problem
    return facts if fits and not awaits_reading(project, scan.id) else None


def awaits_reading(project: Project, page: str) -> bool:
    """Whether a person has drawn regions since the page was read."""
    try:
        drawn = project.layout(page).stat().st_mtime
    except FileNotFoundError:
        return False
    return drawn > project.alto(page).stat().st_mtime


def read_scan(job: Job) -> Page:
    """Read one scan, in a worker process."""
    given = read_layout(job.layout) if job.layout.exists() else None
    return recognize(job.scan, _engine(job.ocr), job.ocr, job.scans, given, _second(job.ocr))


@functools.cache
def _engine(settings: OcrSettings) -> Engine:
    return make_engine(settings)


@functools.cache
def _second(settings: OcrSettings) -> Engine | None:
    return make_second(settings)


def _store(
    project: Project, results: Iterator[tuple[Job, Page | RedpencilError]], reporter: Reporter
) -> tuple[int, int]:
    """Write what comes in, by this one process; returns how many pages and words."""
    read = words = 0
    for job, result in results:
        failure: Path = project.failure(job.scan.id)
        if isinstance(result, RedpencilError):
            said = tell(result)
            write_text(failure, f"{said}\n")
            reporter.fail(said)
            continue
        write_alto(result, project.alto(job.scan.id))
        failure.unlink(missing_ok=True)
        count = sum(1 for _ in result.words())
        read, words = read + 1, words + count
        reporter.advance(job.scan.id, count)
    return read, words
