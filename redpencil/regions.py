"""The regions of a page as a person edits them: `pages/<page>.layout.toml`, or else what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ocr.layout.area import Area
from ocr.layout_file import read_layout, write_layout
from ocr.page import Page, RegionKind
from redpencil.project import Project
from redpencil.recognition import awaits_reading
from redpencil.revision import read_revision, refuse_overtaken
from scans.errors import FormatError


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions in reading order, pixels of the scan.

    Attributes:
        areas: the regions.
        revision: of the file.
        drawn: whether a person has drawn them.
        read: whether the page's text was read by these regions.
        problem: why the file could not be used, so that these are the ones found; or "".
    """

    areas: tuple[Area, ...]
    revision: str
    drawn: bool
    read: bool
    problem: str = ""


def open_regions(project: Project, page: Page) -> Regions:
    """The regions that a person has drawn; where nobody has, those by which the page was read."""
    path, problem = project.layout(page.id), ""
    revision = read_revision(path)
    if revision:
        try:
            return Regions(read_layout(path), revision, True, not awaits_reading(project, page.id))
        except FormatError as error:
            problem = str(error)
    found = tuple(
        Area(region.kind, region.bbox) for region in page.regions if region.kind is not RegionKind.RULE
    )
    return Regions(found, revision, page.drawn, not problem, problem)


def save_regions(project: Project, page: Page, areas: Iterable[Area], seen: str) -> None:
    """Keep what a person has drawn. Raises OvertakenError where the file's revision is not `seen`."""
    refuse_overtaken(project.layout(page.id), seen)
    write_layout(page, areas, project.layout(page.id))


def forget_regions(project: Project, page: Page, seen: str) -> None:
    """Let regions be found anew. Raises OvertakenError where the file's revision is not `seen`."""
    refuse_overtaken(project.layout(page.id), seen)
    project.layout(page.id).unlink(missing_ok=True)
