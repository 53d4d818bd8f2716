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
from redpencil.project import Project
from redpencil.session import Session
from redpencil.standstill import read_project_state

_TOPIC = "status 1"
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
    project = session.open_project()
    if as_json:
        inventory = take_inventory(project)
        sound = _write(inventory) and not inventory.unreadable
    else:
        sound = _tell(project, session.verbose)
    return ExitCode.DONE if sound else ExitCode.FAILED


def _tell(project: Project, verbose: bool) -> bool:
    """Write for people; returns whether nothing has failed.

    Where no file of the project has changed since, it is said again as it was said.
    """
    with project.remember() as memory:
        state, settled = read_project_state(project)
        said = None if verbose else memory.recall_state(_TOPIC, b"", state)
        if said is None:
            inventory = take_inventory(project)
            lines, sound = _sum_up(inventory, verbose)
            said = {"lines": lines, "sound": sound and not inventory.unreadable}
            if settled and not verbose:
                memory.keep_state(_TOPIC, b"", state, said)
    for line in said["lines"]:
        click.echo(line)
    return bool(said["sound"])


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


def _sum_up(inventory: Inventory, verbose: bool) -> tuple[list[str], bool]:
    """What there is to say, and whether no page has failed."""
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
    lines += (*every, *problems, *lost, *inventory.unreadable, *inventory.doubts)
    return lines, not sums["failed"] and not sums["damaged"]


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
