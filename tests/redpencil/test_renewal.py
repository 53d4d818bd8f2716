"""Export passes over what has not changed, and leaves what an export of everything would leave."""

import shutil
from datetime import UTC, datetime

import pytest

from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from ocr.alto import read_alto, write_alto
from redpencil.commands.initialize import make_project
from redpencil.project import open_project
from scans import memory
from tei.export import Export

PAGE = "labor-lantern_1933-05-20_v02n11_p1"
TEXTS = {"first": "3 June 1933", "second": "10 June 1933", "third": "17 June 1933"}


@pytest.fixture
def issues(read_batch, once, redpencil, monkeypatch):
    """Three imported articles of three issues, and the sample's two pages, exported once.

    What was found out is remembered at once, so that whatever is not seen to have changed is passed over.
    """
    monkeypatch.setattr(memory, "RACE", -1000.0)

    def make(folder):
        shutil.copytree(read_batch, folder)
        for at, (name, day) in enumerate(TEXTS.items(), start=29):
            source = f"From The Labor Lantern, Vol. II No. {at}, {day}, p. 1."
            text = f"The {name.title()} Meeting\n\n{source}\n\nThey met there on Monday for the {name} time."
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            assert redpencil("-C", folder, "import", folder / f"{name}.txt").code == 0

    batch = shutil.copytree(once("issues", make), read_batch, dirs_exist_ok=True)
    assert redpencil("-C", batch, "export").code == 0
    return batch


def contents(folder):
    return {path: path.read_bytes() for path in sorted((folder / "tei").rglob("*")) if path.is_file()}


def times(folder):
    return {path: path.stat().st_mtime_ns for path in sorted((folder / "tei").rglob("*")) if path.is_file()}


def export(redpencil, folder, *options):
    """Export; returns how many issues were passed over."""
    called = redpencil("-C", folder, "export", *options)
    assert called.code == 0, called.err
    return int(called.err.rpartition(" of them unchanged")[0].split()[-1]) if "unchanged" in called.err else 0


def decide(folder):
    page = read_alto(folder / "pages" / f"{PAGE}.alto.xml")
    word = next(word for word in page.words() if word.text.isalpha() and len(word.text) > 5)
    when = datetime(2026, 1, 1, tzinfo=UTC)
    with DecisionStore(folder / "decisions.sqlite") as store:
        store.record(
            [Decision(PAGE, (word.id,), (word.text,), ("changed",), Verdict.CORRECT, "x", when, "", "0")]
        )


def change_page(folder):
    path = folder / "pages" / f"{PAGE}.alto.xml"
    page = read_alto(path)
    word = next(page.words()).text
    path.write_text(path.read_text("utf-8").replace(f'"{word}"', '"Changed"', 1), encoding="utf-8")


def set_article(folder):
    path = folder / "articles.toml"
    path.write_text(f'[kinds]\n"{PAGE}#r03" = "byline"\n', encoding="utf-8")


def name_licence(folder):
    path = folder / "redpencil.toml"
    path.write_text(path.read_text("utf-8").replace("[tei]\n", "[tei]\ndoubt = 0.9\n"), encoding="utf-8")


def add_transcription(folder):
    text = (folder / "transcriptions" / "second.txt").read_text("utf-8")
    (folder / "transcriptions" / "added.txt").write_text(text + "\n\nAnd more.\n", encoding="utf-8")


def learn_a_word(folder):
    (folder / "lexicon.csv").write_text("form,kind\nComintern,organization\n", encoding="utf-8")


def lose_file(folder):
    next((folder / "tei").glob("*first*.xml")).unlink()


def edit_file(folder):
    path = next((folder / "tei").glob("*first*.xml"))
    path.write_bytes(path.read_bytes().replace(b"first", b"worst"))


def lose_preview_page(folder):
    next((folder / "tei" / "preview" / "pages").glob("*.html")).unlink()


def lose_image(folder):
    (folder / "tei" / "preview" / "images" / f"{PAGE}.jpg").unlink()


CHANGES = {
    change_page: 2,
    decide: 3,
    set_article: 2,
    name_licence: 0,
    add_transcription: 1,
    learn_a_word: 0,
    lose_file: 3,
    edit_file: 3,
    lose_preview_page: 3,
    lose_image: 3,
}


def test_nothing_is_written_again_where_nothing_has_changed(issues, redpencil):
    before = times(issues)
    assert export(redpencil, issues) == 4
    assert times(issues) == before


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_has_changed_is_exported_as_if_everything_were(change, issues, redpencil, tmp_path):
    change(issues)
    assert export(redpencil, issues) == CHANGES[change]
    renewed = contents(issues)
    shutil.rmtree(issues / "tei")
    assert export(redpencil, issues) == 0
    assert contents(issues) == renewed


