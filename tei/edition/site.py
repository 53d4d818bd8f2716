"""The web edition of a batch as a folder, written issue by issue."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml.etree import _Element as Element

from tei.batch import Batch
from tei.edition.entry import ArticleEntry, IssueEntry, PageEntry, describe_issue, enter_article
from tei.edition.images import image_name
from tei.edition.leftover import read_leftovers
from tei.edition.rendering import write_page, write_static
from tei.edition.search import Document, SearchIndex, read_text
from tei.edition.text import render_text
from tei.edition.view import call, is_shown, view_page
from tei.export import Exported, IssuePlan
from tei.markup import TEI, identifier
from tei.metadata import Series
from tei.sheet import page_id
from tei.validation import parse

KINDS = ("issues", "pages", "articles", "images", "thumbnails")
"""Folders of an edition; HTML pages are named as their TEI file or their scan is."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an edition holds of an issue.

    Attributes:
        entry: the issue in the list of all issues.
        files: its files, below the edition's folder.
        documents: what the search finds of it.
    """

    entry: IssueEntry
    files: tuple[str, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An issue among the others: its name and its reference, and those before and after it."""

    name: str
    reference: str
    before: Place | None = None
    after: Place | None = None


class WebEdition:
    """`index.html`, `search.html`, and a page an issue, a scan and an article; memory holds one issue's text.

    Every page shows what the TEI files say; images come from `write_scan_images`, before the issue's turn.
    """

    def __init__(self, folder: Path, tei: Path, series: Series, issues: Sequence[IssuePlan]) -> None:
        """`folder`: of the edition. `tei`: of the TEI files that its pages link to. `issues`: in order."""
        self._folder, self._series = folder, series
        self._tei = quote(Path(os.path.relpath(tei, folder / "articles")).as_posix())
        self._index = SearchIndex(folder / "search")
        self._issues, self._places = issues, _place(issues, series)
        self._entries: dict[str, IssueEntry] = {}
        self._kept: set[str] = set()
        self._whole = True

    def add(self, exported: Exported) -> Shown:
        """Write the pages of an issue; articles whose TEI could not be written are left out."""
        self._whole = self._whole and not exported.problems
        batch, issue = exported.batch, self._places[exported.name]
        files = {path.stem: path for path in exported.files}
        entries = [
            entry for article in exported.articles if (entry := enter_article(article, batch)).name in files
        ]
        documents, written = [], []
        for at, entry in enumerate(entries):
            root = parse(files[entry.name].read_bytes(), files[entry.name])
            written.append(self._write_article(entry, root, batch, issue, _neighbours(entries, at)))
            documents.append(Document(entry.name, entry.title, entry.reference, read_text(root)))
        pages = [
            PageEntry(identifier(page), batch.number(page) or "", is_shown(page, self._folder))
            for page in batch.pages
        ]
        written += self._write_scans(batch, entries, issue)
        listed = {"pages": pages, "articles": entries, "title": issue.reference}
        written.append(self._write("issues", issue.name, "issue.html.j2", issue=issue, **listed))
        images = [image_name(page) for page in batch.pages if is_shown(page, self._folder)]
        written += [f"{kind}/{image}" for image in images for kind in ("images", "thumbnails")]
        told = IssueEntry(next(iter(images), ""), len(pages), len(entries))
        shown = Shown(told, tuple(written), tuple(documents))
        self.keep(exported.name, shown)
        return shown

    def keep(self, issue: str, shown: Shown) -> None:
        """Take over an issue that is shown already as it would be written."""
        self._entries[issue] = shown.entry
        self._kept.update(shown.files)
        for document in shown.documents:
            self._index.add(document)

    def finish(self) -> None:
        """Write the index, the search and what all pages share; remove pages that no longer belong to it."""
        write_static(self._folder / "assets")
        listed = [issue for issue in self._issues if issue.name in self._entries]
        years = [
            (year, [(self._places[issue.name], self._entries[issue.name]) for issue in issues])
            for year, issues in groupby(listed, key=_year)
        ]
        title = self._series.title
        for name, content in (("index", {"years": years}), ("search", {"files": self._index.finish()})):
            path = self._folder / f"{name}.html"
            write_page(path, f"{name}.html.j2", root="", series=self._series, title=title, **content)
        if self._whole:
            for kind in KINDS:
                for path in (self._folder / kind).glob("[!.]*"):
                    if f"{kind}/{path.name}" not in self._kept and path.is_file():
                        path.unlink()

    def _write_article(
        self,
        entry: ArticleEntry,
        root: Element,
        batch: Batch,
        issue: Place,
        neighbours: dict[str, object],
    ) -> str:
        found = [batch.pages[page] for page in entry.lines]
        shown = [page for page in found if is_shown(page.id, self._folder)]
        links = {page_id(page.id): f"../pages/{identifier(page.id)}.html" for page in found}
        return self._write(
            "articles",
            entry.name,
            "article.html.j2",
            title=entry.title,
            entry=entry,
            headed=any(node.get("type") == "main" for node in root.iter(f"{{{TEI}}}head")),
            text=render_text(root, links),
            views=[view_page(page, batch, frozenset(entry.lines[page.id])) for page in shown],
            tei=f"{self._tei}/{entry.name}.xml",
            issue=issue,
            **neighbours,
        )

    def _write_scans(self, batch: Batch, entries: Sequence[ArticleEntry], issue: Place) -> Iterator[str]:
        names = [(identifier(page), call(batch.number(page) or "")) for page in batch.pages]
        for at, page in enumerate(batch.pages.values()):
            view = view_page(page, batch)
            zones = {zone.line: zone for zone in view.zones}
            here = [
                (entry, [zones[line] for line in entry.lines[page.id]], entry.openings.get(page.id, ""))
                for entry in entries
                if page.id in entry.lines
            ]
            claimed = {zone.line for _, held, _ in here for zone in held}
            yield self._write(
                "pages",
                view.page,
                "page.html.j2",
                title=f"{view.title}, {issue.reference}",
                view=view,
                shown=is_shown(page.id, self._folder),
                articles=here,
                leftovers=read_leftovers(page, batch, claimed),
                issue=issue,
                **_neighbours(names, at),
            )

    def _write(self, kind: str, name: str, template: str, **content: object) -> str:
        """Write an HTML page; returns its path in the edition's folder."""
        path = f"{kind}/{name}.html"
        write_page(self._folder / path, template, root="../", series=self._series, **content)
        return path


def _place(issues: Sequence[IssuePlan], series: Series) -> Mapping[str, Place]:
    """The issues with their neighbours, by name."""
    bare = [Place(issue.name, describe_issue(issue.label, series)) for issue in issues]
    return {place.name: replace(place, **_neighbours(bare, at)) for at, place in enumerate(bare)}


def _neighbours(items: Sequence[Any], at: int) -> dict[str, Any]:
    return {
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
    }


def _year(issue: IssuePlan) -> str:
    return str(issue.label.date.year) if issue.label.date else "Undated"
