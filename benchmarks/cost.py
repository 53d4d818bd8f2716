"""What a command costs with all that it starts, and all that those start: Linux only."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER: orphans of the command become ours, so that none is left uncounted


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of processor time; `peak` is megabytes of the largest single process."""

    seconds: float
    cpu: float
    peak: float


def measure(command: Sequence[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    wrapped = [sys.executable, "-m", "benchmarks.cost", *command]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", **(env or {})}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    made = subprocess.run(wrapped, cwd=cwd, env=environment, check=True, stdout=subprocess.PIPE)
    return Cost(*json.loads(made.stdout.splitlines()[-1]))


def main() -> None:
    """Run the command of the arguments, wait for every descendant, and print the cost as JSON."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    code = subprocess.run(sys.argv[1:], check=False, stdout=sys.stderr).returncode
    seconds = time.perf_counter() - began
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000]))
    sys.exit(code)


if __name__ == "__main__":
    main()
