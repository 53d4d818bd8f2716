"""Fixtures that every room's tests share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of schemas and real scans beside the checkout; skips where it is not there."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the data folder {folder}, which is not on this machine")
    return folder


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
