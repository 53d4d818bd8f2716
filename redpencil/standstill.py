"""Whether anything in a project has changed: if not, what was said of it can be said again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import corrections
import ocr
import redpencil
import scans
import tei
from corrections.store import DecisionStore
from redpencil.page_files import PageFiles
from redpencil.project import Project
from redpencil.software import fingerprint_software
from scans.memory import is_settled, read_folder_state, read_state


@dataclass(frozen=True, slots=True)
class Standstill:
    """How a project stands.

    Attributes:
        state: what tells that nothing has changed; "" where that cannot be told.
        settled: whether it can be relied on.
        scans: what `read_folder_state` tells of scans/, so that it need not be listed again.
        pages: what is in pages/, for the same reason.
    """

    pages: PageFiles
    state: str = ""
    settled: bool = False
    scans: tuple[str, float] | None = None


def read_project_state(project: Project, *, edition: bool = False) -> Standstill:
    """How the project stands.

    What tells that nothing has changed are the settings, our own code, the decisions, and all files that the
    settings name or that are in scans/, pages/, transcriptions/ and tei/; below tei/, where the web edition
    is, only if `edition`. Files are listed, not looked into: some microseconds each.
    """
    rooms = fingerprint_software(scans, ocr, corrections, tei, redpencil)
    with DecisionStore(project.decisions, reading=True) as store:
        told: list[object] = [project.settings, rooms, store.latest()]
    pages = PageFiles(project.pages)
    try:
        found = [(project.pages, *pages.state), *_read_states(project, edition)]
    except OSError:  # such as links that lead nowhere, or what goes while it is looked at
        return Standstill(pages)
    told += [(str(path), state) for path, state, _ in found]
    last = max((changed for _, _, changed in found), default=0.0)
    state = hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()
    listed = {path: (state, changed) for path, state, changed in found}
    return Standstill(pages, state, is_settled(last), listed.get(project.scans))


def _read_states(project: Project, edition: bool) -> Iterator[tuple[Path, str, float]]:
    deep = {project.scans: True, project.transcriptions: False, project.tei: edition}
    for folder in (folder for folder in deep if folder.exists()):
        yield folder, *read_folder_state(folder, deep=deep[folder])
    labels = project.settings.scans.labels
    for file in (project.decisions, project.overrides, *project.lexicons, *([labels] if labels else [])):
        if file.exists():
            yield file, *read_state(file)
