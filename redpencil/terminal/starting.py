"""The terminal reviewer, started on a project."""

from __future__ import annotations

from collections.abc import Iterable

from corrections.decisions.store import DecisionStore
from redpencil.project import Project
from redpencil.review.desk import Desk
from redpencil.review.opening import Scope
from redpencil.review.proposing import Proposer
from redpencil.review.shelf import Shelf
from redpencil.review.sitting import Sitting
from redpencil.terminal.application import Reviewer
from redpencil.terminal.snippet import make_snippet


def review_in_terminal(project: Project, ids: Iterable[str], who: str, scope: Scope) -> None:
    """Review until the reader stops. Raises SettingsError for documents that there are not."""
    proposer = Proposer(project, project.settings.review.readers)
    names = tuple(ids)
    proposer.documents(names)
    lexicons = project.settings.lexicon.files
    with DecisionStore(project.decisions) as store:
        desk = Desk(store, lexicons[0] if lexicons else None)
        sitting = Sitting(desk, who, scope=scope)
        Reviewer(sitting, Shelf(lambda: proposer.documents(names)), proposer, make_snippet(project)).run()
