"""`redpencil run`: the whole line."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.correction import correct_batch
from redpencil.publication import export_batch
from redpencil.recognition import recognize_batch
from redpencil.session import Session, execution_options, thorough_option


@click.command("run")
@thorough_option
@execution_options
@click.pass_obj
def command(session: Session, thorough: bool, workers: int | None, scheduler: str | None) -> int:
    """Read, correct and export: ocr, correct and export in one go.

    It can be interrupted at any moment; run again, it goes on where it stopped.

    \b
    Example:
      redpencil -C my-batch run
    """
    project = session.open_project()
    if thorough:
        project = project.thorough()
    with project.locked():
        execution = project.settings.execution.overridden(workers, scheduler)
        read = recognize_batch(project, execution=execution, quiet=session.quiet)
        session.say(str(read))
        corrected = correct_batch(project, quiet=session.quiet)
        session.say(str(corrected))
        exported = export_batch(project, quiet=session.quiet)
        session.say(str(exported))
    return ExitCode.FAILED if read.failed or corrected.failed or exported.failed else ExitCode.DONE
