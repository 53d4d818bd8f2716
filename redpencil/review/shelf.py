"""The documents to review, as their files come and change while readers are at work."""

from __future__ import annotations

from collections.abc import Callable

from redpencil.documents import Document

_Mark = tuple[int, int]


class Shelf:
    """Notices what is new.

    Args:
        find: the documents there are.
    """

    def __init__(self, find: Callable[[], tuple[Document, ...]]) -> None:
        self._find = find
        self._marks: dict[str, _Mark] = {}

    def changed(self) -> tuple[Document, ...]:
        """The documents whose files are new, or others than when this was last asked.

        Raises:
            SettingsError: a document that was named is not there.
        """
        documents = tuple(document for document in self._find() if document.path.exists())
        marks = {document.id: _mark(document) for document in documents}
        fresh = tuple(d for d in documents if self._marks.get(d.id) != marks[d.id])
        self._marks = marks
        return fresh


def _mark(document: Document) -> _Mark:
    status = document.path.stat()
    return status.st_mtime_ns, status.st_size
