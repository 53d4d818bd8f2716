"""TEI files of ours that others have edited, taken back as decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from corrections.decisions.decision import Decision
from corrections.decisions.store import DecisionStore
from redpencil import __version__
from redpencil.material import gather
from redpencil.project import Project
from scans.errors import FormatError
from tei.editing import Edits, Hand, read_edits
from tei.export import draft_issues
from tei.validation import Problem


def take_edits(project: Project, file: Path, who: str) -> Edits:
    """Record what `who` changed in an exported TEI file as decisions on the words it is about.

    Raises:
        FormatError: the file cannot be read, or is none of this project's.
    """
    hand = Hand(who, datetime.now(UTC), __version__)
    decisions: list[Decision] = []
    problems: list[Problem] = []
    known = False
    with gather(project) as material:
        for issue in draft_issues(material.source):
            if edits := read_edits(file, issue.articles, issue.batch, hand):
                known = True
                decisions += edits.decisions
                problems += edits.problems
    if not known:
        raise FormatError(
            file,
            "is about no issue of this project",
            "Give one that 'redpencil export' wrote, or import it without --tei, as a transcription",
        )
    with DecisionStore(project.decisions) as store:
        store.record(decisions)
    return Edits(tuple(decisions), tuple(problems))
