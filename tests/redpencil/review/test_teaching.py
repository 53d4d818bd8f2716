"""The learning loop from end to end: decisions in, other proposals out, and the report that says so."""

import json
from datetime import UTC, datetime

import pytest

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from redpencil.documents import list_transcriptions
from redpencil.project import open_project

TAUGHT = {"qtate": "state", "qtand": "stand", "qtrange": "strange", "qtore": "store"}
FIRST = f"The men of the {' and the '.join(TAUGHT)} heard it all in the hall last night.\n"
SECOND = "The committee met in the hall, and delegates from the mills spoke of the qhop and the men.\n"
DOUBTFUL = ("qum", "qtem", "qilk", "qoap", "qettle", "qpy", "qlip", "qide", "qorrow", "qword")
"""Of all of these no model is sure."""
SECOND += "".join(f"\nThe men heard of the {word} and went back to the hall.\n" for word in DOUBTFUL)


@pytest.fixture
def project(batch, tmp_path, redpencil):
    for name, text in (("first", FIRST), ("second", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert redpencil("-C", batch, "import", tmp_path / f"{name}.txt").code == 0
    return open_project(batch)


def decide(project) -> None:
    """A reader puts right what stands in the first text."""
    (first, *_) = [document for document in list_transcriptions(project) if document.id == "first"]
    when = datetime(2026, 1, 1, tzinfo=UTC)
    tokens = [token for passage in first.passages() for token in passage.tokens if token.text in TAUGHT]
    with DecisionStore(project.decisions) as store:
        store.record(
            Decision("first", (t.id,), (t.text,), (TAUGHT[t.text],), Verdict.CORRECT, "Ada", when, "", "0")
            for t in tokens
        )


def propose(project, redpencil):
    lines = redpencil("-C", project.folder, "correct", "--json", "second").out.splitlines()
    rows = [json.loads(line) for line in lines]
    return {" ".join(row["before"]): row for row in rows}


def test_decisions_on_one_text_change_what_is_proposed_for_another(project, redpencil):
    before = propose(project, redpencil)["qhop"]["candidates"][0]
    decide(project)
    after = propose(project, redpencil)["qhop"]["candidates"][0]
    assert before["texts"] == after["texts"] == ["shop"]
    assert after["probability"] > before["probability"]
    assert propose(project, redpencil)["qhop"]["candidates"][0] == after


def test_the_report_says_what_was_taught_on_the_same_queue(project, redpencil):
    def report():
        return redpencil("-C", project.folder, "decisions", "report").out

    assert "taught" not in report()
    decide(project)
    assert "taught      of " in report()
    teaching = json.loads(redpencil("-C", project.folder, "decisions", "report", "--json").out)["teaching"]
    assert teaching["certain"] + teaching["surer"] + teaching["renamed"] + teaching["settled"] > 0
