"""`redpencil ocr`: scans to pages."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.recognition import recognize_batch
from redpencil.session import Session, pages_argument


@click.command("ocr")
@pages_argument
@click.option("--force", is_flag=True, help="Read pages again that have been read already.")
@click.option("-j", "--workers", type=click.IntRange(1), help="Pages at once.  [default: one a core]")
@click.pass_obj
def command(session: Session, pages: tuple[str, ...], force: bool, workers: int | None) -> int:
    """Read the scans: one ALTO file a page, into pages/.

    What has been read is not read again, so a run that was interrupted goes on where it stopped.

    \b
    Examples:
      redpencil ocr
      redpencil ocr --force militant_1933-06-03_p1
    """
    project = session.open_project()
    with project.locked():
        tally = recognize_batch(project, pages, force=force, workers=workers, quiet=session.quiet)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
