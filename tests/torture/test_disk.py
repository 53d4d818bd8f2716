"""A full disk, a read-only folder, another user: said in one sentence, nothing lost, gone on from later."""

import os
import shutil
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
NEW = (("ocr",), ("import", "story.txt"))
"""What a project of which nothing has been read can do."""
COMMANDS = (*NEW, ("correct",), ("export",), ("text", "out"))
NOBODY = 65534


def whole(folder, run, snapshot):
    assert run("-C", folder, "run", cwd=folder).code == 0
    return snapshot(folder)


@pytest.mark.parametrize("free", [0, 8, 40, 90, 140])
def test_a_full_disk_loses_nothing(free, template, tiny_disk, tmp_path, run, snapshot):
    """`free` is how many kB are left for the work."""
    expected = whole(shutil.copytree(template, tmp_path / "whole"), run, snapshot)
    batch = tiny_disk / "batch"
    shutil.copytree(template, batch)
    filler = tiny_disk / "filler"
    space = os.statvfs(tiny_disk)
    filler.write_bytes(b"\0" * max(0, space.f_bavail * space.f_frsize - free * 1024))
    called = run("-C", batch, "run", cwd=batch)
    assert called.sound, called
    assert called.code == 1, called
    assert "disk" in called.err
    filler.unlink()
    assert run("-C", batch, "run", cwd=batch).code == 0
    assert snapshot(batch) == expected


def test_a_disk_that_fills_while_texts_are_proofread(tiny_disk, tmp_path, run):
    source = tmp_path / "long.txt"
    source.write_text("\n" * 1_200_000, "utf-8")
    filler = tiny_disk / "filler"
    filler.write_bytes(b"\0" * 3_500_000)
    called = run("proofread", source, "-o", tiny_disk / "out.txt")
    assert called.sound, called
    assert called.code == 1
    assert "disk" in called.err
    assert list(tiny_disk.iterdir()) == [filler]


@pytest.fixture
def as_nobody(project, tmp_path, begin, end):
    """Run redpencil as a user without any right; only root can become another."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:

        def run(*arguments, **options):
            return end(begin(*arguments, **options))
    else:
        if not can_read_as_nobody():
            pytest.skip("the interpreter is not readable for another user")
        for folder in (project, *project.parents):
            if folder.parent == folder or folder.parent.parent == folder.parent:
                break
            folder.chmod(folder.stat().st_mode | 0o055)

        def run(*arguments, **options):
            return end(begin(*arguments, user=NOBODY, group=NOBODY, extra_groups=[], **options))

    return run


def can_read_as_nobody():
    command = [sys.executable, "-c", "import lxml, redpencil.cli"]
    try:
        return subprocess.run(command, user=NOBODY, group=NOBODY, capture_output=True).returncode == 0
    except OSError:
        return False


def lock_up(folder):
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@pytest.fixture
def unlock(project):
    yield
    for path in (project, *project.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("done", [False, True], ids=["new", "done"])
def test_a_project_that_may_only_be_read(done, project, as_nobody, run, tmp_path, unlock, snapshot):
    if done:
        assert run("-C", project, "run").code == 0
    before = snapshot(project)
    lock_up(project)
    environment = {"HOME": "/nonexistent"}
    for command in COMMANDS if done else NEW:
        called = as_nobody("-C", project, *command, cwd=project, environment=environment)
        assert called.sound, called
        assert called.code == 1, (command, called)
        assert "permissions" in called.err or "writable" in called.err, called
    for command in (("status",), ("status", "--json"), ("lexicon", "check"), ("lexicon", "list", "Skog")):
        called = as_nobody("-C", project, *command, cwd=project, environment=environment)
        assert called.code == 0, (command, called)
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o777)
    called = as_nobody("-C", project, "text", out, cwd=project, environment=environment)
    assert called.code == (0 if done else 2), called
    assert len(list(out.glob("*.txt"))) == (3 if done else 0)
    assert snapshot(project) == before


def test_what_may_not_be_read_is_named_and_the_rest_done(project, as_nobody):
    owner = NOBODY if os.geteuid() == 0 else os.geteuid()
    for path in (project, *project.rglob("*")):
        os.chown(path, owner, -1)
    (project / "scans" / "paper_1933-05-20_p1.png").chmod(0)
    called = as_nobody("-C", project, "run", environment={"HOME": "/nonexistent"})
    assert called.sound, called
    assert called.code == 1
    assert "paper_1933-05-20_p1.png" in called.err
    assert len(list((project / "pages").glob("*.alto.xml"))) == 2
    (project / "pages" / "paper_1933-05-20_p2.alto.xml").chmod(0)
    for command in ("status", "correct", "export"):
        called = as_nobody("-C", project, command, environment={"HOME": "/nonexistent"})
        assert called.sound, called
        assert called.code == 1
        assert "paper_1933-05-20_p2" in called.err + called.out, (command, called)
