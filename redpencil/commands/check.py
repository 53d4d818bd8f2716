"""`redpencil check`: what an archivist would send back."""

from __future__ import annotations

import dataclasses
import json

import click

from redpencil.boundary import ExitCode
from redpencil.inspection import inspect_batch
from redpencil.session import Session
from redpencil.wording import count

_SHARE = click.FloatRange(0, 1)


@click.command("check")
@click.option(
    "--doubt", type=_SHARE, default=0.5, show_default=True, help="Undecided corrections from here on."
)
@click.option(
    "--confidence", type=_SHARE, default=0.5, show_default=True, help="Article structure below this."
)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def command(session: Session, doubt: float, confidence: float, as_json: bool) -> int:
    """List what an archivist would send back; exit 1 if there is anything.

    Missing metadata, pages without text or number, print that was not read, jump lines that lead nowhere,
    uncertain headings and paragraphs, corrections that nobody has decided on.

    \b
    Example:
      redpencil check --doubt 0.8
    """
    inspection = inspect_batch(session.open_project(), doubt=doubt, confidence=confidence)
    findings = inspection.findings
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(f"{finding.lack}: {finding.where}: {finding.said}. {finding.mend}.")
    said = f"{count(len(findings), 'thing')} to see to" if findings else "nothing to see to"
    session.say(f"{said}; {inspection.waiting:,} to review")
    return ExitCode.FAILED if findings else ExitCode.DONE
