"""`redpencil log`: the audit trail."""

from __future__ import annotations

import click

from corrections.decisions.store import DecisionStore
from redpencil.documents import find_documents
from redpencil.review.audit import describe, write_rows
from redpencil.session import Session, pages_argument


@click.command("log")
@pages_argument
@click.option("--tsv", is_flag=True, help="Every column, tab-separated: for git, spreadsheets and merging.")
@click.option("--who", help="Only what this reader (or redpencil) decided.")
@click.pass_obj
def command(session: Session, pages: tuple[str, ...], tsv: bool, who: str | None) -> None:
    """Print every decision in the order in which it was made: when, who, where, what and why.

    \b
    Examples:
      redpencil log
      redpencil log --tsv > decisions.tsv
      redpencil log --who Anna militant_1933-06-03_p1
    """
    project = session.open_project()
    with DecisionStore(project.decisions, reading=True) as store:
        rows = (row for row in store.log() if (not pages or row.document in pages) and who in (None, row.who))
        for line in write_rows(rows) if tsv else (f"{describe(row)}\n" for row in rows):
            click.echo(line, nl=False)
        if silent := set(pages).difference(store.documents()):
            find_documents(project, silent)
