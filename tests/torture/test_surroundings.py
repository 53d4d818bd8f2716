# ruff: noqa: E501
"""Odd names, closed streams, missing homes, Ctrl-C, clocks that jump, two processes, bombs, damaged files."""

import os
import random
import shutil
import signal
import struct
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and signals")
PAGE = "paper_1933-05-20_p1"
NAMES = (
    b"with space.png", b"q'uo\"te.png", b"new\nline.png", b"caf\xe9.png", b"\xff\xfe.png", b"-rf.png", b"--help.png",
    b"$(touch x).png", b"`id`.png", b"a;b&c|d.png", b"<b>&amp;.png", "日本語.png".encode(), b"\x1b[2J.png", b"%s%n.png",
    b"CON.png", b"x" * 250 + b".png", b"tab\t.png", b"..png", b"a.alto.xml.png", b"e\xcc\x81.png", b"\xe2\x80\xae.png",
)  # fmt: skip


def test_scans_with_odd_names(project, run, snapshot):
    picture = (project / "scans" / f"{PAGE}.png").read_bytes()
    recording = (project / "recordings" / f"{PAGE}.alto.xml").read_bytes()
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(project / "scans") + b"/" + name)).write_bytes(picture)
    first = run("-C", project, "ocr")  # tells which recordings are wanted
    assert first.sound, first
    for path in (project / "pages").glob("*.error.txt"):
        (project / "recordings" / path.name.replace(".error.txt", ".alto.xml")).write_bytes(recording)
    called = run("-C", project, "run")
    assert (called.code, called.sound) == (0, True), called
    assert len(list((project / "pages").glob("*.alto.xml"))) == 3 + len(NAMES) - 1  # "..png" is hidden
    for command in (("status",), ("-v", "status"), ("status", "--json"), ("text", project / "out")):
        assert run("-C", project, *command).code == 0
    assert not (project / "x").exists()
    before = snapshot(project)
    assert run("-C", project, "run").code == 0
    assert snapshot(project) == before


@pytest.mark.parametrize("name", [b"a 'b' \"c\"\n[d]", b"\xff\xe9", "日本".encode(), b"$HOME;x", b"#?%41&"])
def test_a_project_with_an_odd_path(name, template, tmp_path, run):
    project = Path(shutil.copytree(template, os.fsdecode(os.fsencode(tmp_path) + b"/" + name)))
    for command in ("run", "status", "run"):
        called = run("-C", project, command, environment={"LANG": "C", "LC_ALL": "C"})
        assert called.code == 0, called
    assert list((project / "tei").glob("*.xml"))
    (project / "scans" / "bad.png").write_bytes(b"no")
    called = run("-C", project, "run")
    assert (called.code, called.sound) == (1, True), called


def test_transcriptions_with_odd_names(project, tmp_path, run):
    for number, name in enumerate(NAMES):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name.replace(b".png", b".txt")))
        path.write_text(f"Title {number}\n\nTranscriebd by hand.\n")
        called = run("-C", project, "import", "--", path)
        assert called.sound, called
    for command in (("run",), ("text", project / "out"), ("status",)):
        called = run("-C", project, *command)
        assert called.sound, (command, called)
    assert list((project / "tei").glob("paper.1933-05-20.*"))


def test_what_is_no_file(project, tmp_path, run):
    os.mkfifo(project / "scans" / "pipe.png")
    os.mkfifo(tmp_path / "pipe.txt")
    (project / "scans" / "folder.png").mkdir()
    (project / "scans" / "loop.png").symlink_to("loop.png")
    (project / "scans" / "round").symlink_to(".")
    (project / "scans" / "out.png").symlink_to("/etc/passwd")
    called = run("-C", project, "run", limit=60)
    assert (called.code, called.sound) == (1, True), called
    assert len(list((project / "pages").glob("*.alto.xml"))) == 3
    for path in (tmp_path / "pipe.txt", tmp_path, Path("/dev/null")):
        for command in (("-C", project, "import", path), ("proofread", path, "-o", tmp_path / "out")):
            called = run(*command, limit=60)
            assert called.sound, (command, called)


def test_scans_is_a_link(project, tmp_path, run):
    shutil.move(project / "scans", tmp_path / "elsewhere")
    (project / "scans").symlink_to(tmp_path / "elsewhere")
    assert run("-C", project, "run").code == 0
    assert len(list((project / "pages").glob("*.alto.xml"))) == 3


