"""The web edition of an export, beside its TEI: scans made ready for it, issue by issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from redpencil.project import Project
from scans.errors import RedpencilError
from scans.image import read_image
from scans.scan import Scan
from tei.edition.images import image_name, write_scan_images
from tei.edition.site import WebEdition
from tei.export import Exported


class Preview:
    """Written issue by issue as the export goes on; `finish` writes the index and the search."""

    def __init__(self, project: Project, scans: Mapping[str, Scan]) -> None:
        self._project, self._scans = project, scans
        self._edition = WebEdition(project.preview, project.tei, project.settings.series)

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
        self._edition.add(exported)

    def finish(self) -> None:
        """Write the index of all issues and the search."""
        self._edition.finish()

    def _show(self, page: str) -> None:
        """Write the scan for the web, unless it has not changed since."""
        scan, folder = self._scans.get(page), self._project.preview
        target = folder / "images" / image_name(page)
        if scan is None:
            return  # imported without an image
        if not target.exists() or target.stat().st_mtime < scan.path.stat().st_mtime:
            write_scan_images(read_image(scan, self._project.settings.scans), folder, page)
