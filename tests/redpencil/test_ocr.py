"""The command `redpencil ocr` and what bad input gets from it."""

import errno
import json
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from ocr.alto import read_alto, write_alto
from ocr.page import Ink
from redpencil.boundary import ExitCode

PAGES = ("labor-lantern_1933-05-20_v02n11_p1", "labor-lantern_1933-05-20_v02n11_p3")


def use_tesseract(batch, language="eng"):
    settings = batch / "redpencil.toml"
    wanted = f'engine = "tesseract"\nlanguage = "{language}"'
    settings.write_text(settings.read_text("utf-8").replace('engine = "recorded"', wanted), encoding="utf-8")


def test_a_batch_becomes_pages(batch, redpencil):
    result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.DONE
    assert "2 pages read" in result.err
    words = [word.text for word in read_alto(batch / "pages" / f"{PAGES[0]}.alto.xml").words()]
    assert "Litvinoff" in words


def test_what_was_read_is_not_read_again_unless_forced(read_batch, redpencil):
    assert "0 pages read (0 words), 2 read before" in redpencil("-C", read_batch, "ocr").err
    assert "2 pages read" in redpencil("-C", read_batch, "ocr", "--force").err


def test_a_page_whose_scan_has_changed_is_read_again(read_batch, redpencil):
    with (read_batch / "scans" / f"{PAGES[0]}.jpg").open("ab") as scan:
        scan.write(b"\0")
    assert "1 page read" in redpencil("-C", read_batch, "ocr").err


