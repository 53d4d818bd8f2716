"""The texts of a project: pages that an engine read, and transcriptions that were imported.

Each is read from its file whenever it is asked for, so that a long batch needs little memory.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from natsort import natsorted

from corrections.passage import Passage, read_passages
from ocr.alto import read_alto
from ocr.page import Page
from redpencil.project import Project
from scans.errors import SettingsError
from tei.article import Article
from tei.transcriptions import read_transcription

PAGE_SUFFIX = ".alto.xml"


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that an engine read. `id` is what decisions name it by."""

    id: str
    path: Path

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


def list_pages(project: Project, besides: Container[str] = ()) -> tuple[ScannedPage, ...]:
    """The pages that were read, in natural order, without those of the ids that are named."""
    found = project.pages.glob(f"[!.]*{PAGE_SUFFIX}")
    pages = (ScannedPage(path.name.removesuffix(PAGE_SUFFIX), path) for path in found)
    return tuple(natsorted((page for page in pages if page.id not in besides), key=lambda page: page.path))


def list_transcriptions(project: Project) -> tuple[Transcription, ...]:
    """The imported transcriptions, in natural order."""
    return tuple(Transcription(path.stem, path) for path in natsorted(project.transcriptions.glob("[!.]*")))


def expect_documents(project: Project) -> None:
    """Raise SettingsError where nothing has been read or imported yet."""
    if not list_pages(project) and not list_transcriptions(project):
        mend = "Put scans into scans/ and run 'redpencil ocr', or take a text with 'redpencil import'"
        raise SettingsError(project.folder, "nothing has been read or imported yet", mend)


def list_documents(project: Project, ids: Iterable[str] = ()) -> tuple[Document, ...]:
    """The project's documents, pages first; only those named, where any are.

    Raises:
        SettingsError: there is none of that name.
    """
    wanted = frozenset(ids)
    documents: tuple[Document, ...] = (*list_pages(project), *list_transcriptions(project))
    if unknown := wanted - {document.id for document in documents}:
        said = "no such page or transcription has been read"
        raise SettingsError(", ".join(sorted(unknown)), said, "'redpencil -v status' lists the pages")
    return tuple(document for document in documents if not wanted or document.id in wanted)
