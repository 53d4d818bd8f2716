"""`redpencil push`: results to an object store."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.session import Session
from redpencil.storage import send_results


@click.command("push")
@click.argument("url")
@click.pass_obj
def command(session: Session, url: str) -> int:
    """Send pages, decisions, TEI and packages to an object store (s3://, file://, …), under their names.

    Each file goes once, and again when it has changed here. Nothing is deleted.

    \b
    Example:
      redpencil push s3://newspapers/militant/1933-results/
    """
    project = session.open_project()
    with project.locked():
        tally = send_results(project, url, quiet=session.quiet)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
