"""A batch inspected before an archive gets it."""

from __future__ import annotations

from collections.abc import Iterator

from corrections.store import DecisionStore
from redpencil.documents import list_documents
from redpencil.material import gather
from redpencil.project import Project
from redpencil.review.proposing import Proposer
from redpencil.review.waiting import find_undecided
from scans.errors import RedpencilError
from tei.export import draft_issues
from tei.quality import Finding, Lack, Standard, inspect_edition, inspect_issue


def inspect_batch(project: Project, *, doubt: float = 0.5, confidence: float = 0.5) -> Iterator[Finding]:
    """All that an archivist would send back.

    Args:
        project: to inspect; nothing is written.
        doubt: least probability, 0 to 1, of a correction that nobody has decided on to be told.
        confidence: least confidence, 0 to 1, of what the segmentation found to be passed over.
    """
    yield from inspect_edition(project.settings.digital_edition)
    with gather(project) as material:
        for error in material.errors:
            yield Finding(Lack.FAULT, error.subject, error.problem, error.mend)
        for issue in draft_issues(material.source):
            yield from inspect_issue(issue, Standard(confidence))
    yield from _inspect_decisions(project, doubt)


def _inspect_decisions(project: Project, doubt: float) -> Iterator[Finding]:
    proposer = Proposer(project, project.settings.review.readers)
    with DecisionStore(project.decisions, reading=True) as store:
        for document in list_documents(project):
            try:
                sheet = proposer.open(document)
            except RedpencilError:
                continue  # told as a fault already
            sheet.add(store.decisions(document.id))
            for each in find_undecided(sheet):
                if each.candidates and each.candidates[0].probability >= doubt:
                    best = each.candidates[0]
                    said = f"{each.text} -> {best.text or 'nothing'} ({best.probability:.2f})"
                    where = f"{document.id} {each.tokens[0]}"
                    yield Finding(Lack.DECISION, where, said, "Decide it in 'redpencil review'")
