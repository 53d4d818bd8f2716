"""What a project's scans say of its proposals."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from corrections.ink.cutting import Grey
from corrections.ink.misprints import tell_misprints
from corrections.model import shipped_model
from corrections.proposal import Proposal
from ocr.page import Page
from redpencil.project import Project
from scans.errors import FormatError, RedpencilError, ScanError
from scans.image import read_image
from scans.scan import Scan


def consult_scan(project: Project, page: Page, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals for a page, misprints told by its scan, where that is still there and can be read."""

    def look() -> Grey | None:
        try:
            return np.asarray(read_image(locate_scan(project, page), project.settings.scans), np.uint8)
        except RedpencilError:
            return None

    return tell_misprints(proposals, page, look, shipped_model())


def locate_scan(project: Project, page: Page) -> Scan:
    """The scan that a page was made from.

    Raises:
        FormatError: the page names a file outside the project's scans folder.
        ScanError: it is not there.
    """
    folder = project.scans.resolve()
    path = (folder / page.image).resolve()
    if not path.is_relative_to(folder):
        mend = "Read the page again with 'redpencil ocr --force'"
        raise FormatError(project.alto(page.id), f"names a scan outside {project.scans}", mend)
    if not path.is_file():
        raise ScanError(path, "is not there any more", "Put it back; the text can be reviewed without it")
    return Scan(page.id, path, page.image_page, page.width, page.height, page.dpi, page.sha256)
