"""`redpencil import`: text that exists already."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.importing import import_file
from redpencil.session import Session


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is there under the same name.")
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], force: bool) -> None:
    """Take transcriptions, or pages that other software read, into the project.

    Of a transcription (plain text, or HTML of the Marxists' Internet Archive) the title, source reference,
    transcriber, headings, quotations and editor's notes are recognised. Pages are ALTO 2 to 4, PAGE-XML or
    hOCR; put their images into scans/ first. Both then go through correction, review and export.

    \b
    Examples:
      redpencil import stalinist-diplomacy.txt
      redpencil import archive/*.alto.xml
    """
    project = session.open_project()
    with project.locked():
        for file in files:
            imported = import_file(project, file, force=force)
            session.say(f"{file.name}: {imported.said}: {', '.join(imported.ids)}")
