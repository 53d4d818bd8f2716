"""The texts of a project: pages that an engine read, and transcriptions that were imported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from natsort import natsorted

from corrections.application import Application, apply
from corrections.passage import Passage, read_passages
from corrections.store import DecisionStore
from ocr.alto import read_alto
from ocr.page import Page
from redpencil.project import Project
from scans.errors import RedpencilError
from tei.article import Article
from tei.transcriptions import read_transcription

PAGE_SUFFIX = ".alto.xml"


@dataclass(frozen=True)
class Document:
    """A page or a transcription. `id` is what decisions name it by; reading it is put off until wanted."""

    id: str
    path: Path

    @property
    def is_page(self) -> bool:
        """Whether an engine read it, so that there is a scan."""
        return self.path.name.endswith(PAGE_SUFFIX)

    @cached_property
    def content(self) -> Page | Article:
        """What is in the file. Raises FormatError when it is damaged."""
        return read_alto(self.path) if self.is_page else read_transcription(self.path)

    def passages(self) -> tuple[Passage, ...]:
        """Its running text."""
        content = self.content
        return tuple(read_passages(content) if isinstance(content, Page) else content.passages())

    def apply(self, store: DecisionStore) -> Application:
        """What its words say after the decisions about them."""
        return apply(self.passages(), store.decisions(self.id))


def list_documents(project: Project, ids: frozenset[str] = frozenset()) -> tuple[Document, ...]:
    """The project's documents in natural order; only those named, where any are."""
    pages = (Document(p.name.removesuffix(PAGE_SUFFIX), p) for p in project.pages.glob(f"[!.]*{PAGE_SUFFIX}"))
    imported = (Document(path.stem, path) for path in project.transcriptions.glob("[!.]*"))
    found = natsorted((*pages, *imported), key=lambda document: (not document.is_page, document.id))
    return tuple(document for document in found if not ids or document.id in ids)


def read_documents(documents: tuple[Document, ...]) -> Iterator[tuple[Document, RedpencilError | None]]:
    """Each document with the error that keeps it from being read, if any."""
    for document in documents:
        try:
            document.content  # noqa: B018 (reads the file)
        except RedpencilError as error:
            yield document, error
        else:
            yield document, None
