"""A batch inspected before an archive gets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrections.decisions.store import DecisionStore
from redpencil.documents import list_documents
from redpencil.material import gather
from redpencil.project import Project
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.waiting import find_undecided, find_waiting
from scans.errors import RedpencilError
from tei.export import draft_issues
from tei.quality import Finding, Lack, Standard, inspect_edition, inspect_issue


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an archivist would send back, and how many doubts wait for a person, small ones among them."""

    findings: tuple[Finding, ...]
    waiting: int


def inspect_batch(project: Project, *, doubt: float = 0.5, confidence: float = 0.5) -> Inspection:
    """Look for all that an archivist would send back.

    Args:
        project: to inspect; nothing is written.
        doubt: least probability, 0 to 1, of a correction that nobody has decided on to be told.
        confidence: least confidence, 0 to 1, of what the segmentation found to be passed over.
    """
    findings = list(inspect_edition(project.settings.digital_edition))
    with gather(project) as material:
        findings += [Finding(Lack.FAULT, e.subject, e.problem, e.mend) for e in material.errors]
        for issue in draft_issues(material.source):
            findings += inspect_issue(issue, Standard(confidence))
    waiting = 0
    for sheet in _open_sheets(project):
        waiting += len(find_waiting(sheet))
        findings += _inspect_decisions(sheet, doubt)
    return Inspection(tuple(findings), waiting)


def _open_sheets(project: Project) -> Iterator[Sheet]:
    proposer = Proposer(project, project.settings.review.readers)
    with DecisionStore(project.decisions, reading=True) as store:
        for document in list_documents(project):
            try:
                sheet = proposer.open(document)
            except RedpencilError:
                continue  # told as a fault already
            sheet.add(store.decisions(document.id))
            yield sheet


def _inspect_decisions(sheet: Sheet, doubt: float) -> Iterator[Finding]:
    for each in find_undecided(sheet):
        if each.candidates and each.candidates[0].probability >= doubt:
            best = each.candidates[0]
            said = f"{each.text} -> {best.text or 'nothing'} ({best.probability:.2f})"
            where = f"{sheet.id} {each.tokens[0]}"
            yield Finding(Lack.DECISION, where, said, "Decide it in 'redpencil review'")