def test_a_decision_costs_its_own_issue_alone(issues, redpencil):
    decide(issues)
    before = times(issues)
    assert export(redpencil, issues) == 3
    changed = {path.name for path, moment in times(issues).items() if before[path] != moment}
    assert changed
    assert not any("1933-06" in name for name in changed)


def test_a_decision_that_needs_a_second_reader_now_is_taken_back(issues, redpencil):
    before = contents(issues)
    decide(issues)
    export(redpencil, issues)
    assert contents(issues) != before
    path = issues / "redpencil.toml"
    path.write_text(path.read_text("utf-8").replace("# readers = 1", "readers = 2"), encoding="utf-8")
    assert export(redpencil, issues) == 0
    assert contents(issues) == before


def test_articles_of_an_issue_that_is_gone_go(issues, redpencil):
    (issues / "transcriptions" / "second.txt").unlink()
    export(redpencil, issues)
    assert not [path for path in contents(issues) if "second" in path.name]
    assert len([path for path in contents(issues) if "first" in path.name]) == 2


def test_an_issue_that_failed_is_tried_again(issues, redpencil):
    path = issues / "pages" / f"{PAGE}.alto.xml"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    for _ in range(2):
        called = redpencil("-C", issues, "export")
        assert called.code == 1
        assert PAGE in called.err
    path.write_bytes(whole)
    assert export(redpencil, issues) <= 3


def test_an_edition_is_made_where_there_was_none(issues, redpencil):
    whole = contents(issues)
    shutil.rmtree(issues / "tei")
    assert export(redpencil, issues, "--no-preview") == 0
    assert export(redpencil, issues, "--no-preview") == 4
    assert export(redpencil, issues) == 0
    assert contents(issues) == whole


def test_an_article_in_a_neighbouring_issue_is_linked_when_it_comes(tmp_path, redpencil, read_batch):
    """A page of the next issue gives the one before its pointer."""
    folder = tmp_path / "serial"
    make_project(folder, "The Labor Lantern")
    project = open_project(folder)
    page = read_alto(read_batch / "pages" / f"{PAGE}.alto.xml")
    for number in (11, 12):
        write_alto(page, project.alto(f"labor-lantern_1933-05-{number + 9}_v02n{number}_p1"))
        export(redpencil, folder)
    renewed = contents(folder)
    shutil.rmtree(folder / "tei")
    export(redpencil, folder)
    assert contents(folder) == renewed


def test_publish_writes_no_tei_that_export_has_written(issues, redpencil, monkeypatch):
    before, written = times(issues), []
    monkeypatch.setattr(
        Export, "write", lambda _self, at, write=Export.write: written.append(at) or write(_self, at)
    )
    called = redpencil("-C", issues, "publish")
    assert called.code == 0, called.err
    assert not written
    assert times(issues) == before
    lose_file(issues)
    assert redpencil("-C", issues, "publish").code == 0
    assert len(written) == 1
    assert export(redpencil, issues, "--no-preview") == 4
    assert len(list((issues / "packages").iterdir())) == 4


def test_what_somebody_wrote_into_an_exported_file_is_kept(issues, redpencil):
    """It was written over without a word."""
    first, second = sorted((issues / "tei").glob("*.a??.xml"))[:2]
    kept, before = issues / "edited", first.read_bytes()
    for number, note in enumerate((b"<!-- mine -->", b"<!-- mine again -->", b"<!-- mine -->"), start=1):
        first.write_bytes(before + note)
        second.write_bytes(second.read_bytes())  # copied, perhaps, but not edited
        called = redpencil("-C", issues, "export" if number < 3 else "publish")
        assert called.code == 0, called.err
        assert "1 TEI file edited since the last export, kept in edited/" in called.err
        assert first.read_bytes() == before
        held = {path.name: path.read_bytes() for path in kept.iterdir()}
        assert before + note in held.values()
        assert set(held) == ({first.name, f"{first.stem}.2.xml"} if number > 1 else {first.name})
    assert "edited" not in redpencil("-C", issues, "export").err


def test_a_wrong_address_is_told_before_anything_is_written(issues, redpencil):
    before = contents(issues)
    called = redpencil("-C", issues, "publish", "--base", "example.org/a b")
    assert (called.code, called.err.count("is not an http(s) address")) == (2, 1)
    assert contents(issues) == before
    assert not (issues / "packages").exists()
