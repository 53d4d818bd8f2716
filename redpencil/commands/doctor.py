"""`redpencil doctor`: is everything there that redpencil needs?"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from corrections.lexicon import bundled_lexicon
from ocr.engines import make_engine, make_second
from ocr.settings import OcrSettings
from redpencil import __version__
from redpencil.boundary import ExitCode, explain_os_error
from redpencil.execution.executor import count_cores
from redpencil.session import Session
from scans.errors import RedpencilError, SettingsError

NEEDED_DISK = 1_000_000_000
"""Bytes below which a batch is likely to fill the disk."""


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def command(session: Session, as_json: bool) -> int:
    """Check what redpencil needs, and say how to mend what is missing. Exit 1 if anything is.

    \b
    Example:
      redpencil doctor
    """
    try:
        settings, folder = session.open_project().settings.ocr, session.folder
    except SettingsError:
        settings, folder = OcrSettings(), session.folder
    findings = list(_examine(settings, folder))
    if as_json:
        click.echo(
            json.dumps([dict(zip(("check", "ok", "said"), finding, strict=True)) for finding in findings])
        )
    else:
        for name, sound, said in findings:
            click.echo(f"{'ok  ' if sound else 'FAIL'}  {name:<10} {said}")
    return ExitCode.DONE if all(sound for _, sound, _ in findings) else ExitCode.FAILED


def _examine(settings: OcrSettings, folder: Path) -> Iterator[tuple[str, bool, str]]:
    checks: dict[str, Callable[[], str]] = {
        "redpencil": lambda: f"{__version__} in {Path(__file__).parents[2]}",
        "python": lambda: f"{platform.python_version()} on {sys.platform}, {count_cores()} cores",
        "engine": lambda: make_engine(settings).check(),
        **({"second": second.check} if (second := make_second(settings)) else {}),
        "lexicon": lambda: f"{len(bundled_lexicon().entries)} entries",
        "folder": lambda: _check_folder(folder),
    }
    for name, check in checks.items():
        try:
            yield name, True, check()
        except RedpencilError as error:
            yield name, False, str(error)
        except OSError as error:
            yield name, False, explain_os_error(error)


def _check_folder(folder: Path) -> str:
    """Whether files can be written there, and how much room there is."""
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(os.urandom(4096))
    free = shutil.disk_usage(folder).free
    if free < NEEDED_DISK:
        raise RedpencilError(folder, f"only {free / 1e6:.0f} MB free", "Free some space before a large batch")
    return f"{folder.absolute()} can be written, {free / 1e9:.0f} GB free"
