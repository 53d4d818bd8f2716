"""`redpencil layout`: a picture of what was found on a page."""

from __future__ import annotations

from pathlib import Path

import click

from ocr.alto import read_alto
from ocr.drawing import draw_layout
from ocr.layout_file import write_layout
from redpencil.documents import expect_documents
from redpencil.recognition import choose
from redpencil.session import Session, pages_argument
from scans.errors import SettingsError
from scans.files import replacing, tidy
from scans.image import read_image


@click.command("layout")
@pages_argument
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder.  [default: layout/]"
)
@click.option(
    "--size", type=click.IntRange(200), default=1600, show_default=True, help="Longer side, in pixels."
)
@click.option(
    "--edit", is_flag=True, help="Write the regions to pages/PAGE.layout.toml too, for you to edit."
)
@click.pass_obj
def command(session: Session, pages: tuple[str, ...], output: Path | None, size: int, edit: bool) -> None:
    """Draw regions, their kinds and their reading order over each page that was read, as PNG.

    With --edit the regions are also written to a plain file. Change it, run 'redpencil ocr' again, and the
    page is read by your regions, now and in later runs; delete the file to have them found again.

    \b
    Example:
      redpencil layout militant_1933-06-03_p1 && xdg-open layout/militant_1933-06-03_p1.png
    """
    project = session.open_project()
    if not pages:
        expect_documents(project)
    folder = output or project.folder / "layout"
    tidy(folder)
    with project.remember() as memory:
        scans = choose(project.discover(memory), frozenset(pages))
    for scan in scans:
        if not project.alto(scan.id).exists():
            if pages:
                raise SettingsError(scan.id, "has not been read yet", "Run 'redpencil ocr'")
            continue
        image = read_image(scan, project.settings.scans)
        page = read_alto(project.alto(scan.id))
        if edit and not project.layout(scan.id).exists():
            write_layout(page, page.regions, project.layout(scan.id))
            session.say(str(project.layout(scan.id)))
        picture = draw_layout(page, image, size)
        with replacing(folder / f"{scan.id}.png") as part:
            picture.save(part, "PNG")
        session.say(str(folder / f"{scan.id}.png"))
