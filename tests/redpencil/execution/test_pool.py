import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

import pytest

from redpencil.execution.pool import Pool
from scans.errors import EngineError, RedpencilError

ROOT = Path(__file__).resolve().parents[3]


def run(work, items, *, workers=2, time_limit=30.0, retries=0, memory=0.0):
    return dict(Pool(workers, retries, memory).run(work, items, name=str, time_limit=time_limit))


def test_every_item_comes_back_with_its_result():
    assert run(math.sqrt, [float(n) for n in range(40)]) == {float(n): math.sqrt(n) for n in range(40)}


def test_no_items_start_no_worker():
    assert run(math.sqrt, []) == {}


def test_items_are_taken_one_by_one_as_workers_fall_idle():
    taken = []

    def items():
        for number in range(10):
            taken.append(number)
            yield float(number)

    first = next(Pool(2).run(math.sqrt, items(), name=str, time_limit=30))
    assert first[0] in (0.0, 1.0)
    assert len(taken) <= 3


def test_an_exception_costs_its_own_item_only():
    results = run(math.sqrt, [4.0, -1.0, 9.0])
    assert (results[4.0], results[9.0]) == (2.0, 3.0)
    assert isinstance(results[-1.0], RedpencilError)
    assert "bug" in str(results[-1.0])


def test_a_killed_worker_costs_its_own_item_only():
    results = run(os._exit, [1, 2, 3])
    assert {type(result) for result in results.values()} == {EngineError}
    assert "killed" in str(results[2])


def test_an_item_that_overruns_its_time_is_ended():
    began = time.monotonic()
    results = run(time.sleep, [0.0, 60.0], time_limit=1.0)
    assert results[0.0] is None
    assert "longer than 1 s" in str(results[60.0])
    assert time.monotonic() - began < 20


@pytest.mark.skipif(shutil.which("pgrep") is None, reason="needs pgrep, from the package procps")
def test_what_a_worker_started_ends_with_it():
    mark = "61.25"  # a sleep of that length is ours
    results = run(os.system, [f"sleep {mark}"], time_limit=1.0)
    assert isinstance(results[f"sleep {mark}"], EngineError)
    time.sleep(0.2)
    assert subprocess.run(["pgrep", "-f", f"sleep {mark}$"], capture_output=True).stdout == b""


def test_leaving_early_ends_the_workers():
    results = Pool(2).run(time.sleep, [0.0, 50.0], name=str, time_limit=60)
    began = time.monotonic()
    next(results)
    results.close()
    assert time.monotonic() - began < 20


def die_once(mark):
    """Kill this process, the first time."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return mark.name


def test_an_item_whose_process_was_killed_is_tried_again(tmp_path):
    marks = [tmp_path / str(number) for number in range(3)]
    assert run(die_once, marks, retries=1) == {mark: mark.name for mark in marks}


@pytest.mark.skipif(sys.platform != "linux", reason="macOS and Windows do not limit memory")
def test_an_item_that_needs_too_much_memory_costs_itself_only():
    results = run(bytearray, [10, 4_000_000_000, 20], memory=2.0)
    assert (len(results[10]), len(results[20])) == (10, 20)
    assert "memory" in str(results[4_000_000_000])


ROOTS = """
import math
from redpencil.execution.pool import Pool

if __name__ == "__main__":
    print(sorted(Pool(2).run(math.sqrt, [4.0, 9.0], name=str, time_limit=60)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no sockets with names of files")
@pytest.mark.parametrize("length", [75, 76, 180])
def test_the_temporary_folder_may_have_a_long_name(length, tmp_path):
    """That of a socket may not: 75 bytes are the most that leave room for it below the folder."""
    script = tmp_path / "roots.py"
    script.write_text(ROOTS)
    with tempfile.TemporaryDirectory(dir="/tmp") as root:
        folder = Path(root, "x" * (length - len(root) - 1))
        folder.mkdir()
        environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
        result = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("[(4.0, 2.0), (9.0, 3.0)]\n", "")


def test_where_no_process_can_be_started_that_is_said_and_nobody_is_said_to_have_interrupted(monkeypatch):
    def fail(process):
        raise EOFError

    for context in (ForkServerContext, SpawnContext):
        monkeypatch.setattr(context.Process, "start", fail)
    with pytest.raises(EngineError, match="no process could be started"):
        list(Pool(1).run(time.sleep, [0.0], name=str, time_limit=30))
