"""`redpencil pull`: scans from an object store."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.session import Session
from redpencil.storage import fetch_scans


@click.command("pull")
@click.argument("url")
@click.pass_obj
def command(session: Session, url: str) -> int:
    """Fetch scans from an object store (s3://, file:// and whatever else fsspec knows) into scans/.

    Each file comes once, and again when it has changed in the store. Nothing is deleted.

    \b
    Example:
      redpencil pull s3://newspapers/militant/1933/
    """
    project = session.open_project()
    with project.locked():
        tally = fetch_scans(project, url, quiet=session.quiet)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
