"""The reading text of documents, as plain text files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from corrections.decisions.application import Reading, apply
from corrections.decisions.store import DecisionStore
from corrections.passage import Passage
from redpencil.documents import list_documents
from redpencil.editor import read_standing
from redpencil.project import Project
from scans.errors import RedpencilError
from scans.files import tidy, write_text


def write_texts(
    project: Project, folder: Path, ids: Iterable[str] = (), *, raw: bool = False
) -> tuple[int, tuple[RedpencilError, ...]]:
    """Write OUT/<document>.txt for each document; returns how many, and what kept others from it."""
    written, errors = 0, []
    tidy(folder)
    with DecisionStore(project.decisions, reading=True) as store:
        for document in list_documents(project, ids):
            try:
                passages = document.passages()
            except RedpencilError as error:
                errors.append(error)
                continue
            readings = {} if raw else apply(passages, read_standing(project, store, document.id)).readings
            text = "\n\n".join(set_passage(passage, readings) for passage in passages)
            write_text(folder / f"{document.id}.txt", f"{text}\n" if text else "")
            written += 1
    return written, tuple(errors)


def set_passage(passage: Passage, readings: Mapping[str, Reading]) -> str:
    """The passage with its printed lines; what was merged or split stays on its line."""
    lines: list[list[str]] = [[]]
    for token in passage.tokens:
        reading = readings.get(token.id)
        if text := reading.text if reading else token.text:
            lines[-1].append(text)
        if token.ends_line:
            lines.append([])
    return "\n".join(" ".join(line) for line in lines if line)
