"""`redpencil status`: how far the batch has come."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from statistics import mean

import click

from redpencil.boundary import ExitCode
from redpencil.inventory import Inventory, PageState, take_inventory
from redpencil.session import Session


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For machines: everything, as JSON.")
@click.pass_obj
def command(session: Session, as_json: bool) -> int:
    """Show how far the batch has come: pages read, failed and waiting, corrections, articles.

    With -v (before the command) a line a page. Exit 1 if anything has failed.

    \b
    Examples:
      redpencil status
      redpencil -v status
      redpencil status --json | jq '.pages[] | select(.state == "failed")'
    """
    inventory = take_inventory(session.open_project())
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(inventory), ensure_ascii=False, indent=2, default=str))
    else:
        for line in _describe(inventory, session.verbose):
            click.echo(line)
    return ExitCode.DONE if inventory.sound else ExitCode.FAILED


def _describe(inventory: Inventory, verbose: bool) -> list[str]:
    states = Counter(page.state for page in inventory.pages)
    words = sum(page.words for page in inventory.pages)
    corrections = sum(page.corrections for page in inventory.pages)
    counts = ", ".join(f"{states[state]} {state}" for state in ("read", "waiting", "failed", "damaged"))
    lines = [
        f"pages           {len(inventory.pages)}: {counts}",
        f"words           {words:,}, {corrections} corrections decided",
        *_tell_ink(inventory),
        f"transcriptions  {len(inventory.transcriptions)}",
        f"TEI files       {len(inventory.articles)}",
    ]
    lines += [_line(page) for page in inventory.pages if verbose]
    lines += [f"{page.id}: {page.problem}" for page in inventory.pages if page.problem]
    lines += [
        f"{page.id}: {page.ink.unread:.1%} of its letters were not read; see 'redpencil layout {page.id}'"
        for page in inventory.pages
        if page.ink and page.ink.incomplete
    ]
    return [*lines, *inventory.unreadable, *inventory.doubts]


def _tell_ink(inventory: Inventory) -> list[str]:
    """The mean over the pages of which it is known."""
    inks = [page.ink for page in inventory.pages if page.ink]
    if not inks:
        return []
    unread, outside = mean(ink.unread for ink in inks), mean(ink.outside for ink in inks)
    return [f"letters not read {unread:.1%} ({outside:.1%} of all stand in no region)"]


def _line(page: PageState) -> str:
    label = page.label
    where = " ".join(
        part for part in (str(label.date or "no date"), f"p. {label.number}" if label.number else "") if part
    )
    sure = f", confidence {page.confidence:.2f}" if page.confidence is not None else ""
    lost = f", {page.ink.unread:.1%} of the letters not read" if page.ink else ""
    return f"  {page.id}  ({page.file}; {where})  {page.state}, {page.words:,} words{sure}{lost}"
