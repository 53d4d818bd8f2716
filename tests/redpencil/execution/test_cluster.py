"""A real scheduler and real workers: killed, cut off, without our disk, and stopped in the middle."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="needs the extra 'cluster'")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")]

from redpencil.execution.cluster import Cluster, _Shift  # noqa: E402
from redpencil.execution.executor import make_executor  # noqa: E402
from redpencil.settings import ExecutionSettings  # noqa: E402
from scans.errors import EngineError, RedpencilError  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]


def run(dask, folder, items, *, time_limit=60.0, **settings):
    from labour import do

    cluster = make_executor(ExecutionSettings(scheduler=dask.address, **settings), folder)
    assert isinstance(cluster, Cluster)
    return cluster.run(do, items, name=lambda errand: errand.path.name, time_limit=time_limit)


def test_every_item_comes_back_once_and_is_read_where_it_lies(dask, tmp_path, errands):
    for _ in range(2):
        dask.start_worker()
    dask.wait_for(2)
    results = list(run(dask, tmp_path, errands(12)))
    assert sorted(item.path.name for item, _ in results) == sorted(f"read-{n}" for n in range(12))
    assert all(result == (item.path.name, str(item.path.parent)) for item, result in results)
    assert not list((tmp_path / ".redpencil").glob("here-*"))


def test_our_processes_keep_their_memory_as_on_one_machine(dask, tmp_path, errands):
    dask.start_worker()
    dask.wait_for(1)
    ((_, told),) = run(dask, tmp_path, errands(1, "tell"))
    assert told is None


def test_what_fails_costs_its_own_item_only(dask, tmp_path, errands):
    dask.start_worker()
    dask.wait_for(1)
    items = [
        *errands(1), *errands(1, "raise"), *errands(1, "die"), *errands(1, "die once"), *errands(1, "sleep"),
        *errands(1, "devour"), *errands(2, "pause"),
    ]  # fmt: skip
    (gone,) = errands(1, "gone")
    gone.path.unlink()
    results = {
        item.path.name: result for item, result in run(dask, tmp_path, [*items, gone], time_limit=5, memory=2)
    }
    assert len(results) == 9
    said = {name: str(result) for name, result in results.items() if isinstance(result, RedpencilError)}
    assert set(said) == {"raise-0", "die-0", "sleep-0", "devour-0", "gone-0"}
    assert "bug" in said["raise-0"]
    assert "was killed" in said["die-0"]
    assert "longer than 5 s" in said["sleep-0"]
    assert "memory" in said["devour-0"]
    assert "no such file" in said["gone-0"]


def test_a_killed_worker_loses_nothing(dask, tmp_path, errands):
    for _ in range(2):
        dask.start_worker()
    dask.wait_for(2)
    results = run(dask, tmp_path, errands(6, "pause"))
    done = [next(results)]
    os.killpg(dask.workers[0].pid, signal.SIGKILL)
    done += results
    assert len(done) == 6
    assert all(result == (item.path.name, str(item.path.parent)) for item, result in done)


def test_only_a_few_items_a_worker_are_in_flight(dask, tmp_path, errands):
    dask.start_worker()
    dask.wait_for(1)
    taken = []

    def items():
        for errand in errands(20):
            taken.append(errand)
            yield errand

    results = run(dask, tmp_path, items())
    next(results)
    assert len(taken) <= 3
    assert len(list(results)) == 19


def test_leaving_early_ends_the_work(dask, tmp_path, errands, until):
    dask.start_worker()
    dask.wait_for(1)
    results = run(dask, tmp_path, [*errands(1), *errands(3, "sleep")])
    next(results)
    assert until(lambda: count_sessions(dask) > 1)
    began = time.monotonic()
    results.close()
    assert time.monotonic() - began < 10
    assert until(lambda: idle(dask))


def count_sessions(dask):
    """How many process groups there are in the worker's session: its own, and one for each work process."""
    listed = subprocess.run(["ps", "-eo", "sid=,pgid="], capture_output=True, text=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return len({group for session, group in rows if session == str(dask.workers[0].pid)})


def idle(dask):
    return count_sessions(dask) == 1


def test_a_lost_scheduler_is_named(dask, tmp_path, errands):
    import dask as library

    dask.start_worker()
    dask.wait_for(1)
    with library.config.set({"distributed.comm.timeouts.connect": "2s"}):
        results = run(dask, tmp_path, errands(6, "pause"))
        next(results)
        os.killpg(dask.scheduler.pid, signal.SIGKILL)
        with pytest.raises(EngineError, match="scheduler was lost"):
            list(results)


class Vanishing:
    """A client whose scheduler is gone when it is given something to do."""

    status = "running"

    def nthreads(self):
        return {"worker": 1}

    def submit(self, *work, pure):
        self.status = "closed"
        raise RuntimeError("Client is closed. Can't send update-graph message.")


def test_a_scheduler_that_is_lost_just_when_it_is_given_work_is_named():
    shift = _Shift(Vanishing(), ExecutionSettings(scheduler="tcp://gone:1"), "here", str)
    with pytest.raises(EngineError, match="scheduler was lost"):
        list(shift.run(iter(["page"])))


def test_a_scheduler_that_the_client_has_given_up_is_named(dask):
    from distributed import Client

    client = Client(dask.address, set_as_default=False)
    client.close()
    client.scheduler = None  # as after reconnecting in vain
    shift = _Shift(client, ExecutionSettings(scheduler=dask.address), "here", str)
    with pytest.raises(EngineError, match="scheduler was lost"):
        list(shift.run(iter(["page"])))


def test_a_cluster_without_workers_is_given_up(dask, tmp_path, errands):
    began = time.monotonic()
    with pytest.raises(EngineError, match="no worker for 2 s"):
        list(run(dask, tmp_path, errands(1), patience=2.0))
    assert time.monotonic() - began < 20


def test_no_scheduler_is_named(tmp_path):
    import dask as library

    with library.config.set({"distributed.comm.timeouts.connect": "1s"}):
        for address in ("tcp://127.0.0.1:9", "no address", "x://y"):
            cluster = Cluster(ExecutionSettings(scheduler=address), tmp_path)
            with pytest.raises(EngineError, match="scheduler"):
                cluster.check(int)


def test_what_is_left_of_a_failed_connection_does_not_lock_up_the_next(dask, tmp_path, monkeypatch):
    from distributed.utils import LoopRunner

    start, stop, locked = LoopRunner._start_unlocked, LoopRunner.stop, []

    def collect_at_the_worst_moment(runner):
        gc.collect()
        start(runner)

    def stop_unless_locked(runner, timeout=10):
        if runner._lock.locked():
            locked.append(runner)
        else:
            stop(runner, timeout)

    dask.start_worker()
    dask.wait_for(1)
    monkeypatch.setattr(LoopRunner, "_start_unlocked", collect_at_the_worst_moment)
    monkeypatch.setattr(LoopRunner, "stop", stop_unless_locked)
    gc.disable()
    try:
        with pytest.raises(EngineError):
            Cluster(ExecutionSettings(scheduler="no address"), tmp_path).check(int)
        Cluster(ExecutionSettings(scheduler=dask.address), tmp_path).check(int)
    finally:
        gc.enable()
    assert not locked


def test_files_travel_to_a_worker_that_does_not_see_our_disk(dask, tmp_path, errands):
    blind = ("unshare", "-m", "sh", "-c", f'mount -t tmpfs none "{tmp_path}/scans" && exec "$@"', "-")
    (tmp_path / "scans").mkdir()
    if os.geteuid() != 0 or subprocess.run([*blind, "true"], capture_output=True).returncode:
        pytest.skip("a disk can be hidden from a worker by root only")
    dask.start_worker(prefix=blind)
    dask.wait_for(1)
    results = list(run(dask, tmp_path, errands(6)))
    assert [result[0] for _, result in results] == [item.path.name for item, _ in results]
    assert all(result[1] != str(item.path.parent) for item, result in results)
    assert not any(Path(result[1]).exists() for _, result in results)


def test_workers_in_networks_of_their_own_killed_and_cut_off_at_work(dask, tmp_path, errands, namespaces):
    nodes = [namespaces(number) for number in range(3)]
    dask.start_scheduler(host=nodes[0].host)
    for node in nodes:
        dask.start_worker("--host", node.address, prefix=node.prefix)
    dask.wait_for(3)
    results = run(dask, tmp_path, errands(9, "pause"))
    done = [next(results)]
    os.killpg(dask.workers[0].pid, signal.SIGKILL)
    nodes[1].cut_off()
    done += results
    assert len(done) == 9
    assert all(result == (item.path.name, str(item.path.parent)) for item, result in done)


def test_a_cluster_reads_a_batch_to_the_same_bytes_and_only_what_is_missing(dask, batch, redpencil):
    next((batch / "scans").glob("*p3.jpg")).unlink()
    dask.start_worker()
    dask.wait_for(1)
    called = redpencil("-C", batch, "ocr", "--scheduler", dask.address)
    assert called.code == 0, called
    remote = {path.name: path.read_bytes() for path in (batch / "pages").iterdir()}
    assert len(remote) == 1
    assert "1 read before" in redpencil("-C", batch, "ocr", "--scheduler", dask.address).err
    shutil.rmtree(batch / "pages")
    assert redpencil("-C", batch, "ocr").code == 0
    assert {path.name: path.read_bytes() for path in (batch / "pages").iterdir()} == remote


def test_interrupted_it_leaves_nothing_at_work(dask, batch, tmp_path, until):
    slow = tmp_path / "dask" / "sitecustomize.py"
    slow.write_text(
        "import time, ocr.recorded as r\nold = r.RecordedEngine.read\n"
        "def read(*a): time.sleep(30); return old(*a)\nr.RecordedEngine.read = read\n"
    )
    dask.start_worker()
    dask.wait_for(1)
    command = [sys.executable, "-m", "redpencil", "-C", str(batch), "ocr", "--scheduler", dask.address]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)
    assert until(lambda: count_sessions(dask) > 1, 60)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert b"run the same command again" in said
    assert until(lambda: idle(dask))
