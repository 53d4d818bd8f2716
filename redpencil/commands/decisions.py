"""`redpencil decisions`: take in what was decided elsewhere, and report on what was decided."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from corrections.decisions.decision import Decision
from corrections.decisions.store import DecisionStore
from redpencil.boundary import ExitCode
from redpencil.project import Project
from redpencil.review.audit import describe, read_rows
from redpencil.review.merging import merge
from redpencil.review.proposing import Proposer
from redpencil.review.report import Report, make_report
from redpencil.review.sheet import Sheet
from redpencil.review.teaching import Teaching, compare_queues
from redpencil.session import Session, name_person
from redpencil.wording import count


@click.group("decisions")
def command() -> None:
    """Merge decisions made on two copies of a project, and report on them.

    \b
    Example:
      redpencil decisions import ../bens-copy/decisions.sqlite
    """


@command.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.pass_obj
def import_decisions(session: Session, files: tuple[Path, ...]) -> int:
    """Take in the decisions in FILES: another copy's decisions.sqlite, or what 'redpencil log --tsv' wrote.

    Nothing is lost: every row is appended, each only once, however often it is imported. Where both copies
    have decided otherwise on the same words, both are listed, the later stands, and the exit code is 1.

    \b
    Example:
      redpencil decisions import bens-decisions.tsv
    """
    project = session.open_project()
    disagreed = 0
    with project.locked(), DecisionStore(project.decisions) as store:
        for file in files:
            theirs = _read(file)
            merged = merge(tuple(store.log()), theirs, name_person(), datetime.now(UTC))
            store.record(merged.rows)
            disagreed += len(merged.disagreements)
            for conflict in merged.disagreements:
                click.echo("conflict:")
                for name in ("ours", "theirs", "standing"):
                    decision = getattr(conflict, name)
                    click.echo(f"  {name:9}{describe(decision) if decision else 'nothing'}")
            session.say(
                f"{file}: {merged.new} of {len(theirs)} decisions are new, "
                f"{count(len(merged.disagreements), 'conflict')}"
            )
    return ExitCode.FAILED if disagreed else ExitCode.DONE


@command.command("report")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def report_decisions(session: Session, as_json: bool) -> None:
    """Say what was decided, by whom and at what pace, how far readers agree, and what it taught.

    \b
    Example:
      redpencil decisions report
    """
    project = session.open_project()
    with DecisionStore(project.decisions, reading=True) as store:
        shipped = _open_sheets(project, store, taught=False)
        report = make_report(store.log(), shipped)
        teaching = compare_queues(shipped, _open_sheets(project, store, taught=True))
    if as_json:
        said = dataclasses.asdict(report) | {"teaching": dataclasses.asdict(teaching)}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for line in (*_describe(report), *_describe_teaching(teaching)):
            click.echo(line)


def _open_sheets(project: Project, store: DecisionStore, *, taught: bool) -> list[Sheet]:
    """The documents with what the shipped or the taught corrector proposes, and what was decided."""
    proposer = Proposer(project, project.settings.review.readers, taught=taught)
    sheets = [proposer.open(document) for document in proposer.documents()]
    for sheet in sheets:
        sheet.add(store.decisions(sheet.id))
    return sheets


def _read(file: Path) -> tuple[Decision, ...]:
    with file.open("rb") as start:
        is_store = start.read(16) == b"SQLite format 3\0"
    if not is_store:
        return read_rows(file)
    with DecisionStore(file, reading=True) as store:
        return tuple(store.log())


def _describe(report: Report) -> Iterator[str]:
    yield f"doubts      {report.asked - report.open} of {report.asked} decided, {report.open} open"
    for reader in report.readers:
        pace = f", {reader.seconds:.1f} s each" if reader.seconds is not None else ""
        verdicts = ", ".join(f"{times} {verdict}" for verdict, times in reader.verdicts.items())
        actions = count(reader.actions, "action")
        yield f"{reader.who:11} {actions} in {reader.minutes:.1f} min{pace}: {verdicts}"
    agreement, lesson = report.agreement, report.lesson
    if agreement.spans:
        yield f"agreement   {agreement.agreed} of {agreement.spans} places decided by more than one are alike"
    if lesson.decided:
        yield (
            f"learned     first candidate right {lesson.right_alone} → {lesson.right_taught} "
            f"of {lesson.decided}, squared error {lesson.error_alone:.3f} → {lesson.error_taught:.3f}"
        )


def _describe_teaching(teaching: Teaching) -> Iterator[str]:
    if teaching != Teaching(teaching.open, 0, 0, 0, 0, 0, 0):
        yield (
            f"taught      of {teaching.open} open doubts {teaching.certain} are certain now, "
            f"{teaching.settled} settled, {teaching.renamed} have another first candidate, "
            f"{teaching.surer} are likelier, {teaching.less_sure} less likely; {teaching.new} are new"
        )
