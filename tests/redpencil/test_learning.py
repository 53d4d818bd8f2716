from datetime import UTC, datetime

import pytest

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from redpencil.boundary import ExitCode
from redpencil.editor import make_editor, read_teaching
from redpencil.learning import read_lessons
from redpencil.project import open_project

PUBLISHED = "The strike at Zabrinskyville went on. The men of Zabrinskyville would not go back.\n"
MISREAD = "The committee heard that the men at Zabrinskyvilie would not go back to work.\n"


@pytest.fixture
def learner(batch, tmp_path, redpencil):
    """Call `redpencil lexicon learn` in the project."""
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "strike.txt").write_text(PUBLISHED, encoding="utf-8")

    def learn(*arguments):
        return redpencil("-C", batch, "lexicon", "learn", *arguments)

    learn.folder = tmp_path / "published"
    return learn


def test_a_papers_own_names_are_what_its_misread_names_become(batch, learner, redpencil, tmp_path):
    (tmp_path / "new.txt").write_text(MISREAD, encoding="utf-8")
    assert redpencil("-C", batch, "import", tmp_path / "new.txt").code == ExitCode.DONE

    def propose():
        return redpencil("-C", batch, "correct", "--list", "new").out

    assert "Zabrinskyville" not in propose()
    assert learner(learner.folder).code == ExitCode.DONE
    assert "Zabrinskyvilie -> Zabrinskyville" in propose()
    assert learner("--forget", "strike").code == ExitCode.DONE
    assert "Zabrinskyville" not in propose()


def test_a_text_learned_again_counts_once(batch, learner):
    (learner.folder / "copy.txt").write_text(PUBLISHED.replace(" ", "\n"), encoding="utf-8")
    said = learner(learner.folder).err
    assert "1 text of 14 words learned, 1 known already" in said
    assert len(read_lessons(open_project(batch))) == 1
    assert "0 texts" in learner(learner.folder).err
    assert learner("--list").out.split() == ["copy", "14"]


def test_a_paragraph_that_stands_in_every_text_counts_once(batch, learner):
    for name in ("a", "b"):
        text = f"About the {name} strike.\n\nThis page has been put on line by our readers."
        (learner.folder / f"{name}.html").write_text(
            f"<p>{text.replace(chr(10) * 2, '</p><p>')}</p>", "utf-8"
        )
    learner(learner.folder)
    assert len(read_lessons(open_project(batch))) == 4


def test_what_cannot_be_read_is_named_and_the_rest_is_learned(learner):
    (learner.folder / "broken.xml").write_text("<TEI", encoding="utf-8")
    result = learner(learner.folder)
    assert result.code == ExitCode.FAILED
    assert "broken.xml" in result.err
    assert "1 text of 14 words learned, 1 could not be read" in result.err


def test_what_was_not_learned_cannot_be_forgotten(learner):
    assert "no text of that name" in learner("--forget", "nothing").err


def test_what_the_project_exports_can_be_learned(run_batch, batch, learner):
    assert run_batch == batch
    assert "could not be read" not in learner(batch / "tei").err
    assert any("Isvestia" in text or "strike" in text for text in read_lessons(open_project(batch)))


def test_decisions_that_were_taken_back_teach_nothing(batch):
    project, when = open_project(batch), datetime(2026, 1, 1, tzinfo=UTC)
    said = Decision("p1", ("w1",), ("tbe",), ("the",), Verdict.CORRECT, "Ada", when, "", "0")
    back = Decision("p1", ("w1",), ("tbe",), ("tbe",), Verdict.UNDO, "Ada", when, "", "0")
    with DecisionStore(project.decisions) as store:
        store.record([said])
        assert read_teaching(project)[0] == (said,)
        store.record([back])
    assert read_teaching(project)[0] == ()
    assert make_editor(project).words.model.channel == make_editor(project, taught=False).words.model.channel
