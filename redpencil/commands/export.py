"""`redpencil export`: pages and decisions to TEI."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.documents import expect_documents
from redpencil.publication import export_batch
from redpencil.session import Session


@click.command("export")
@click.option("--preview/--no-preview", default=True, help="Make the web edition too.  [default: yes]")
@click.pass_obj
def command(session: Session, preview: bool) -> int:
    """Write TEI: a file an article and a file an issue, checked before they are written, into tei/.

    \b
    Example:
      redpencil export && xdg-open tei/preview/index.html
    """
    project = session.open_project()
    expect_documents(project)
    with project.locked():
        tally = export_batch(project, quiet=session.quiet, preview=preview)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