def test_one_bad_file_is_reported_and_the_rest_is_done(batch, redpencil):
    (batch / "scans" / "empty.png").write_bytes(b"")
    whole = (batch / "scans" / f"{PAGES[0]}.jpg").read_bytes()
    (batch / "scans" / f"{PAGES[0]}.jpg").write_bytes(whole[: len(whole) // 2])
    result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.FAILED
    assert "empty.png: is empty." in result.err
    assert f"{PAGES[0]}.jpg" in result.err
    assert "1 page read" in result.err
    assert "Traceback" not in result.err
    status = redpencil("-C", batch, "status")
    assert status.code == ExitCode.FAILED
    assert "1 read, 0 waiting, 1 failed" in status.out


def test_a_mended_page_loses_its_failure(batch, redpencil):
    scan = batch / "scans" / f"{PAGES[0]}.jpg"
    whole = scan.read_bytes()
    scan.write_bytes(whole[: len(whole) // 2])
    redpencil("-C", batch, "ocr")
    scan.write_bytes(whole)
    assert redpencil("-C", batch, "ocr").code == ExitCode.DONE
    assert redpencil("-C", batch, "status").code == ExitCode.DONE


@pytest.mark.tesseract
def test_a_page_without_text_is_a_page(batch, redpencil):
    use_tesseract(batch)
    shutil.rmtree(batch / "scans")
    (batch / "scans").mkdir()
    Image.new("L", (600, 800), 255).save(batch / "scans" / "blank_1933-05-20_p1.png", dpi=(100, 100))
    assert redpencil("-C", batch, "run").code == ExitCode.DONE
    assert read_alto(batch / "pages" / "blank_1933-05-20_p1.alto.xml").text == ""


def test_a_damaged_page_file_is_named_and_read_again(read_batch, redpencil):
    batch = read_batch
    page = batch / "pages" / f"{PAGES[0]}.alto.xml"
    page.write_text(page.read_text("utf-8")[:5000], encoding="utf-8")
    status = redpencil("-C", batch, "status")
    assert status.code == ExitCode.FAILED
    assert PAGES[0] in status.out
    assert redpencil("-C", batch, "correct").code == ExitCode.FAILED
    assert "1 page read" in redpencil("-C", batch, "ocr", "--force", PAGES[0]).err
    assert redpencil("-C", batch, "status").code == ExitCode.DONE


def test_an_unknown_page_and_an_empty_batch(batch, redpencil):
    said = redpencil("-C", batch, "ocr", "p99").err
    assert "no such page" in said
    assert redpencil("-C", batch, *said.split("'redpencil ")[1].split("'")[0].split()).code == ExitCode.DONE
    shutil.rmtree(batch / "scans")
    (batch / "scans").mkdir()
    result = redpencil("-C", batch, "ocr")
    assert (result.code, "holds no page scans" in result.err) == (ExitCode.USAGE, True)


def test_a_text_that_claims_to_be_a_scan_is_named(batch, redpencil):
    shutil.rmtree(batch / "scans")
    (batch / "scans").mkdir()
    (batch / "scans" / "notes.jpg").write_text("no picture")
    result = redpencil("-C", batch, "ocr")
    assert (result.code, "notes.jpg" in result.err) == (ExitCode.FAILED, True)


def test_a_missing_language_model_is_said_once_and_before_the_work(batch, redpencil):
    settings = batch / "redpencil.toml"
    text = settings.read_text("utf-8").replace(
        'engine = "recorded"', 'engine = "tesseract"\nlanguage = "tlh"'
    )
    settings.write_text(text, encoding="utf-8")
    result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.FAILED
    assert "tlh" in result.err
    assert len(result.err.splitlines()) == 1


def test_no_tesseract_is_said_with_what_to_install(batch, redpencil, monkeypatch):
    use_tesseract(batch)
    monkeypatch.setenv("PATH", "/nonexistent")
    result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.FAILED
    assert "install" in result.err.lower()


def test_two_runs_on_one_project(batch, redpencil):
    from redpencil.project import open_project

    with open_project(batch).locked():
        result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.FAILED
    assert "another redpencil is at work" in result.err


def test_a_full_disk_loses_nothing(batch, redpencil, monkeypatch):
    import redpencil.recognition as recognition

    write, written = recognition.write_alto, []

    def fill(page, path):
        if written:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        written.append(path)
        write(page, path)

    monkeypatch.setattr(recognition, "write_alto", fill)
    result = redpencil("-C", batch, "ocr")
    assert result.code == ExitCode.FAILED
    assert "the disk is full" in result.err
    monkeypatch.undo()
    assert "1 page read" in redpencil("-C", batch, "ocr").err


@pytest.mark.tesseract
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pgrep") is None, reason="needs pgrep, from the package procps")
def test_ctrl_c_keeps_what_was_read_and_leaves_no_process_behind(batch):
    use_tesseract(batch)
    command = [sys.executable, "-m", "redpencil", "-C", str(batch), "ocr", "-j", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not list((batch / "pages").glob("*.alto.xml")) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "what was finished is kept" in said
    assert len(list((batch / "pages").glob("*.alto.xml"))) >= 1
    time.sleep(0.5)
    assert subprocess.run(["pgrep", "-f", str(batch)], capture_output=True).stdout == b""


def test_print_that_was_not_read_is_told(read_batch, redpencil):
    batch = read_batch
    path = batch / "pages" / f"{PAGES[0]}.alto.xml"
    page = read_alto(path)
    assert page.ink is not None
    told = [page["ink"] for page in json.loads(redpencil("-C", batch, "status", "--json").out)["pages"]]
    assert told[0] == {"outside": page.ink.outside, "unread": page.ink.unread}
    assert "unread letters" in redpencil("-C", batch, "status").out
    assert f"{PAGES[0]}:" not in redpencil("-C", batch, "status").out
    write_alto(replace(page, ink=Ink(0.01, 0.2)), path)
    assert f"{PAGES[0]}: 20.0% of its letters were not read" in redpencil("-C", batch, "status").out
    assert "20.0% of the page's letters were not read" in redpencil("-C", batch, "check").out


def test_thorough_reading_by_option_and_by_setting(read_batch, redpencil):
    batch = read_batch
    path = batch / "pages" / f"{PAGES[0]}.alto.xml"
    plain = read_alto(path)
    assert redpencil("-C", batch, "ocr", "--force", "--thorough", PAGES[0]).code == ExitCode.DONE
    thorough = read_alto(path)
    assert "voted" in thorough.steps[-1].settings
    assert set(plain.text.split()) <= set(thorough.text.split())
    assert "voted" not in plain.steps[-1].settings
    settings = batch / "redpencil.toml"
    settings.write_text(settings.read_text("utf-8").replace("[ocr]\n", "[ocr]\nthorough = true\n"), "utf-8")
    redpencil("-C", batch, "ocr", "--force", PAGES[0])
    assert read_alto(path) == thorough


@pytest.mark.tesseract
@pytest.mark.slow
def test_a_spread_becomes_two_pages_in_status_alto_and_tei(batch, redpencil):
    use_tesseract(batch)
    page = Image.open(batch / "scans" / f"{PAGES[0]}.jpg")
    (batch / "scans" / f"{PAGES[1]}.jpg").unlink()
    (batch / "scans" / f"{PAGES[0]}.jpg").unlink()
    spread = Image.new("L", (2 * page.width + 200, page.height), int(np.percentile(np.asarray(page), 60)))
    spread.paste(page, (0, 0))
    spread.paste(page, (page.width + 200, 0))
    spread.save(batch / "scans" / "lantern_1933-05-20_v2n11_p2.png")
    assert redpencil("-C", batch, "run").code == ExitCode.DONE
    states = json.loads(redpencil("-C", batch, "status", "--json").out)["pages"]
    assert [(state["id"][-5:], state["label"]["number"]) for state in states] == [
        ("-p001", "2"),
        ("-p002", "3"),
    ]
    left, right = (read_alto(batch / "pages" / f"{state['id']}.alto.xml") for state in states)
    assert (left.width, left.height) == (right.width, right.height) == spread.size
    assert all(word.bbox.right <= page.width + 100 for word in left.words())
    assert all(word.bbox.left >= page.width + 100 for word in right.words())
    assert "Litvinoff" in left.text
    assert "Litvinoff" in right.text
    edition = "".join(path.read_text("utf-8") for path in (batch / "tei").glob("*.xml"))
    assert edition.count("<surface") >= 2
