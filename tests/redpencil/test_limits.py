"""Too few open files: said before anything is begun, or made more where that may be done."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from redpencil.limits import FILES, FILES_OF_WORKER, allow_files
from scans.errors import RedpencilError

resource = pytest.importorskip("resource", reason="Windows counts no open files")
ROOT = Path(__file__).resolve().parents[2]


def call(folder, allowed, most, *command):
    """Run redpencil where so many files may be open, and where that may be raised so far."""

    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))

    return subprocess.run(
        [sys.executable, "-m", "redpencil", "-C", folder, *command],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("most", [14, 16, FILES + 1])
def test_too_few_open_files_are_told_with_the_number_that_is_needed(most, batch):
    called = call(batch, most, most, "ocr", "-j", "2")
    needed = FILES if most < FILES else FILES + 2 * FILES_OF_WORKER
    assert called.returncode == 1
    assert f"'ulimit -n {needed}'" in called.stderr
    assert "Traceback" not in called.stderr
    assert "interrupted" not in called.stderr
    assert not list((batch / "pages").glob("*"))


def test_a_limit_that_may_be_raised_is_raised(batch):
    called = call(batch, 14, 200, "ocr", "-j", "2")
    assert called.returncode == 0, called.stderr
    assert len(list((batch / "pages").glob("*.alto.xml"))) == 2


def test_what_is_enough_is_left_as_it_is():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    allow_files()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
    if before[1] != resource.RLIM_INFINITY:
        with pytest.raises(RedpencilError, match="fewer workers"):
            allow_files(before[1])
