"""`redpencil evaluate`: how near is a text to the truth?"""

from __future__ import annotations

from pathlib import Path

import click

from corrections.evaluation.report import render_html, render_json, render_text
from redpencil.evaluation import compare_files, evaluate_files
from redpencil.session import Session
from scans.files import write_text

_INPUT = click.Path(exists=True, path_type=Path)


@click.command("evaluate")
@click.argument("truth", type=_INPUT)
@click.argument("text", type=_INPUT, required=False)
@click.option("--before", type=_INPUT, help="The text before correcting.")
@click.option("--after", type=_INPUT, help="The text after correcting.")
@click.option("--log", type=_INPUT, help="The log of 'proofread', for a reliability diagram.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Write an alignment for people to read."
)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def command(
    session: Session,
    truth: Path,
    text: Path | None,
    before: Path | None,
    after: Path | None,
    log: Path | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Hold TEXT against TRUTH: character and word error rates, strict and normalised.

    Normalised means lower case, no punctuation, words joined that are hyphenated at a line's end; letters
    means letters and digits only. Recall and precision count words whatever their order, so that they tell
    misread words from a wrong reading order. TRUTH and TEXT may be folders with files of the same names.

    \b
    Examples:
      redpencil evaluate page1.gt.txt page1.txt --html alignment.html
      redpencil evaluate --before raw/ --after corrected/ --log changes.jsonl truth/
    """
    if text is not None and before is None and after is None:
        report = evaluate_files(truth, text)
    elif before is not None and after is not None and text is None:
        report = compare_files(truth, before, after, log)
    else:
        raise click.UsageError("Give TRUTH and TEXT, or TRUTH with --before and --after.")
    render = render_json if as_json else render_text
    click.echo(render(report.evaluations, report.comparison), nl=False)
    if html:
        write_text(html, render_html(report.evaluations, report.comparison))
        session.say(f"Alignment: {html.resolve().as_uri()}")
