"""`redpencil import`: transcriptions that exist already."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.importing import import_file
from redpencil.session import Session


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace a transcription of the same name.")
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], force: bool) -> None:
    """Take transcriptions (plain text, or HTML of the Marxists' Internet Archive) into the project.

    Title, source reference, transcriber, headings, quotations and editor's notes are recognised; the text
    then goes through correction, review and export as a scanned page does.

    \b
    Example:
      redpencil import stalinist-diplomacy.txt
    """
    project = session.open_project()
    with project.locked():
        for file in files:
            article = import_file(project, file, force=force)
            session.say(f"{file.name}: {len(article.blocks)} blocks, id {article.id}")
