"""Fixtures that every room's tests share."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does

ROOT = Path(__file__).resolve().parent.parent

# Property tests have no deadline: on a busy machine it would be the machine that fails them.
settings.register_profile(
    "calm", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("calm")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: many tests wait for browsers, servers and other processes."""
    return max(2, 3 * (os.cpu_count() or 1) // 2)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of schemas and real scans beside the checkout; skips where it is not there."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the data folder {folder}, which is not on this machine")
    return folder


@pytest.fixture(scope="module")  # for the session, its event loop would keep other tests from having theirs
def browser() -> Iterator[Any]:
    """Chromium; skips where it, or what drives it, is not there."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright (pip install playwright)"
    )
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("needs chromium (apt install chromium)")
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A project with the sample newspaper, whose pages are replayed instead of read by Tesseract."""
    from redpencil.commands.initialize import make_project
    from redpencil.sample import copy_sample

    folder = tmp_path / "batch"
    make_project(folder, "The Labor Lantern")
    copy_sample(folder)
    recordings = (ROOT / "tests" / "recordings").as_posix()
    settings = folder / "redpencil.toml"
    recorded = f'[ocr]\nengine = "recorded"\nrecordings = "{recordings}"\n'
    settings.write_text(settings.read_text("utf-8").replace("[ocr]\n", recorded), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a folder once for all workers: `once("name", make)` calls `make(folder)` unless it is there."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    def get(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = root / "once" / name, root / "once" / f"{name}.done"
        folder.parent.mkdir(exist_ok=True)
        with FileLock(root / "once" / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return get


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], AbstractContextManager[None]]:
    """Hold the machine's network: `network(False)` while it must stay as it is, `network(True)` to change it.

    A browser gives up what it is loading when an interface comes or goes. Who wants to change the network
    waits for those who are at it, and those who come meanwhile wait for him.
    """
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root

    @contextmanager
    def hold(change: bool) -> Iterator[None]:
        if fcntl is None:  # where no network is changed either
            yield
            return
        kind = fcntl.LOCK_EX if change else fcntl.LOCK_SH
        with (root / "network").open("a") as held:
            with (root / "network.door").open("a") as door:
                fcntl.flock(door, kind)
                fcntl.flock(held, kind)
            yield

    return hold


@pytest.fixture
def steady(network: Callable[[bool], AbstractContextManager[None]]) -> Iterator[None]:
    """Keep the machine's network as it is."""
    with network(False):
        yield


@pytest.fixture(scope="session")
def until() -> Callable[..., bool]:
    """Wait until a condition holds; says whether it came to hold."""

    def wait(condition: Callable[[], object], limit: float = 30.0) -> bool:
        deadline = time.monotonic() + limit
        while not condition():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    return wait


def continue_from(made: Path, batch: Path) -> Path:
    """Give a batch what was made of one like it."""
    return Path(shutil.copytree(made, batch, dirs_exist_ok=True))


def make_with(batch: Path, command: str) -> Callable[[Path], object]:
    """What makes a folder by running a command on a copy of the batch."""

    def make(folder: Path) -> None:
        shutil.copytree(batch, folder)
        call = [sys.executable, "-m", "redpencil", "-q", "-C", str(folder), command]
        subprocess.run(call, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)

    return make


@pytest.fixture
def read_batch(batch: Path, once: Callable[..., Path]) -> Path:
    """The batch after `redpencil ocr`; that was done once for all tests."""
    return continue_from(once("read", make_with(batch, "ocr")), batch)


@pytest.fixture
def run_batch(batch: Path, once: Callable[..., Path]) -> Path:
    """The batch after `redpencil run`; that was done once for all tests."""
    return continue_from(once("run", make_with(batch, "run")), batch)


@dataclass(frozen=True)
class Result:
    """What a call of redpencil left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


@pytest.fixture
def redpencil(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Call redpencil in this process, through its error boundary."""

    def call(*arguments: object) -> Result:
        from redpencil.boundary import run_guarded
        from redpencil.cli import cli

        capsys.readouterr()
        code = run_guarded(lambda: cli.main([str(a) for a in arguments], "redpencil", standalone_mode=False))
        out, err = capsys.readouterr()
        return Result(int(code), out, err)

    return call
