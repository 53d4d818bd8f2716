"""kill -9 at random moments of every command; the same command again makes what an undisturbed run makes."""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

COMMANDS = {
    # name: (what was done before, the command)
    "ocr": ((), ("ocr", "-j", "2")),
    "correct": (("ocr",), ("correct",)),
    "export": (("ocr", "correct"), ("export",)),
    "run": ((), ("run", "-j", "2")),
    "import": ((), ("import", "story.txt")),
    "text": (("ocr", "correct"), ("text", "out")),
    "proofread": ((), ("proofread", "texts", "-o", "proofs", "--log", "changes.jsonl", "-j", "2")),
    "publish": (("ocr", "correct"), ("publish", "--zip")),
    "layout": (("ocr",), ("layout",)),
    "push": (("ocr", "correct"), ("push", "file:store")),
    "pull": ((), ("pull", "file:texts")),
}
ROOT = Path(__file__).resolve().parents[2]
KILLS = 220
SHORT_KILLS = 7
SEED = 1928


@pytest.fixture(scope="module")
def stage(template, tmp_path_factory, run, snapshot):
    """For each command: the folder it starts from, what it makes undisturbed, and how long that takes."""
    made = {}

    def prepare(name):
        if name not in made:
            folder = tmp_path_factory.mktemp(f"kill-{name}")
            ready = shutil.copytree(template, folder / "ready")
            (ready / "texts").mkdir()
            for number in range(4):
                (ready / "texts" / f"{number}.txt").write_text("Transcriebd by hand.\n" * 50, "utf-8")
            for before in COMMANDS[name][0]:
                assert run("-C", ready, before).code == 0
            whole = shutil.copytree(ready, folder / "whole")
            began = time.monotonic()
            assert run("-C", whole, *COMMANDS[name][1], cwd=whole).code == 0
            made[name] = folder, snapshot(whole), time.monotonic() - began
        return made[name]

    return prepare


def cases(count):
    names = list(COMMANDS)
    return [(names[number % len(names)], number) for number in range(count)]


@pytest.mark.parametrize(("name", "number"), cases(KILLS))
def test_a_killed_command_resumes_to_the_same_bytes(name, number, stage, begin, end, run, snapshot, long):
    if number >= SHORT_KILLS and not long:
        pytest.skip("in the long form only (--torture)")
    folder, whole, duration = stage(name)
    chance = random.Random(SEED + number)
    batch = shutil.copytree(folder / "ready", folder / f"killed-{number}")
    process = begin("-C", batch, *COMMANDS[name][1], cwd=batch)
    time.sleep(chance.uniform(0.1, duration))
    process.send_signal(signal.SIGKILL)
    end(process)
    assert run("-C", batch, *COMMANDS[name][1], cwd=batch).code == 0
    assert snapshot(batch) == whole
    shutil.rmtree(batch)


def test_every_worker_and_engine_ends_with_its_killed_parent(project, tmp_path, begin, until):
    text = (project / "redpencil.toml").read_text("utf-8")
    (project / "redpencil.toml").write_text(
        text.replace('engine = "recorded"', 'engine = "tesseract"'), "utf-8"
    )
    mark = tmp_path / "mark"
    script = tmp_path / "tesseract"
    script.write_text(
        "#!/bin/sh\n"
        'case "$*" in *--version*) echo tesseract 5.3.0;; *--list-langs*) echo x; echo eng;;\n'
        f'*) echo $$ >> "{mark}"; exec sleep 300;; esac\n'
    )
    script.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    process = begin("-C", project, "ocr", "-j", "2", environment={"PATH": path})
    assert until(lambda: mark.exists() and len(mark.read_text().split()) >= 2)
    engines = [int(number) for number in mark.read_text().split()]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)
    assert until(lambda: not any(is_alive(engine) for engine in engines))


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{number}/stat")
    return not stat.exists() or ") Z " not in stat.read_text()


CRASH = """
import os, signal

def _strike(call):
    def made(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return made

left = int(os.environ["CRASH_AFTER"])
os.fsync, os.replace = _strike(os.fsync), _strike(os.replace)
"""


@pytest.mark.parametrize("name", ["run", "export", "import", "text", "proofread", "pull"])
def test_killed_before_every_flush_and_every_rename(name, stage, tmp_path, begin, end, run, snapshot, long):
    folder, whole, _ = stage(name)
    (tmp_path / "sitecustomize.py").write_text(CRASH)
    path = f"{tmp_path}{os.pathsep}{ROOT}"
    for moment in range(200) if long else (1, 4):
        batch = shutil.copytree(folder / "ready", tmp_path / "batch")
        environment = {"PYTHONPATH": path, "CRASH_AFTER": str(moment)}
        called = run("-C", batch, *COMMANDS[name][1], cwd=batch, environment=environment)
        assert run("-C", batch, *COMMANDS[name][1], cwd=batch).code == 0
        assert snapshot(batch) == whole
        shutil.rmtree(batch)
        if called.code == 0:
            break
    assert called.code == 0 or not long
