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
from corrections.decisions.store import DecisionStore
from redpencil.listing import Listing, list_page_files
from redpencil.project import Project
from redpencil.software import fingerprint_software
from scans.memory import State, read_folder_state, read_state


@dataclass(frozen=True, slots=True)
class Standstill:
    """How a project stands.

    Attributes:
        pages: what is in pages/.
        state: what tells that nothing has changed; "" where that cannot be told.
        scans: what `read_folder_state` tells of scans/, so that it need not be listed again.
    """

    pages: Listing
    state: State
    scans: State | None


def read_project_state(project: Project, *, edition: bool = False) -> Standstill:
    """How the project stands.

    What tells that nothing has changed are the settings, our own code, the decisions, and all files that the
    settings name or that are in scans/, pages/, transcriptions/ and tei/; below tei/, where the web edition
    is, only if `edition`. Files are listed, not looked into: some microseconds each.
    """
    rooms = fingerprint_software(scans, ocr, corrections, tei, redpencil)
    with DecisionStore(project.decisions, reading=True) as store:
        told: list[object] = [project.settings, rooms, store.latest()]
    pages = list_page_files(project.pages)
    try:
        found = {project.pages: pages.state} | dict(_read_states(project, edition))
    except OSError:  # what goes while it is looked at, or may not be
        return Standstill(pages, State("", settled=False), None)
    told += [(str(path), state.told) for path, state in found.items()]
    digest = hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()
    settled = all(state.settled for state in found.values())
    return Standstill(pages, State(digest, settled), found.get(project.scans))


def _read_states(project: Project, edition: bool) -> Iterator[tuple[Path, State]]:
    deep = {project.scans: True, project.transcriptions: False, project.tei: edition}
    for folder in (folder for folder in deep if folder.exists()):
        yield folder, read_folder_state(folder, deep=deep[folder])
    labels = project.settings.scans.labels
    for file in (project.decisions, project.overrides, *project.lexicons, *([labels] if labels else [])):
        if file.exists():
            yield file, read_state(file)
