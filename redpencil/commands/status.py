"""`redpencil status`: how far the batch has come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import fmean

import cattrs
import click

from ocr.page import Ink
from redpencil.boundary import ExitCode
from redpencil.inventory import Inventory, PageState, take_inventory
from redpencil.session import Session

_CONVERTER = cattrs.Converter()
_CONVERTER.register_unstructure_hook(date, date.isoformat)


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
    sound = _write(inventory) if as_json else _tell(inventory, session.verbose)
    return ExitCode.DONE if sound and not inventory.unreadable else ExitCode.FAILED


def _write(inventory: Inventory) -> bool:
    """Write JSON, a line a page; returns whether no page has failed."""
    sound, before = True, '{"pages": ['
    for page in inventory.pages:
        click.echo(f"{before}\n{_encode(page)}", nl=False)
        sound, before = sound and page.sound, ","
    rest = {name: getattr(inventory, name) for name in ("unreadable", "doubts", "transcriptions", "articles")}
    said = json.dumps(rest, ensure_ascii=False, indent=2)
    click.echo(f"{before if before != ',' else ''}\n],{said.removeprefix('{')}")
    return sound


def _encode(page: PageState) -> str:
    return json.dumps(_CONVERTER.unstructure(page), ensure_ascii=False)


def _tell(inventory: Inventory, verbose: bool) -> bool:
    """Write for people; returns whether no page has failed."""
    sums: Counter[str] = Counter()
    inks: list[Ink] = []
    every, problems, lost = list[str](), list[str](), list[str]()
    for page in inventory.pages:
        sums.update({page.state: 1, "pages": 1, "words": page.words, "corrections": page.corrections})
        if verbose:
            every.append(_line(page))
        if page.problem:
            problems.append(f"{page.id}: {page.problem}")
        if page.ink:
            inks.append(page.ink)
            lost += [_tell_loss(page.id, page.ink)] if page.ink.incomplete else []
    counts = ", ".join(f"{sums[state]} {state}" for state in ("read", "waiting", "failed", "damaged"))
    lines = [
        f"pages           {sums['pages']}: {counts}",
        f"words           {sums['words']:,}, {sums['corrections']} corrections decided",
        *_tell_ink(inks),
        f"transcriptions  {len(inventory.transcriptions)}",
        f"TEI files       {len(inventory.articles)}",
    ]
    for line in (*lines, *every, *problems, *lost, *inventory.unreadable, *inventory.doubts):
        click.echo(line)
    return not sums["failed"] and not sums["damaged"]


def _tell_loss(page: str, ink: Ink) -> str:
    return f"{page}: {ink.unread:.1%} of its letters were not read; see 'redpencil layout {page}'"


def _tell_ink(inks: Sequence[Ink]) -> list[str]:
    """The mean over the pages of which it is known."""
    if not inks:
        return []
    unread, outside = fmean(ink.unread for ink in inks), fmean(ink.outside for ink in inks)
    return [f"letters not read {unread:.1%} ({outside:.1%} of all stand in no region)"]


def _line(page: PageState) -> str:
    label = page.label
    where = " ".join(
        part for part in (str(label.date or "no date"), f"p. {label.number}" if label.number else "") if part
    )
    sure = f", confidence {page.confidence:.2f}" if page.confidence is not None else ""
    lost = f", {page.ink.unread:.1%} of the letters not read" if page.ink else ""
    return f"  {page.id}  ({page.file}; {where})  {page.state}, {page.words:,} words{sure}{lost}"
