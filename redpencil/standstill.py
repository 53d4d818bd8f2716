"""Whether anything in a project has changed: if not, what was said of it can be said again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import corrections
import ocr
import redpencil
import scans
import tei
from corrections.store import DecisionStore
from redpencil.project import Project
from redpencil.software import fingerprint_software
from scans.memory import is_settled, read_folder_state, read_state


def read_project_state(project: Project, *, edition: bool = False) -> tuple[str, bool]:
    """What tells that nothing has changed, and whether that can be relied on.

    That is the settings, our own code, the decisions, and all files that the settings name or that are in
    scans/, pages/, transcriptions/ and tei/; below tei/, where the web edition is, only if `edition`. Files
    are listed, not looked into: some microseconds each. The state is "" where it cannot be told.
    """
    rooms = fingerprint_software(scans, ocr, corrections, tei, redpencil)
    with DecisionStore(project.decisions, reading=True) as store:
        told: list[object] = [project.settings, rooms, store.latest()]
    try:
        found = list(_read_states(project, edition))
    except OSError:  # such as links that lead nowhere, or what goes while it is looked at
        return "", False
    told += [(str(path), state) for path, state, _ in found]
    last = max((changed for _, _, changed in found), default=0.0)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest(), is_settled(last)


def _read_states(project: Project, edition: bool) -> Iterator[tuple[Path, str, float]]:
    deep = {project.scans: True, project.pages: False, project.transcriptions: False, project.tei: edition}
    for folder in (folder for folder in deep if folder.exists()):
        yield folder, *read_folder_state(folder, deep=deep[folder])
    labels = project.settings.scans.labels
    for file in (project.decisions, project.overrides, *project.lexicons, *([labels] if labels else [])):
        if file.exists():
            yield file, *read_state(file)
