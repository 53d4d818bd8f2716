"""What is new is told once, in natural order; what nobody foresaw keeps no other from its readers."""

import asyncio
import os

import pytest

from redpencil.project import open_project
from redpencil.review.opening import Scope
from redpencil.review.proposing import Proposer
from redpencil.review.shelf import Shelf
from redpencil.terminal.attending import Attendant
from redpencil.web.service import make_service


@pytest.fixture
def project(read_batch):
    return open_project(read_batch)


def test_what_is_new_or_changed_is_told_once(project):
    shelf = Shelf(Proposer(project, 1, lambda _: ()).documents)
    first = shelf.changed()
    assert [document.id for document in first] == sorted(document.id for document in first)
    assert len(first) == 2
    assert shelf.changed() == ()
    os.utime(first[1].path, (5, 5))
    (project.pages / "p9.alto.xml").symlink_to("nothing")
    assert shelf.changed() == first[1:]


def stumble(passages):
    """What the corrector would be with a bug on one page."""
    if any("STRIKE" in token.text for passage in passages for token in passage.tokens):
        raise ZeroDivisionError
    return ()


def test_a_bug_over_one_document_keeps_no_other_from_the_browser(project):
    service = make_service(project, Proposer(project, 1, stumble), (), Scope())
    asyncio.run(service.look())
    service.store.close()
    assert len(service.desk.sheets) == 1
    assert ["bug" in said for said in service.failures.values()] == [True]


def test_a_bug_over_one_document_keeps_no_other_from_the_terminal(project):
    proposer = Proposer(project, 1, stumble)
    laid = []
    attendant = Attendant(
        Shelf(proposer.documents), proposer, lambda *given: laid.append(given), lambda: None
    )
    attendant.settle = attendant.stop
    attendant.attend()
    assert sorted((sheet is not None, "bug" in said) for sheet, said, _ in laid) == [
        (False, True),
        (True, False),
    ]