@pytest.mark.parametrize(
    "command", [("status", "--json"), ("lexicon", "list"), ("--help",), ("run",), ("correct", "--json")]
)
def test_nobody_reads_the_output(command, project, begin, end, run):
    if command[0] == "correct":
        assert run("-C", project, "ocr").code == 0
    for streams in ("stdout", "stderr"):
        process = begin("-C", project, *command, **{streams: open_dead_pipe()})
        called = end(process)
        assert called.sound, called
        assert "Exception ignored" not in called.err
    with Path("/dev/full").open("w") as full:
        called = end(begin("-C", project, *command, stdout=full))
    assert called.sound, called
    assert "Exception ignored" not in called.err
    closed = 'exec "$0" "$@" >&- 2>&- <&-'
    import subprocess

    code = subprocess.run(
        ["/bin/sh", "-c", closed, sys.executable, "-m", "redpencil", "-C", str(project), *command],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        timeout=120,
    ).returncode
    assert code in (0, 1)


def open_dead_pipe():
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def test_a_bare_environment(project, run):
    bare = {
        "HOME": "/nonexistent",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TERM": "",
    }
    for command in (("run",), ("status",), ("doctor",), ("correct", "--list"), ("text", project / "out")):
        called = run("-C", project, *command, environment=bare)
        assert called.sound, called
        assert called.code == 0 or command == ("doctor",), called


@pytest.mark.parametrize("name", ["INT", "TERM", "HUP"])
@pytest.mark.parametrize(
    "command",
    [("run",), ("ocr",), ("correct",), ("export",), ("status",), ("text", "out"), ("proofread", "texts")],
)
def test_interrupted(name, command, project, begin, end, run, until, long):
    if name != "INT" and command != ("run",) and not long:
        pytest.skip("in the long form only (--torture)")
    (project / "texts").mkdir()
    for number in range(5):
        (project / "texts" / f"{number}.txt").write_text("Nothing is wrong here.\n" * 2000)
    chance = random.Random(str((name, command)))
    for _ in range(4 if long else 1):
        process = begin("-C", project, *command, cwd=project)
        assert until(lambda process=process: heeds(process) or process.poll() is not None)
        time.sleep(chance.uniform(0.0, 2.5))
        process.send_signal(getattr(signal, f"SIG{name}"))
        called = end(process)
        assert called.sound, called
        if called.code == 130:
            assert "run the same command again" in called.err
    assert run("-C", project, "run").code == 0
    assert len(list((project / "pages").glob("*.alto.xml"))) == 3


