"""`redpencil ocr`: scans to pages."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.recognition import recognize_batch
from redpencil.session import Session, execution_options, pages_argument, thorough_option


@click.command("ocr")
@pages_argument
@click.option("--force", is_flag=True, help="Read pages again that have been read already.")
@thorough_option
@execution_options
@click.pass_obj
def command(
    session: Session,
    pages: tuple[str, ...],
    force: bool,
    thorough: bool,
    workers: int | None,
    scheduler: str | None,
) -> int:
    """Read the scans: one ALTO file a page, into pages/.

    What has been read is not read again, so a run that was interrupted goes on where it stopped. With
    --thorough, lines that the engine is unsure of are read in several ways; the readings are put to the
    vote, and the losing ones are kept for the corrector.

    \b
    Examples:
      redpencil ocr
      redpencil ocr --force --thorough militant_1933-06-03_p1
      redpencil ocr --scheduler tcp://node1:8786
    """
    project = session.open_project()
    if thorough:
        project = project.thorough()
    with project.locked():
        execution = project.settings.execution.overridden(workers, scheduler)
        tally = recognize_batch(project, pages, force=force, execution=execution, quiet=session.quiet)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
