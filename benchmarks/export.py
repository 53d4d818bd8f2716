"""What an export costs: pages a second and a core, memory, and an export after which little changed.

    python -m benchmarks.export [--pages 100 1000]

The pages are typeset issues of four pages, without their pictures: ALTO, labels and decisions (one word in
fifty corrected) are written into a project, which `redpencil export --no-preview` exports in a process of
its own. Processor time counts, so that other work on the machine does not: "new" for a first export, "same"
for the next one, "one" for one after a decision on a single page. "memory" is the most that the process held.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.articles import set_page
from benchmarks.issues import draw_issue_parameters, plan_issue
from benchmarks.pages import draw_paper
from benchmarks.plans import Planner
from benchmarks.prose import Writer
from benchmarks.typesetter.generation import survey_scan
from benchmarks.typesetter.impression import Wear
from benchmarks.typesetter.makeup import make_up
from benchmarks.typesetter.manuscript import Manuscript
from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from ocr.alto import write_alto
from ocr.page import Page, Word
from redpencil.commands.initialize import make_project

SHEETS = 4
"""Pages of an issue."""
WRONG = 50
"""One word in so many has been corrected."""
DIFFERENT = 5
"""Issues that differ; further ones repeat them under other dates."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of a process, and the most megabytes it held."""

    seconds: float
    memory: float


def set_issues() -> Iterator[tuple[Page, ...]]:
    """The pages of different issues, as an engine that knows no layout would read them without fault."""
    for seed in range(DIFFERENT):
        parameters, chance = draw_issue_parameters(seed, "train"), random.Random(seed)
        planner = Planner(parameters.frame, chance, Writer(seed))
        plans = plan_issue(planner, SHEETS)
        paper = replace(draw_paper(chance), series="export")
        formes = make_up(Manuscript(paper, planner.stories, plans), parameters.house, parameters.sheet)
        truths = (survey_scan(forme, Wear(), seed) for forme in formes)
        yield tuple(set_page("p", truth, plain=True)[0] for truth in truths)


def make_batch(folder: Path, pages: int) -> int:
    """Write a project of so many pages; returns how many words it has."""
    make_project(folder, "The Export")
    issues = list(set_issues())
    words = 0
    with DecisionStore(folder / "decisions.sqlite") as store:
        for n in range(pages):
            issue, sheet = divmod(n, SHEETS)
            day = date(1930, 1, 1) + timedelta(weeks=issue)
            name = f"export_{day}_v1n{issue + 1}_p{sheet + 1}"
            page = replace(issues[issue % DIFFERENT][sheet], id=name, image=f"{name}.jpg")
            write_alto(page, folder / "pages" / f"{name}.alto.xml")
            found = list(page.words())
            words += len(found)
            store.record([_decide(name, word) for word in found[::WRONG]])
    return words


def _decide(page: str, word: Word, text: str = "") -> Decision:
    after = (text or word.text[::-1],)
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return Decision(page, (word.id,), (word.text,), after, Verdict.CORRECT, "redpencil", when, "", "0")


def decide_once(folder: Path) -> None:
    """Correct one word of the batch's first page."""
    (page, *_) = next(set_issues())
    name = min(path.name for path in (folder / "pages").iterdir()).removesuffix(".alto.xml")
    with DecisionStore(folder / "decisions.sqlite") as store:
        store.record([_decide(name, list(page.words())[7], "seventh")])


def run_export(folder: Path) -> Cost:
    """Export the project in a process of its own."""
    command = [sys.executable, "-m", "redpencil", "-q", "-C", str(folder), "export", "--no-preview"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the export failed with exit code {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    """Print a line for each size of batch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000])
    for pages in parser.parse_args().pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "batch"
            words = make_batch(folder, pages)
            new, same = run_export(folder), run_export(folder)
            decide_once(folder)
            one = run_export(folder)
        rates = "  ".join(
            f"{told} {pages / cost.seconds:6.1f} pages/s ({cost.seconds:.1f} s)"
            for told, cost in (("new", new), ("same", same), ("one", one))
        )
        memory = max(cost.memory for cost in (new, same, one))
        print(f"{pages} pages of {words // pages} words:  {rates}  memory {memory:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
