import errno
from pathlib import Path

import click
import pytest

from redpencil.boundary import ExitCode, run_guarded
from scans.errors import BusyError, ScanError, SettingsError


def raising(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            ScanError("p1.png", "is empty", "Scan it again"),
            ExitCode.FAILED,
            "p1.png: is empty. Scan it again.",
        ),
        (BusyError("batch", "is in use", "Wait"), ExitCode.FAILED, "batch: is in use"),
        (SettingsError("x.toml", "is wrong", "Mend it"), ExitCode.USAGE, "x.toml: is wrong"),
        (click.UsageError("no such option"), ExitCode.USAGE, "no such option"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "run the same command again"),
        (OSError(errno.ENOSPC, "full", "out.xml"), ExitCode.FAILED, "out.xml: the disk is full"),
        (PermissionError(errno.EACCES, "no", "out.xml"), ExitCode.FAILED, "permissions"),
        (FileNotFoundError(errno.ENOENT, "no", "out.xml"), ExitCode.FAILED, "no such file"),
        (
            FileNotFoundError(errno.ENOENT, "No temporary folder found"),
            ExitCode.FAILED,
            "No temporary folder",
        ),
        (MemoryError(), ExitCode.FAILED, "not enough memory"),
        (ImportError("x.so: failed to map segment from shared object"), ExitCode.FAILED, "not enough memory"),
        (ImportError("no module named y"), ExitCode.BUG, "bug"),
        (ZeroDivisionError(), ExitCode.BUG, "bug"),
    ],
)
def test_every_error_has_its_code_and_one_sentence_on_stderr(error, code, said, capsys):
    assert run_guarded(raising(error)) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_bug_is_written_to_a_log_with_its_traceback(capsys):
    run_guarded(raising(ZeroDivisionError("here")))
    log = capsys.readouterr().err.split("the file ")[1].strip()
    assert "ZeroDivisionError: here" in Path(log).read_text("utf-8")


def test_what_a_command_returns_is_the_exit_code():
    assert run_guarded(lambda: None) == ExitCode.DONE
    assert run_guarded(lambda: ExitCode.FAILED) == ExitCode.FAILED
