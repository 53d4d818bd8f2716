"""What the search looks through: the articles' text, in script files that a page can load from `file://`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from lxml.etree import _Element as Element

from scans.files import renew_text
from tei.markup import TEI, local

CHUNK = 500_000
"""Characters of text in a file, about; the writer holds no more than this."""
_SKIPPED = frozenset((("head", "main", None), ("pc", None, "weak")))
"""Element, type and force of what is not searched; jump lines and furniture are not either."""
_BLOCKS = frozenset(
    ("p", "head", "quote", "ab", "byline", "dateline", "salute", "signed", "note", "div", "figure", "fw")
)


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: an article by the name of its files, and its text."""

    name: str
    title: str
    reference: str
    text: str


class SearchIndex:
    """Written in one pass, a file at a time; the browser builds the index itself from what it loads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[Document] = []
        self._size = 0
        self._files = 0

    def add(self, document: Document) -> None:
        """Take an article in."""
        self._waiting.append(document)
        self._size += len(document.text)
        if self._size >= CHUNK:
            self._write()

    def finish(self) -> int:
        """Write what waits, and remove files of an earlier, larger edition. Returns the number of files."""
        if self._waiting:
            self._write()
        for path in self._folder.glob("[0-9]*.js"):
            if not path.stem.isdecimal() or int(path.stem) >= self._files:
                path.unlink()
        return self._files

    def _write(self) -> None:
        documents = [astuple(document) for document in self._waiting]
        content = json.dumps(documents, ensure_ascii=False, separators=(",", ":"))
        content = content.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        renew_text(self._folder / f"{self._files}.js", f"receive({content});\n")
        self._waiting, self._size, self._files = [], 0, self._files + 1


def read_text(root: Element) -> str:
    """The text of one of our TEI files to be searched, without headline, jump lines and line-end hyphens.

    Of a misprint both what is printed and what was meant can be found, as of period spelling.
    """
    parts = (part for body in root.iter(f"{{{TEI}}}body") for part in _read(body))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _read(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = local(child)
        if name == "choice":
            yield from _both(child)
        elif not _is_skipped(child):
            yield from _read(child)
        if name in _BLOCKS:
            yield " "
        yield child.tail or ""


def _is_skipped(node: Element) -> bool:
    return (local(node), node.get("type"), node.get("force")) in _SKIPPED or local(node) == "fw"


def _both(choice: Element) -> Iterator[str]:
    """What is printed, and in brackets what was meant."""
    yield from _read(choice[0])
    if meant := "".join(_read(choice[1])):
        yield f" [{meant}]"
