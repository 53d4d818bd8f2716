"""Stock Tesseract on a page, to measure against: one call with --psm 1, one thread."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time and of the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True)
class StockReading:
    """The lines in Tesseract's order, and what the call cost."""

    lines: tuple[str, ...]
    cost: Cost


def read_stock(path: Path, language: str = "eng", psm: int = 1) -> StockReading:
    """Read an image as a user without this project would.

    Raises:
        subprocess.CalledProcessError: Tesseract failed.
    """
    command = ["tesseract", str(path), "-", "-l", language, "--psm", str(psm)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    before, start = children_time(), time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    cost = Cost(children_time() - before, time.perf_counter() - start)
    return StockReading(tuple(line for line in done.stdout.splitlines() if line.strip()), cost)


def children_time() -> float:
    """Processor seconds of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def own_time() -> float:
    """Processor seconds of this process, all threads."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
