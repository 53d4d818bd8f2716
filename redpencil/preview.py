"""The web preview of an export: a page an article, scan beside text, and an index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from redpencil.project import Project
from scans.errors import RedpencilError
from scans.image import read_image
from scans.scan import Scan
from tei.export import Exported
from tei.preview import Entry, image_name, list_article, write_listing, write_preview, write_web_image


class Preview:
    """Written issue by issue as the export goes on; `finish` writes the index."""

    def __init__(self, project: Project, scans: Mapping[str, Scan]) -> None:
        self._project, self._scans = project, scans
        self._entries: list[Entry] = []

    @property
    def index(self) -> Path:
        """The page to open."""
        return self._project.preview / "index.html"

    def add(self, exported: Exported) -> Iterator[RedpencilError]:
        """Write the pages of one issue; yields what kept a scan from being shown."""
        for page in exported.batch.pages:
            try:
                self._show(page)
            except RedpencilError as error:
                yield error
        for article in exported.articles:
            write_preview(article, exported.batch, self._project.preview)
            self._entries.append(list_article(article, exported.batch))

    def finish(self) -> None:
        """Write the index of all articles."""
        write_listing(self._project.settings.series.title, self._entries, self._project.preview)

    def _show(self, page: str) -> None:
        """Write the scan as a web image, unless it has not changed since."""
        scan, target = self._scans.get(page), self._project.preview / "images" / image_name(page)
        if scan is None:
            return  # imported without an image
        if not target.exists() or target.stat().st_mtime < scan.path.stat().st_mtime:
            write_web_image(read_image(scan, self._project.settings.scans), target)
