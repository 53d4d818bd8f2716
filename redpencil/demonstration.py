"""The sample newspaper run through the whole line, and what came of it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from corrections.evaluation.normalisation import Measure
from corrections.evaluation.scores import Scores, evaluate, total
from redpencil.correction import correct_batch
from redpencil.plain_text import write_texts
from redpencil.project import PROJECT_FILE, Project, open_project
from redpencil.publication import export_batch
from redpencil.recognition import recognize_batch
from redpencil.sample import SAMPLE, copy_sample
from redpencil.settings import read_settings
from redpencil.template import write_project_file
from scans.errors import SettingsError
from scans.files import write_text

SHOWN = 12
"""Corrections that are listed."""
TITLE = "The Labor Lantern"
"""Of the sample newspaper."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to tell people, line by line, and whether anything failed."""

    lines: tuple[str, ...]
    failed: bool


def make_sample_project(folder: Path) -> None:
    """A project with the sample newspaper; one that is there already is taken as it is.

    Raises:
        SettingsError: the folder holds something else, another newspaper's project among it.
    """
    marker = folder / PROJECT_FILE
    if marker.exists():
        if read_settings(marker).series.title != TITLE:
            raise SettingsError(folder, "is another newspaper's project", "Name a new folder")
    else:
        if folder.exists() and any(folder.iterdir()):
            raise SettingsError(folder, "is there already and is no project", "Name a new folder")
        write_project_file(marker, TITLE)
        text = marker.read_text("utf-8")
        place = 'place = "New York, NY"\npublisher = "The Lantern Publishing Association (invented)"\n'
        write_text(marker, text.replace("# place =", f"{place}# place =", 1))
    copy_sample(folder)


def demonstrate(folder: Path, *, quiet: bool = False) -> Outcome:
    """Run a sample project: read, correct, export, and hold the text against its truth."""
    project = open_project(folder)
    with project.locked():
        read = recognize_batch(project, quiet=quiet)
        corrected = correct_batch(project, quiet=quiet)
        exported = export_batch(project, quiet=quiet)
        write_texts(project, folder / "text" / "raw", raw=True)
        write_texts(project, folder / "text" / "corrected")
    lines = (
        *(str(tally) for tally in (read, corrected, exported)),
        *_list_corrections(project),
        *_compare(folder),
        f"TEI files     {project.tei}/*.xml",
        f"Web edition   {(project.preview / 'index.html').absolute().as_uri()}",
    )
    return Outcome(lines, bool(read.failed or corrected.failed or exported.failed))


def _list_corrections(project: Project) -> Iterator[str]:
    with DecisionStore(project.decisions, reading=True) as store:
        made = [decision for decision in store.log() if decision.verdict is not Verdict.UNDO]
    yield f"{len(made)} corrections applied" + (f", the first {SHOWN}:" if len(made) > SHOWN else ":")
    yield from (f"  {_describe(decision)}" for decision in islice(made, SHOWN))


def _describe(decision: Decision) -> str:
    before, after = (" ".join(filter(None, texts)) for texts in (decision.before, decision.after))
    return f"{before} -> {after or 'nothing'}  ({decision.probability:.2f}; {decision.why})"


def _compare(folder: Path) -> Iterator[str]:
    """Error rates against the exact truth, before and after correcting."""
    for stage in ("raw", "corrected"):
        scores = _score(folder / "text" / stage)
        cer, wer = scores.cer[Measure.STRICT], scores.wer[Measure.STRICT]
        yield f"{stage.capitalize():<13} {cer.value:6.2%} of characters wrong, {wer.value:6.2%} of words"


def _score(folder: Path) -> Scores:
    truths = sorted((SAMPLE / "truth").glob("*.txt"))
    return total(
        evaluate(truth.read_text("utf-8"), (folder / truth.name).read_text("utf-8")).scores
        for truth in truths
    )
