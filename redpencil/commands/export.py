"""`redpencil export`: pages and decisions to TEI."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.publication import export_batch
from redpencil.session import Session


@click.command("export")
@click.pass_obj
def command(session: Session) -> int:
    """Write TEI: a file an article and a file an issue, checked before they are written, into tei/.

    \b
    Example:
      redpencil export && xdg-open tei/preview/index.html
    """
    project = session.open_project()
    with project.locked():
        tally = export_batch(project, quiet=session.quiet)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
