"""The published texts that a project has learned from: their words in `learned/`, a file a text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from natsort import natsorted

from redpencil.project import Project
from scans.errors import RedpencilError, SettingsError
from scans.files import write_text
from tei.published import TEXTS, read_published

_LONGEST_NAME = 80
_DIGITS = 10
_STRANGE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that was learned: the name it goes by, its words, and whether it was known already."""

    name: str
    words: int
    known: bool = False


def learn(project: Project, sources: Iterable[Path]) -> Iterator[Lesson | RedpencilError]:
    """Learn from files, and from all in folders that `read_published` reads; what fails is handed on.

    A text is known by its words: learned again under whatever name and from whatever kind of file, it
    stays as it is.

    Raises:
        SettingsError: there is no such file or folder, or nothing in it.
    """
    known = {path.stem[-_DIGITS:]: path for path in _files(project)}
    for path in [file for source in sources for file in _list_files(source)]:
        try:
            yield _learn_file(project, path, known)
        except RedpencilError as error:
            yield error


def list_lessons(project: Project) -> tuple[Lesson, ...]:
    """What was learned, by name."""
    return tuple(Lesson(_name(path), len(path.read_text("utf-8").split()), True) for path in _files(project))


def forget(project: Project, names: Iterable[str]) -> int:
    """Unlearn texts by their names; returns how many.

    Raises:
        SettingsError: nothing of that name was learned; then nothing is forgotten.
    """
    found = {name: [path for path in _files(project) if name == _name(path)] for name in names}
    for name, paths in found.items():
        if not paths:
            said = "no text of that name was learned"
            raise SettingsError(name, said, "'redpencil lexicon learn --list' names them")
    chosen = {path for paths in found.values() for path in paths}
    for path in chosen:
        path.unlink()
    return len(chosen)


def read_lessons(project: Project) -> tuple[str, ...]:
    """The paragraphs of all that was learned, each once: what stands in every file's foot counts once."""
    texts = (path.read_text("utf-8").split("\n\n") for path in _files(project))
    return tuple({" ".join(paragraph.split()): paragraph for text in texts for paragraph in text}.values())


def _learn_file(project: Project, path: Path, known: dict[str, Path]) -> Lesson:
    paragraphs = read_published(path)
    words = " ".join(paragraphs).split()
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    if digest in known:
        return Lesson(_name(known[digest]), len(words), True)
    stem = _STRANGE.sub("_", path.stem)[:_LONGEST_NAME]
    known[digest] = project.learned / f"{stem}.{digest}.txt"
    write_text(known[digest], "\n\n".join(paragraphs) + "\n")
    return Lesson(stem, len(words))


def _list_files(source: Path) -> list[Path]:
    if source.is_dir():
        files = (path for path in source.rglob("[!.]*") if path.is_file())
        found = natsorted(path for path in files if path.suffix.lower() in TEXTS)
    else:
        found = [source] if source.is_file() else []
    if not found:
        said = "holds no texts" if source.is_dir() else "is no file"
        raise SettingsError(source, said, "Name .txt, .html or TEI .xml files, or a folder of them")
    return found


def _files(project: Project) -> list[Path]:
    return natsorted(project.learned.glob("[!.]*.txt"))


def _name(path: Path) -> str:
    return path.stem[: -_DIGITS - 1]
