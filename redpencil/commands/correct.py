"""`redpencil correct`: proposals, of which the certain ones are applied."""

from __future__ import annotations

import json

import click

from redpencil.boundary import ExitCode
from redpencil.correction import Correction, correct_batch
from redpencil.documents import expect_documents
from redpencil.session import Session, pages_argument


@click.command("correct")
@pages_argument
@click.option("--json", "as_json", is_flag=True, help="Print every proposal as a line of JSON.")
@click.option("--list", "as_list", is_flag=True, help="Print every proposal for people.")
@click.pass_obj
def command(session: Session, pages: tuple[str, ...], as_json: bool, as_list: bool) -> int:
    """Propose corrections, and record the certain ones as decisions.

    Nothing in pages/ is changed: decisions are kept apart, who made them and why, and can be undone. What
    a person has decided is never changed by this command.

    \b
    Examples:
      redpencil correct
      redpencil correct --list militant_1933-06-03_p1
    """
    project = session.open_project()
    expect_documents(project)
    show = _print_json if as_json else _print_line if as_list else None
    with project.locked():
        tally = correct_batch(project, pages, quiet=session.quiet, show=show)
    session.say(str(tally))
    return ExitCode.FAILED if tally.failed else ExitCode.DONE


def _print_json(correction: Correction) -> None:
    proposal = correction.proposal
    said = {
        "document": correction.document,
        "tokens": proposal.tokens,
        "before": proposal.before,
        "recommendation": correction.outcome,
        "fault": proposal.fault,
        "wrong": proposal.wrong,
        "candidates": [
            {"texts": c.texts, "probability": round(c.probability, 4), "reason": c.reason}
            for c in proposal.candidates
        ],
    }
    click.echo(json.dumps(said, ensure_ascii=False))


def _print_line(correction: Correction) -> None:
    proposal = correction.proposal
    said = f"{correction.document} {proposal.tokens[0]}: {correction.outcome} {proposal.text}"
    if proposal.candidates:
        best = proposal.best
        said += f" -> {best.text or 'nothing'} ({best.probability:.2f}; {best.reason})"
    else:
        said += f" (likely misread: {proposal.wrong:.2f})"
    click.echo(said)
