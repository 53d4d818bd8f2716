"""A real Dask scheduler with workers as processes of their own, and work for them to do."""

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BROWSERS_NOTICE = 3.0
"""Seconds until a browser has noticed that the network changed."""
LABOUR = """
import os, signal, subprocess, time
from dataclasses import dataclass, replace
from pathlib import Path

@dataclass(frozen=True)
class Errand:
    path: Path
    deed: str = "read"
    home: Path = Path()
    @property
    def files(self):
        return (self.path,)
    def moved(self, folder):
        return replace(self, path=folder / self.path.name)

def do(errand):
    if errand.deed == "sleep":
        time.sleep(300)
    if errand.deed == "pause":
        time.sleep(1)
    if errand.deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if errand.deed == "die once" and not (errand.home / "died").exists():
        (errand.home / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if errand.deed == "tell":
        return os.environ.get("MALLOC_TRIM_THRESHOLD_")
    if errand.deed == "raise":
        raise ZeroDivisionError
    if errand.deed == "devour":
        bytearray(3_000_000_000)
    return errand.path.read_text(), str(errand.path.parent)
"""


class Dask:
    """A scheduler and its workers, started and ended one by one."""

    def __init__(self, folder):
        self._folder, self._processes, self.workers = folder, [], []
        (folder / "labour.py").write_text(LABOUR)
        self.port = free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self, *, host="127.0.0.1", prefix=()):
        self.address = f"tcp://{host}:{self.port}"
        self.scheduler = self._start(
            *prefix, sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", host,
            "--port", str(self.port), "--no-dashboard",
        )  # fmt: skip
        return self

    def start_worker(self, *arguments, prefix=()):
        worker = self._start(
            *prefix, sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1",
            "--no-dashboard", "--local-directory", str(self._folder), *arguments,
        )  # fmt: skip
        self.workers.append(worker)
        return worker

    def _start(self, *command):
        log = (self._folder / f"log-{len(self._processes)}").open("wb")
        process = subprocess.Popen(
            command,
            env=os.environ
            | {
                "PYTHONPATH": f"{ROOT}{os.pathsep}{self._folder}",
                "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "4s",
                "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s",
                "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s",
            },
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def wait_for(self, count, limit=40):
        from distributed import Client

        gc.collect()  # see Cluster._connected
        with Client(self.address, set_as_default=False, timeout=limit) as client:
            client.wait_for_workers(count, timeout=limit)
        return self

    def end(self):
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("", 0))
        return probe.getsockname()[1]


@pytest.fixture
def dask(tmp_path, monkeypatch):
    """A scheduler, as yet without workers."""
    pytest.importorskip("distributed", reason="needs the extra 'cluster'")
    folder = tmp_path / "dask"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    made = Dask(folder).start_scheduler()
    yield made
    made.end()
    sys.modules.pop("labour", None)


@pytest.fixture
def errands(tmp_path):
    """Make errands: `errands(5)`, `errands(1, "sleep")`."""

    def make(count, deed="read"):
        from labour import Errand

        paths = [tmp_path / "scans" / f"{deed}-{number}" for number in range(count)]
        for path in paths:
            path.parent.mkdir(exist_ok=True)
            path.write_text(path.name)
        return [Errand(path, deed, tmp_path) for path in paths]

    return make


@pytest.fixture
def namespaces(network):
    """Make network namespaces with an address each on a bridge; only where root may have them."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("ip"):
        pytest.skip("network namespaces need root and 'ip', from the package iproute2")
    tag = f"rp{os.getpid() % 10000}"
    made = []

    def ip(*arguments):
        return subprocess.run(["ip", *arguments], capture_output=True, text=True)

    with network(True):
        yield from _make_namespaces(ip, tag, made)
        time.sleep(BROWSERS_NOTICE)


def _make_namespaces(ip, tag, made):
    if ip("link", "add", f"{tag}b", "type", "bridge").returncode:
        pytest.skip("no bridge can be made here")
    net = f"10.{os.getpid() % 199 + 20}.77"
    ip("addr", "add", f"{net}.1/24", "dev", f"{tag}b")
    ip("link", "set", f"{tag}b", "up")

    def make(number):
        name, link = f"{tag}n{number}", f"{tag}v{number}"
        if ip("netns", "add", name).returncode:
            pytest.skip("no network namespace can be made here")
        made.append((name, link))
        ip(*f"link add {link} type veth peer name eth0 netns {name}".split())
        ip("link", "set", link, "master", f"{tag}b", "up")
        for command in (
            ("addr", "add", f"{net}.{number + 10}/24", "dev", "eth0"),
            ("link", "set", "eth0", "up"),
            ("link", "set", "lo", "up"),
        ):
            ip("-n", name, *command)
        return Namespace(name, link, f"{net}.{number + 10}", f"{net}.1")

    yield make
    for name, link in made:
        ip("link", "del", link)  # now: a namespace may outlive its name, and take its link away later
        ip("netns", "del", name)
    ip("link", "del", f"{tag}b")


class Namespace:
    """A machine of its own, as far as the network goes."""

    def __init__(self, name, link, address, host):
        self.name, self.link, self.address, self.host = name, link, address, host
        self.prefix = ("ip", "netns", "exec", name)

    def cut_off(self):
        subprocess.run(["ip", "link", "set", self.link, "down"], check=True)
