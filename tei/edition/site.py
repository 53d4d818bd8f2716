"""The web edition of a batch as a folder, written issue by issue."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from lxml.etree import _Element as Element

from scans.scan import Label
from tei.batch import Batch
from tei.edition.entry import ArticleEntry, IssueEntry, PageEntry, describe_issue, enter_article
from tei.edition.images import image_name
from tei.edition.leftover import read_leftovers
from tei.edition.rendering import write_page, write_static
from tei.edition.search import Document, SearchIndex, read_text
from tei.edition.text import render_text
from tei.edition.view import call, is_shown, view_page
from tei.export import Exported
from tei.markup import TEI, identifier
from tei.metadata import Series
from tei.sheet import page_id
from tei.validation import parse

KINDS = ("issues", "pages", "articles")
"""Folders of HTML pages; a page is named as its TEI file or its scan is."""


class WebEdition:
    """`index.html`, `search.html`, and a page an issue, a scan and an article; memory holds one issue's text.

    Every page shows what the TEI files say; images come from `write_scan_images`, before the issue's turn.
    """

    def __init__(self, folder: Path, tei: Path, series: Series) -> None:
        """`folder`: of the edition. `tei`: of the TEI files that its pages link to."""
        self._folder, self._series = folder, series
        self._tei = quote(Path(os.path.relpath(tei, folder / "articles")).as_posix())
        self._index = SearchIndex(folder / "search")
        self._issues: list[IssueEntry] = []
        self._written: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self._images: set[str] = set()
        self._whole = True

    def add(self, exported: Exported) -> None:
        """Write the pages of an issue; articles whose TEI could not be written are left out."""
        self._whole = self._whole and not exported.problems
        batch = exported.batch
        files = {path.stem: path for path in exported.files}
        entries = [
            entry for article in exported.articles if (entry := enter_article(article, batch)).name in files
        ]
        pages = [
            PageEntry(identifier(page), batch.number(page) or "", is_shown(page, self._folder))
            for page in batch.pages
        ]
        label = _label(exported)
        reference = describe_issue(label, batch)
        issue: dict[str, object] = {"name": exported.name, "reference": reference, "pages": pages}
        for at, entry in enumerate(entries):
            root = parse(files[entry.name].read_bytes(), files[entry.name])
            neighbours = _neighbours(entries, at)
            self._write_article(entry, root, batch, issue | neighbours)
            self._index.add(Document(entry.name, entry.title, entry.reference, read_text(root)))
        self._write_scans(batch, entries, issue)
        cover = next((image_name(page) for page in batch.pages if is_shown(page, self._folder)), "")
        listed = tuple(replace(entry, lines={}, front=()) for entry in entries)
        self._issues.append(IssueEntry(exported.name, label, reference, cover, tuple(pages), listed))
        self._images.update(image_name(page) for page in batch.pages)

    def finish(self) -> None:
        """Write the index, the search and what all pages share; remove pages that no longer belong to it."""
        write_static(self._folder / "assets")
        issues = sorted(self._issues, key=_moment)
        for at, issue in enumerate(issues):
            others = _neighbours(issues, at)
            self._write("issues", issue.name, "issue.html.j2", issue=issue, title=issue.reference, **others)
        years = groupby(issues, key=_year)
        listed = [(year, list(issues)) for year, issues in years]
        title = self._series.title
        for name, content in (("index", {"years": listed}), ("search", {"files": self._index.finish()})):
            path = self._folder / f"{name}.html"
            write_page(path, f"{name}.html.j2", root="", series=self._series, title=title, **content)
        if self._whole:
            for kind, names in self._written.items():
                _keep(self._folder / kind, names)
            for kind in ("images", "thumbnails"):
                _keep(self._folder / kind, self._images)

    def _write_article(
        self,
        entry: ArticleEntry,
        root: Element,
        batch: Batch,
        issue: dict[str, object],
    ) -> None:
        found = [batch.pages[page] for page in entry.lines]
        shown = [page for page in found if is_shown(page.id, self._folder)]
        links = {page_id(page.id): f"../pages/{identifier(page.id)}.html" for page in found}
        self._write(
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
        )

    def _write_scans(self, batch: Batch, entries: Sequence[ArticleEntry], issue: dict[str, object]) -> None:
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
            self._write(
                "pages",
                view.page,
                "page.html.j2",
                title=f"{view.title}, {issue['reference']}",
                view=view,
                shown=is_shown(page.id, self._folder),
                articles=here,
                leftovers=read_leftovers(page, batch, claimed),
                issue=issue | _neighbours(names, at),
            )

    def _write(self, kind: str, name: str, template: str, **content: object) -> None:
        path = self._folder / kind / f"{name}.html"
        write_page(path, template, root="../", series=self._series, **content)
        self._written[kind].add(path.name)


def _label(exported: Exported) -> Label:
    labels = [*exported.batch.labels.values(), *(article.label for article in exported.articles)]
    return replace(labels[0], number=None) if labels else Label()


def _neighbours(items: Sequence[object], at: int) -> dict[str, object]:
    return {
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
    }


def _moment(issue: IssueEntry) -> tuple[bool, str, str]:
    """By date, undated issues last."""
    return issue.label.date is None, str(issue.label.date), issue.name


def _year(issue: IssueEntry) -> str:
    return str(issue.label.date.year) if issue.label.date else "Undated"


def _keep(folder: Path, names: set[str]) -> None:
    for path in folder.glob("[!.]*"):
        if path.name not in names and path.is_file():
            path.unlink()
