"""What Dask costs beside the local pool, and what a second worker brings.

    python -m benchmarks.cluster [--pages 24] [--repeat 2]

The sample's pages are read by Tesseract, some of them several times under other names: by the local pool and
by Dask, with one worker and with two, in turn; the cluster's workers are warm. By the clock only an idle
machine with two cores to spare tells the truth; "cpu" is processor time of all processes together.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cost import Cost, measure
from redpencil.demonstration import make_sample_project

QUIET = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "5s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
}
"""What docs/cluster.md says to give a cluster: without it an idle worker takes a twentieth of a core."""
SECONDS_A_TICK = 1 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print each run, then the ratios of the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--repeat", type=int, default=2)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a cluster is never left behind
    runs: dict[tuple[str, int], list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        batch = make_batch(Path(name) / "batch", arguments.pages)
        with dask(1) as one, dask(2) as two:
            for turn in range(arguments.repeat + 1):
                for kind, workers in (("pool", 1), ("dask", 1), ("pool", 2), ("dask", 2)):
                    if turn == 0 and kind == "pool":
                        continue  # the first turn warms the workers
                    cluster = (one if workers == 1 else two) if kind == "dask" else None
                    cost = run(batch, workers, cluster)
                    if turn:
                        runs.setdefault((kind, workers), []).append(cost)
                        said = f"{cost.seconds:.1f} s, cpu {cost.cpu:.1f} s, load {os.getloadavg()[0]:.1f}"
                        print(f"{kind} {workers}: {said}", flush=True)
    clock = {key: statistics.median(cost.seconds for cost in costs) for key, costs in runs.items()}
    cpu = {key: statistics.median(cost.cpu for cost in costs) for key, costs in runs.items()}
    for workers in (1, 2):
        over, more = (
            clock["dask", workers] / clock["pool", workers],
            cpu["dask", workers] / cpu["pool", workers],
        )
        print(f"dask beside pool, {workers} workers: {over:.3f} by the clock, {more:.3f} of processor time")
    for kind in ("pool", "dask"):
        print(f"two workers beside one, {kind}: {clock[kind, 1] / clock[kind, 2]:.2f} times as fast")


def make_batch(folder: Path, count: int) -> Path:
    """A project with so many pages."""
    make_sample_project(folder)
    pages = sorted((folder / "scans").iterdir())
    for number in range(count - len(pages)):
        page = pages[number % len(pages)]
        shutil.copy(page, page.with_stem(f"{page.stem}_copy{number}"))
    return folder


class Dask:
    """A scheduler with workers of one thread, each a process of its own."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._folder = tempfile.TemporaryDirectory()
        host = ["--host", "127.0.0.1", "--no-dashboard"]
        self.processes = [self._start("dask_scheduler", *host, "--port", str(port))]
        call = ["dask_worker", self.address, *host, "--nthreads", "1", "--local-directory", self._folder.name]
        self.processes += [self._start(*call) for _ in range(workers)]

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parent.parent)
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
            env={**os.environ, **QUIET, "PYTHONPATH": root, "OMP_THREAD_LIMIT": "1"},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def cpu(self) -> float:
        """Seconds of processor time of all its processes and of those that have ended below them."""
        sessions = {process.pid for process in self.processes}
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) in sessions:
                ticks += sum(map(int, fields[11:15]))
        return ticks * SECONDS_A_TICK

    def end(self) -> None:
        """Stop the scheduler; the workers follow."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait()
        self._folder.cleanup()


@contextmanager
def dask(workers: int) -> Iterator[Dask]:
    """A cluster of so many workers, ready."""
    from distributed import Client

    made = Dask(workers)
    try:
        with Client(made.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield made
    finally:
        made.end()


def run(batch: Path, workers: int, cluster: Dask | None) -> Cost:
    """Read the whole batch anew."""
    shutil.rmtree(batch / "pages", ignore_errors=True)
    call = [sys.executable, "-m", "redpencil", "-q", "-C", str(batch), "ocr"]
    if cluster is None:
        return measure([*call, "-j", str(workers)])
    before = cluster.cpu()
    cost = measure([*call, "--scheduler", cluster.address])
    time.sleep(0.5)
    return Cost(cost.seconds, cost.cpu + cluster.cpu() - before, cost.peak)


if __name__ == "__main__":
    main()
