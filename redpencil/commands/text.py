"""`redpencil text`: plain text of every page."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.boundary import ExitCode
from redpencil.documents import expect_documents
from redpencil.plain_text import write_texts
from redpencil.session import Session, pages_argument
from redpencil.wording import count


@click.command("text")
@click.argument("folder", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@pages_argument
@click.option("--raw", is_flag=True, help="As the engine read it, without the corrections.")
@click.pass_obj
def command(session: Session, folder: Path, pages: tuple[str, ...], raw: bool) -> int:
    """Write the plain text of each page, in reading order, as OUT/PAGE.txt.

    \b
    Examples:
      redpencil text out
      redpencil text --raw out-before
    """
    project = session.open_project()
    expect_documents(project)
    written, failed = write_texts(project, folder, pages, raw=raw)
    for error in failed:
        click.echo(f"redpencil: {error}", err=True)
    session.say(f"{count(written, 'text')} written to {folder}")
    return ExitCode.FAILED if failed else ExitCode.DONE
