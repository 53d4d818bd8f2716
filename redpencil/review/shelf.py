"""The documents to review, as their files come and change while readers are at work."""

from __future__ import annotations

from collections.abc import Callable

from redpencil.documents import Document, sort_documents

_Mark = tuple[int, int]


class Shelf:
    """Notices what is new.

    Args:
        find: the documents there are, in any order.
    """

    def __init__(self, find: Callable[[], tuple[Document, ...]]) -> None:
        self._find = find
        self._marks: dict[str, _Mark] = {}

    def changed(self) -> tuple[Document, ...]:
        """The documents whose files are new, or others than when this was last asked, in natural order.

        Raises:
            SettingsError: a document that was named is not there.
            OSError: a folder may not be looked through.
        """
        marks: dict[str, _Mark] = {}
        fresh: list[Document] = []
        for document in self._find():
            try:
                status = document.path.stat()
            except FileNotFoundError:  # it went while we looked, or is a link that leads nowhere
                continue
            marks[document.id] = status.st_mtime_ns, status.st_size
            if self._marks.get(document.id) != marks[document.id]:
                fresh.append(document)
        self._marks = marks
        return sort_documents(fresh)
