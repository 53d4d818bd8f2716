"""The texts of a project: pages that an engine read, and transcriptions that were imported.

Each is read from its file whenever it is asked for, so that a long batch needs little memory.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from natsort import natsorted

from corrections.passage import Passage, read_passages
from ocr.alto import read_alto
from ocr.page import Page
from redpencil.listing import Listing, list_page_files, list_transcription_files
from redpencil.project import PAGE_SUFFIX, Project
from scans.errors import SettingsError
from scans.memory import State
from scans.record import record
from tei.article import Article
from tei.transcriptions import read_transcription


@record
class ScannedPage:
    """A page that an engine read. `id` is what decisions name it by."""

    id: str
    folder: Path

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / f"{self.id}{PAGE_SUFFIX}"

    def read(self) -> Page:
        """The page, called as its file is. Raises FormatError when that is damaged."""
        return replace(read_alto(self.path), id=self.id)

    def passages(self) -> tuple[Passage, ...]:
        """Its running text. Raises FormatError when its file is damaged."""
        return tuple(read_passages(self.read()))


@dataclass(frozen=True, slots=True)
class Transcription:
    """An imported transcription of one article. `id` is what decisions name it by."""

    id: str
    path: Path

    def read(self) -> Article:
        """The article. Raises FormatError when its file is damaged."""
        return read_transcription(self.path)

    def passages(self) -> tuple[Passage, ...]:
        """Its running text. Raises FormatError when its file is damaged."""
        return tuple(self.read().passages())


Document = ScannedPage | Transcription


def read_document(document: Document) -> tuple[tuple[Passage, ...], Page | None]:
    """Its running text, and its page where it has one. Raises FormatError when its file is damaged."""
    if isinstance(document, Transcription):
        return document.passages(), None
    page = document.read()
    return tuple(read_passages(page)), page


class Catalogue:
    """All documents of a project, listed once and made when they are asked for: a long batch has many.

    `pages` are the files in pages/, where they have been listed already.
    """

    def __init__(self, project: Project, pages: Listing | None = None) -> None:
        self._project = project
        self._pages = pages or list_page_files(project.pages)
        self._texts = list_transcription_files(project.transcriptions)

    def __len__(self) -> int:
        pages = sum(name.endswith(PAGE_SUFFIX) for names in self._pages.names for name in names)
        return pages + sum(map(len, self._texts.names))

    def share(self, number: int) -> tuple[Document, ...]:
        """The documents of a share, in no order."""
        texts = (self._project.transcriptions / name for name in self._texts.names[number])
        pages = select_pages(self._project, self._pages, number)
        return (*pages, *(Transcription(path.stem, path) for path in texts))

    def state(self, number: int) -> State:
        """What tells that the files of a share have not changed."""
        pages, texts = self._pages.share(number), self._texts.share(number)
        return State(f"{pages.told} {texts.told}", pages.settled and texts.settled)


def list_pages(project: Project, besides: Container[str] = ()) -> tuple[ScannedPage, ...]:
    """The pages that were read, in natural order, without those of the ids that are named."""
    return tuple(natsorted(_find_pages(project, besides), key=lambda page: page.id))


def select_pages(project: Project, files: Listing, share: int) -> Iterator[ScannedPage]:
    """The pages of a share that were read, in no order; `files` are those in pages/."""
    for name in files.names[share]:
        if name.endswith(PAGE_SUFFIX):
            yield ScannedPage(name.removesuffix(PAGE_SUFFIX), project.pages)


def list_transcriptions(project: Project) -> tuple[Transcription, ...]:
    """The imported transcriptions, in natural order."""
    return tuple(natsorted(_find_transcriptions(project), key=lambda text: text.path.name))


def expect_documents(project: Project) -> None:
    """Raise SettingsError where nothing has been read or imported yet."""
    if not any(_find_pages(project)) and not any(_find_transcriptions(project)):
        mend = "Put scans into scans/ and run 'redpencil ocr', or take a text with 'redpencil import'"
        raise SettingsError(project.folder, "nothing has been read or imported yet", mend)


def find_documents(project: Project, ids: Iterable[str] = ()) -> tuple[Document, ...]:
    """The project's documents, in no order; only those named, where any are.

    Raises:
        SettingsError: there is none of that name.
    """
    wanted = frozenset(ids)
    found: tuple[Document, ...] = (*_find_pages(project), *_find_transcriptions(project))
    if unknown := wanted - {document.id for document in found}:
        said = "no such page or transcription has been read"
        raise SettingsError(", ".join(sorted(unknown)), said, "'redpencil -v status' lists the pages")
    return tuple(document for document in found if not wanted or document.id in wanted)


def sort_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Pages first, each kind in natural order."""
    return tuple(
        natsorted(documents, key=lambda document: (isinstance(document, Transcription), document.id))
    )


def list_documents(project: Project, ids: Iterable[str] = ()) -> tuple[Document, ...]:
    """As `find_documents`, sorted."""
    return sort_documents(find_documents(project, ids))


def _find_pages(project: Project, besides: Container[str] = ()) -> Iterator[ScannedPage]:
    folder = project.pages
    for name in _list_names(folder):
        if name.endswith(PAGE_SUFFIX) and (page := name.removesuffix(PAGE_SUFFIX)) not in besides:
            yield ScannedPage(page, folder)


def _find_transcriptions(project: Project) -> Iterator[Transcription]:
    folder = project.transcriptions
    for name in _list_names(folder):
        path = folder / name
        yield Transcription(path.stem, path)


def _list_names(folder: Path) -> Iterator[str]:
    """What is in a folder but hidden files; nothing where it is not there."""
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                yield entry.name