def heeds(process):
    """Whether redpencil, and no longer the interpreter alone, answers signals; a guess where nothing tells."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        time.sleep(1.0)
        return True
    (mask,) = (line.split()[1] for line in status.read_text().splitlines() if line.startswith("SigCgt"))
    return bool(int(mask, 16) >> (signal.SIGTERM - 1) & 1)


def test_two_runs_at_once(project, begin, end, run, snapshot, template, tmp_path):
    alone = Path(shutil.copytree(template, tmp_path / "alone"))
    assert run("-C", alone, "run").code == 0
    results = [end(process) for process in [begin("-C", project, "run") for _ in range(3)]]
    assert all(result.sound for result in results)
    assert 0 in {result.code for result in results}
    for result in results:
        assert result.code == 0 or "another redpencil is at work" in result.err
    assert run("-C", project, "run").code == 0
    assert snapshot(project) == snapshot(alone)


def test_the_order_of_decisions_is_that_of_recording_whatever_the_clock_says(tmp_path):
    from corrections.decisions.application import apply
    from corrections.decisions.decision import Decision, Verdict
    from corrections.decisions.store import DecisionStore
    from corrections.passage import Passage, Token

    now = datetime(2026, 1, 1, tzinfo=UTC)
    jumps = (
        timedelta(0),
        timedelta(days=-9000),
        timedelta(days=40),
        timedelta(hours=-3),
        timedelta(seconds=-1),
    )
    with DecisionStore(tmp_path / "decisions.sqlite") as store:
        for number, jump in enumerate(jumps):
            made = Decision(
                "d", ("t1",), ("tne",), (f"the{number}",), Verdict.CORRECT, f"p{number}", now + jump, "", "1"
            )
            store.record([made])
        assert [d.after[0] for d in store.decisions("d")] == [f"the{number}" for number in range(len(jumps))]
        passage = Passage("p", (Token("t1", "tne", 0.5),))
        assert apply([passage], store.decisions("d")).readings["t1"].text == f"the{len(jumps) - 1}"


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width, height, pixels=b"", extra=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def test_bombs_cost_their_own_page_only(project, run):
    zeros = zlib.compress(b"\0" * 200_000_000, 9)
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    scans = project / "scans"
    (scans / "wide.png").write_bytes(png(2**31 - 1, 2**31 - 1))
    (scans / "large.png").write_bytes(png(60_000, 60_000))
    (scans / "text.png").write_bytes(png(9, 9, b"\0" * 90, chunk(b"zTXt", b"a\0\0" + zeros)))
    (scans / "profile.png").write_bytes(png(9, 9, b"\0" * 90, chunk(b"iCCP", b"a\0\0" + zeros)))
    (scans / "flow.png").write_bytes(png(9, 9, b"\0" * 200_000_000))
    (scans / "huge.pdf").write_bytes(
        pdf + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 900000 900000]>>endobj trailer<</Root 1 0 R>>"
    )
    (scans / "many.pdf").write_bytes(
        pdf.replace(b"/Count 1", b"/Count 99999999")
        + b"3 0 obj<</Type/Page/Parent 2 0 R>>endobj trailer<</Root 1 0 R>>"
    )
    (scans / "round.pdf").write_bytes(
        pdf + b"3 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>endobj trailer<</Root 1 0 R>>"
    )
    # A TIFF whose directories follow each other in a circle.
    (scans / "circle.tif").write_bytes(
        b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 3, 1, 9) + b"\x08\0\0\0"
    )
    called = run("-C", project, "run", limit=120)
    assert (called.code, called.sound) == (1, True), called
    for name in ("wide.png", "large.png", "huge.pdf", "circle.tif"):
        assert name in called.err
    assert {path.name for path in (project / "pages").glob("paper*.xml")} >= {f"{PAGE}.alto.xml"}


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"%d" % (n - 1) if n else b"") * 10) for n in range(12)
    )
    + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("entity", [b"&a11;", b"&f;"])
def test_entities_are_never_expanded(entity, project, run, tmp_path):
    assert run("-C", project, "ocr").code == 0
    page = project / "pages" / f"{PAGE}.alto.xml"
    page.write_bytes(
        BOMB + page.read_bytes().split(b"?>", 1)[1].replace(b"<fileName>", b"<fileName>" + entity, 1)
    )
    (tmp_path / "bomb.html").write_bytes(BOMB + b"<html><body><h1>T</h1><p>" + entity + b"</p></body></html>")
    imported = run("-C", project, "import", tmp_path / "bomb.html")
    assert imported.sound, imported
    for command in ("correct", "export", "status"):
        called = run("-C", project, command, limit=60)
        assert (called.code, called.sound) == (1, True), called
        assert PAGE in called.err + called.out
    for path in project.rglob("*"):
        if path.is_file() and path != page:
            assert b"root:x:0" not in path.read_bytes()
    assert any("1933-05-27" in path.name for path in (project / "tei").glob("*.xml"))


DAMAGE = {
    # file: (what is written into it, what is said)
    "redpencil.toml": (b"[ocr\nengine", "redpencil.toml"),
    "articles.toml": (b"[[article]]\nid = ", "articles.toml"),
    "lexicon.csv": (b"form,kind\nx,y\n", "lexicon.csv"),
    "decisions.sqlite": (b"SQLite format 3\0" + b"\xff" * 3000, "decisions.sqlite"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_named_with_its_mend_and_mended_all_is_well(name, project, run, snapshot):
    assert run("-C", project, "run").code == 0
    whole = snapshot(project)
    path = project / name
    kept = path.read_bytes() if path.exists() else None
    path.write_bytes(DAMAGE[name][0])
    called = run("-C", project, "run")
    assert called.code in (1, 2), called
    assert called.sound
    assert DAMAGE[name][1] in called.err
    assert called.err.strip().endswith((".", "tei")) or "FAILED" in called.err
    path.unlink() if kept is None else path.write_bytes(kept)
    assert run("-C", project, "run").code == 0
    assert snapshot(project) == whole


def test_a_killed_idle_worker_is_replaced():
    import multiprocessing

    from redpencil.execution.pool import Pool

    def kill_all():
        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)
            child.join()

    def items():
        yield 0.0
        yield 0.0
        time.sleep(1.0)
        kill_all()
        yield 0.1

    results = list(Pool(2).run(time.sleep, items(), name=str, time_limit=30))
    assert len(results) == 3
    assert results[-1] == (0.1, None)
