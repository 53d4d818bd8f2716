"""The web edition of an export, beside its TEI: scans made ready for it, issue by issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redpencil.project import Project
from scans.errors import RedpencilError
from scans.image import read_image
from scans.scan import Scan
from tei.edition.images import image_name, write_scan_images
from tei.edition.site import Shown, WebEdition
from tei.export import Exported, IssuePlan


class Preview:
    """Written issue by issue as the export goes on; `finish` writes the index and the search."""

    def __init__(self, project: Project, scans: Mapping[str, Scan], issues: Sequence[IssuePlan]) -> None:
        self._project, self._scans = project, scans
        self._edition = WebEdition(project.preview, project.tei, project.settings.series, issues)
        self.keep, self.finish = self._edition.keep, self._edition.finish

    def add(self, exported: Exported) -> tuple[Shown, tuple[RedpencilError, ...]]:
        """Write the pages of one issue; tells what kept a scan from being shown as well."""
        problems = []
        for page in exported.batch.pages:
            try:
                self._show(page)
            except RedpencilError as error:
                problems.append(error)
        return self._edition.add(exported), tuple(problems)

    def _show(self, page: str) -> None:
        """Write the scan for the web, unless it has not changed since."""
        scan, folder = self._scans.get(page), self._project.preview
        target = folder / "images" / image_name(page)
        if scan is None:
            return  # imported without an image
        if not target.exists() or target.stat().st_mtime < scan.path.stat().st_mtime:
            write_scan_images(read_image(scan, self._project.settings.scans), folder, page)
