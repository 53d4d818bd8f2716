"""`redpencil status`: how far the batch has come."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

import cattrs
import click
from natsort import natsorted

from redpencil.boundary import ExitCode
from redpencil.inventory import Inventory, PageState, Summary, take_inventory
from redpencil.project import Project
from redpencil.review.waiting import Waiting, count_waiting, tell_version
from redpencil.session import Session
from redpencil.standstill import read_project_state
from redpencil.wording import count
from scans.errors import ScanError
from scans.memory import Memory

_TOPIC = "status 3"
_SHOWN = 3
"""Pages of many that are named."""
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
    with project.remember() as memory:
        if as_json:
            sound = _write(take_inventory(project, memory))
        else:
            sound = _tell(project, memory, session.verbose)
    return ExitCode.DONE if sound else ExitCode.FAILED


def _tell(project: Project, memory: Memory, verbose: bool) -> bool:
    """Write for people; returns whether nothing has failed.

    Where no file of the project has changed since, it is said again as it was said.
    """
    stands = read_project_state(project)
    state = f"{stands.state.told} {tell_version(memory)}"
    said = None if verbose else memory.recall_state(_TOPIC, b"", state)
    if said is None:
        inventory = take_inventory(project, memory, stands.scans)
        summary = inventory.sum_up(stands.pages)
        waiting = count_waiting(project, memory, stands.pages)
        lines = [*_sum_up(inventory, summary, waiting), *(map(_line, inventory.pages()) if verbose else ())]
        lines += [*_tell_problems(summary), *_tell_gone(project, summary.gone)]
        lines += [*inventory.unreadable, *inventory.doubts()]
        said = {"lines": lines, "sound": summary.sound and not inventory.unreadable}
        if stands.state.settled and not verbose:
            memory.keep_state(_TOPIC, b"", state, said)
    for line in said["lines"]:
        click.echo(line)
    return bool(said["sound"])


def _write(inventory: Inventory) -> bool:
    """Write JSON, a line a page; returns whether nothing has failed."""
    sound, before = True, '{"pages": ['
    for page in inventory.pages():
        click.echo(f"{before}\n{_encode(page)}", nl=False)
        sound, before = sound and page.sound, ","
    names = "unreadable", "transcriptions", "articles"
    rest: dict[str, object] = {name: getattr(inventory, name) for name in names}
    waiting = count_waiting(inventory.project, inventory.memory)
    rest |= {"doubts": inventory.doubts(), "to_review": waiting.doubts, "uncorrected": waiting.unknown}
    said = json.dumps(rest, ensure_ascii=False, indent=2)
    click.echo(f"{before if before != ',' else ''}\n],{said.removeprefix('{')}")
    return sound and not inventory.unreadable


def _encode(page: PageState) -> str:
    return json.dumps(_CONVERTER.unstructure(page), ensure_ascii=False)


def _sum_up(inventory: Inventory, summary: Summary, waiting: Waiting) -> Iterator[str]:
    counts = ", ".join(
        f"{summary.states.get(state, 0)} {state}" for state in ("read", "waiting", "failed", "damaged")
    )
    yield f"pages           {sum(summary.states.values())}: {counts}"
    yield f"words           {summary.words:,}, {summary.corrections} corrections decided"
    yield f"to review       {waiting}"
    if summary.inked:  # the mean over the pages of which it is known
        unread, outside = summary.unread / summary.inked, summary.outside / summary.inked
        yield f"unread letters  {unread:.1%} ({outside:.1%} of all stand in no region)"
    yield f"transcriptions  {len(inventory.transcriptions)}"
    yield f"TEI files       {len(inventory.articles)}"


def _tell_problems(summary: Summary) -> Iterator[str]:
    for page, problem in natsorted(summary.problems):
        yield f"{page}: {problem}"
    for page, unread in natsorted(summary.lost):
        yield f"{page}: {unread:.1%} of its letters were not read; see 'redpencil layout {page}'"


def _tell_gone(project: Project, pages: Sequence[str]) -> Iterator[str]:
    """Of scans that were read and renamed or taken away since: one line, however many."""
    if pages:
        some = ", ".join(natsorted(pages)[:_SHOWN]) + (" and others" if len(pages) > _SHOWN else "")
        mend = "Put them back under the names that they had: decisions hang on these, and packages hold them"
        problem = f"the scans of {count(len(pages), 'page')} are not there any more ({some})"
        yield str(ScanError(project.scans, problem, mend))


def _line(page: PageState) -> str:
    label = page.label
    known = {"Vol.": label.volume, "No.": label.issue, "p.": label.number}
    parts = [f"{name} {value}" for name, value in known.items() if value]
    where = ", ".join((str(label.date or "no date"), *parts))
    sure = f", confidence {page.confidence:.2f}" if page.confidence is not None else ""
    lost = f", {page.ink.unread:.1%} of the letters not read" if page.ink else ""
    return f"  {page.id}  ({page.file}; {where})  {page.state}, {page.words:,} words{sure}{lost}"
