"""Proposals of a document, worked out once and kept as long as nothing they depend on changes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Sequence

import cattrs

from corrections.editor import Editor
from corrections.passage import Passage
from corrections.proposal import Proposal
from ocr.page import Page
from redpencil.documents import Document, find_documents, read_document
from redpencil.editor import fingerprint, make_editor
from redpencil.ink import consult_scan
from redpencil.project import Project
from redpencil.review.sheet import Sheet


class Proposer:
    """Makes documents ready for review; the corrector is only loaded when something has to be worked out.

    Args:
        project: whose documents they are.
        readers: how many people must say the same before it holds.
        taught: whether decisions and learned texts of the project are part of the model.
        propose: used instead of the project's corrector, and without its cache.
    """

    def __init__(
        self,
        project: Project,
        readers: int = 1,
        propose: Callable[[Sequence[Passage]], Iterable[Proposal]] | None = None,
        *,
        taught: bool = True,
    ) -> None:
        self._project, self._readers, self._propose_otherwise = project, readers, propose
        self._editor: Editor | None = None
        self._taught = taught
        self._basis = fingerprint(project, taught=taught)

    def documents(self, ids: Iterable[str] = ()) -> tuple[Document, ...]:
        """What there is to review, in no order."""
        return find_documents(self._project, ids)

    def open(self, document: Document) -> Sheet:
        """The document with its proposals. Raises FormatError when its file is damaged."""
        passages, page = read_document(document)
        if self._propose_otherwise:
            proposals = tuple(self._propose_otherwise(passages))
        else:
            proposals = self._recall(document, lambda: self._propose(passages, page))
        return Sheet(document.id, passages, proposals, page, self._readers)

    def _propose(self, passages: Sequence[Passage], page: Page | None) -> tuple[Proposal, ...]:
        if self._editor is None:
            self._editor = make_editor(self._project, taught=self._taught)
        proposals = tuple(self._editor.propose(passages))
        return consult_scan(self._project, page, proposals) if page else proposals

    def _recall(self, document: Document, make: Callable[[], tuple[Proposal, ...]]) -> tuple[Proposal, ...]:
        """As they were worked out, where nothing that they depend on has changed since."""
        basis = hashlib.sha256(self._basis + document.path.read_bytes()).hexdigest()
        topic, name = f"packed proposals {self._taught}", os.fsencode(document.id)
        with self._project.remember() as memory:
            known = memory.recall_state(topic, name, basis)
        if known is not None:
            return cattrs.structure(_unpack(known), tuple[Proposal, ...])
        proposals = make()
        with self._project.remember() as memory:
            memory.keep_state(topic, name, basis, _pack(cattrs.unstructure(proposals)))
        return proposals


def _pack(told: object) -> str:
    """A tenth of what it is as JSON: a batch has many pages, and a page hundreds of proposals."""
    return base64.b85encode(zlib.compress(json.dumps(told).encode())).decode()


def _unpack(packed: str) -> object:
    return json.loads(zlib.decompress(base64.b85decode(packed)))
