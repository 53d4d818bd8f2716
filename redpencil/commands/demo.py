"""`redpencil demo`: the sample newspaper from scans to TEI."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.boundary import ExitCode
from redpencil.demonstration import demonstrate, make_sample_project
from redpencil.session import Session


@click.command("demo")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("redpencil-demo"))
@click.pass_obj
def command(session: Session, folder: Path) -> int:
    """Run the sample newspaper, which redpencil's own typesetter made, in a new project FOLDER.

    It ends by saying what was corrected, how near the text is to the truth, and where the TEI is.

    \b
    Example:
      redpencil demo my-demo
    """
    folder = session.folder / folder
    make_sample_project(folder)
    outcome = demonstrate(folder, quiet=session.quiet)
    for line in outcome.lines:
        click.echo(line)
    return ExitCode.FAILED if outcome.failed else ExitCode.DONE
