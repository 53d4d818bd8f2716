"""The whole line, from scans to TEI, as a newcomer runs it."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from lxml import etree

from corrections.decisions.decision import Verdict
from corrections.editor import Editor
from corrections.proposal import Candidate, Fault, Proposal, Recommendation
from redpencil.boundary import ExitCode
from redpencil.correction import renew

TEI = {"t": "http://www.tei-c.org/ns/1.0"}


def test_a_batch_becomes_valid_citable_tei(batch, redpencil):
    result = redpencil("-C", batch, "run")
    assert result.code == ExitCode.DONE
    strike = next(p for p in (batch / "tei").glob("*.a*.xml") if "MILL HANDS" in p.read_text("utf-8"))
    tree = etree.parse(strike)
    assert "pp. 1 & 3" in tree.findtext(".//t:bibl[@type='display']", namespaces=TEI)
    pages = tree.findall(".//t:biblStruct//t:biblScope[@unit='page']", TEI)
    assert [(page.get("from"), page.get("to")) for page in pages] == [("1", "1"), ("3", "3")]
    assert tree.findall(".//t:surface", TEI)
    assert (batch / "tei" / "preview" / "index.html").exists()


def test_running_again_changes_no_byte(run_batch, redpencil):
    batch = run_batch
    before = {path: path.read_bytes() for path in sorted((batch / "tei").rglob("*.xml"))}
    assert before
    redpencil("-C", batch, "run")
    assert {path: path.read_bytes() for path in sorted((batch / "tei").rglob("*.xml"))} == before


def test_what_is_exported_can_be_rebuilt(run_batch, redpencil):
    batch = run_batch
    before = {path.name: path.read_bytes() for path in (batch / "tei").glob("*.xml")}
    shutil.rmtree(batch / "tei")
    redpencil("-C", batch, "export", "--no-preview")
    assert {path.name: path.read_bytes() for path in (batch / "tei").glob("*.xml")} == before
    assert not (batch / "tei" / "preview").exists()


def test_the_text_of_pages_raw_and_corrected(run_batch, tmp_path, redpencil):
    batch = run_batch
    assert redpencil("-C", batch, "text", tmp_path / "raw", "--raw").code == ExitCode.DONE
    assert redpencil("-C", batch, "text", tmp_path / "fixed").code == ExitCode.DONE
    raw = (tmp_path / "raw" / "labor-lantern_1933-05-20_v02n11_p1.txt").read_text("utf-8")
    fixed = (tmp_path / "fixed" / "labor-lantern_1933-05-20_v02n11_p1.txt").read_text("utf-8")
    assert "Litvinoff" in raw
    assert "Litvinoff" in fixed
    assert raw.count("\n") == fixed.count("\n")


def test_status_for_machines(run_batch, redpencil):
    status = json.loads(redpencil("-C", run_batch, "status", "--json").out)
    assert [page["state"] for page in status["pages"]] == ["read", "read"]
    assert status["pages"][1]["label"]["number"] == "3"
    assert status["pages"][0]["words"] > 1000


def test_correcting_twice_decides_nothing_new(run_batch, redpencil):
    from corrections.decisions.store import DecisionStore

    batch = run_batch
    with DecisionStore(batch / "decisions.sqlite") as store:
        before = list(store.log())
    redpencil("-C", batch, "correct")
    with DecisionStore(batch / "decisions.sqlite") as store:
        assert list(store.log()) == before


def test_what_a_person_decided_is_not_touched(run_batch, redpencil):
    import dataclasses

    from corrections.decisions.decision import Verdict
    from corrections.decisions.store import DecisionStore

    batch = run_batch
    with DecisionStore(batch / "decisions.sqlite") as store:
        machine = next(iter(store.log()))
        kept = dataclasses.replace(machine, after=machine.before, verdict=Verdict.KEEP, who="A. Reader")
        store.record([kept])
    redpencil("-C", batch, "correct")
    with DecisionStore(batch / "decisions.sqlite") as store:
        assert list(store.decisions(machine.document))[-1].who == "A. Reader"


def test_the_seed_becomes_tei_like_a_scan(shared, batch, redpencil):
    (seed,) = (shared / "data" / "seed").glob("*.txt")
    shutil.rmtree(batch / "scans")
    (batch / "scans").mkdir()
    assert redpencil("-C", batch, "import", seed).code == ExitCode.DONE
    assert redpencil("-C", batch, "run").code == ExitCode.DONE
    (path,) = (batch / "tei").glob("*diplomacy.xml")
    tree = etree.parse(path)
    text = " ".join(tree.find(".//t:text", TEI).itertext())
    assert "Litvinoff" in text
    assert len(tree.findall(".//t:div[@type='section']", TEI)) == 2
    assert tree.findall(".//t:note[@type='editorial']", TEI)
    assert len(tree.findall(".//t:quote", TEI)) == 2
    names = [name.xpath("string()") for name in tree.findall(".//t:respStmt/t:persName", TEI)]
    assert "Einde O’Callaghan" in names


def test_a_transcription_of_the_same_name_is_not_overwritten(batch, tmp_path, redpencil):
    first, second = tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt"
    for path, text in ((first, "Title\n\nOne paragraph.\n"), (second, "Title\n\nAnother one.\n")):
        path.parent.mkdir()
        path.write_text(text)
    assert redpencil("-C", batch, "import", first).code == ExitCode.DONE
    assert redpencil("-C", batch, "import", first).code == ExitCode.DONE
    refused = redpencil("-C", batch, "import", second)
    assert (refused.code, "--force" in refused.err) == (ExitCode.FAILED, True)
    assert redpencil("-C", batch, "import", "--force", second).code == ExitCode.DONE


def test_the_demo_leaves_another_newspaper_s_project_alone(tmp_path, redpencil):
    redpencil("init", tmp_path / "mine", "--title", "The Militant")
    result = redpencil("demo", tmp_path / "mine")
    assert (result.code, "Name a new folder" in result.err) == (ExitCode.USAGE, True)
    assert not list((tmp_path / "mine" / "scans").iterdir())


@pytest.mark.tesseract
@pytest.mark.slow
def test_the_demo_says_where_everything_is(tmp_path, redpencil):
    result = redpencil("demo", tmp_path / "demo")
    assert result.code == ExitCode.DONE
    assert "file://" in result.out
    raw, corrected = (
        float(line.split()[1].rstrip("%"))
        for line in result.out.splitlines()
        if "of characters wrong" in line
    )
    assert corrected <= raw < 10


def test_what_has_not_changed_is_not_corrected_again(batch, redpencil, monkeypatch):
    from scans import memory

    monkeypatch.setattr(memory, "RACE", -1000.0)
    (batch / "story.txt").write_text("A Report\n\nThe meeting of tne union was long.\n", encoding="utf-8")
    (batch / "other.txt").write_text("Another\n\nNothing is wrong.\n", encoding="utf-8")
    assert redpencil("-C", batch, "import", batch / "story.txt").code == 0
    assert redpencil("-C", batch, "import", batch / "other.txt").code == 0
    opened = []
    propose = Editor.propose
    monkeypatch.setattr(Editor, "propose", lambda *given: opened.append(given[1]) or propose(*given))
    first = redpencil("-C", batch, "correct")
    assert len(opened) == 2
    assert redpencil("-C", batch, "correct").err.splitlines()[-1] == first.err.splitlines()[-1]
    assert len(opened) == 2
    other = batch / "transcriptions" / "other.txt"
    other.write_text(other.read_text() + "\nNothing at all.\n", encoding="utf-8")
    redpencil("-C", batch, "correct")
    assert len(opened) == 3
    (batch / "lexicon.csv").write_text("form,kind,variants,modern,source,note\nSkoglund,person,,,x,\n")
    redpencil("-C", batch, "correct")
    assert len(opened) == 5


def test_what_is_decided_while_a_document_is_corrected_is_seen_next_time(batch, redpencil, monkeypatch):
    from corrections.decisions.decision import Decision, Verdict
    from corrections.decisions.store import DecisionStore
    from scans import memory

    monkeypatch.setattr(memory, "RACE", -1000.0)
    (batch / "story.txt").write_text("A Report\n\nThe meeting of tne union was long.\n", encoding="utf-8")
    assert redpencil("-C", batch, "import", batch / "story.txt").code == 0
    propose, opened = Editor.propose, []

    def decide_meanwhile(editor, passages):
        opened.append(passages)
        proposals = tuple(propose(editor, passages))
        token = next(token for token in passages[-1].tokens if token.text == "long")
        kept = (token.id,), ("long",), ("long",), Verdict.KEEP, "Ben", datetime.now(UTC), "", "1"
        with DecisionStore(batch / "decisions.sqlite") as store:
            store.record([Decision("story", *kept)])
        return proposals

    monkeypatch.setattr(Editor, "propose", decide_meanwhile)
    redpencil("-C", batch, "correct")
    monkeypatch.setattr(Editor, "propose", lambda *given: opened.append(given[1]) or propose(*given))
    for _ in range(3):
        redpencil("-C", batch, "correct")
    assert len(opened) == 2


def test_a_page_that_cannot_be_opened_costs_itself_alone(run_batch, redpencil):
    files = sorted((run_batch / "tei").glob("*.xml"))
    (run_batch / "pages" / "zz_1933-06-03_p1.alto.xml").symlink_to("nothing")
    for command in ("status", "correct", "export", "check", "publish"):
        called = redpencil("-C", run_batch, command)
        assert called.code == ExitCode.FAILED
        assert "zz_1933-06-03_p1" in called.out + called.err
    assert "1 damaged" in redpencil("-C", run_batch, "status").out
    assert set(files) <= set((run_batch / "tei").glob("*.xml"))


def test_what_the_machine_took_for_a_misprint_it_takes_for_a_misreading_when_it_knows_better():
    def propose(after, fault):
        candidates = (Candidate((after,), 0.99, "near"),)
        return Proposal(("w1",), ("heen",), candidates, Recommendation.APPLY, fault)

    (first,) = renew("p1", [propose("been", Fault.MISPRINT)], ())
    assert renew("p1", [propose("been", Fault.MISPRINT)], (first,)) == ()
    (second,) = renew("p1", [propose("been", Fault.MISREADING)], (first,))
    assert (first.verdict, second.verdict) == (Verdict.MISPRINT, Verdict.CORRECT)
    assert [row.after for row in renew("p1", [propose("keen", Fault.MISREADING)], (first, second))] == [
        ("keen",)
    ]
    (undone,) = renew("p1", [], (first, second))
    assert undone.verdict is Verdict.UNDO


def test_what_nobody_foresaw_costs_its_own_document(batch, redpencil, monkeypatch):
    for name in ("one", "two", "three"):
        (batch / f"{name}.txt").write_text(f"{name}\n\nThe meeting was long.\n", encoding="utf-8")
        assert redpencil("-C", batch, "import", batch / f"{name}.txt").code == 0
    propose = Editor.propose

    def stumble(editor, passages):
        if "two" in passages[0].tokens[0].text:
            raise ZeroDivisionError
        return propose(editor, passages)

    monkeypatch.setattr(Editor, "propose", stumble)
    called = redpencil("-C", batch, "correct")
    assert called.code == 1
    assert "two: could not be worked on for a bug" in called.err
    assert "1 document FAILED" in called.err


def test_what_nobody_foresaw_in_an_export_costs_its_own_files(batch, redpencil, monkeypatch):
    import tei.export

    for name in ("one", "two"):
        (batch / f"{name}.txt").write_text(f"{name}\n\nThe meeting was long.\n", encoding="utf-8")
        assert redpencil("-C", batch, "import", batch / f"{name}.txt").code == 0
    compose = tei.export.compose

    def stumble(article, *rest):
        if article.id == "two":
            raise ZeroDivisionError
        return compose(article, *rest)

    monkeypatch.setattr(tei.export, "compose", stumble)
    called = redpencil("-C", batch, "export")
    assert called.code == 1
    assert "bug in redpencil" in called.err
    assert "redpencil-bug-" in called.err
    assert [path.name for path in (batch / "tei").glob("*one*.xml")]
    assert not [path.name for path in (batch / "tei").glob("*two*.xml")]
