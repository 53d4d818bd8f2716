"""Stock Tesseract on a page, to measure against: one call, one thread."""

from __future__ import annotations

import os
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StockReading:
    """The lines in Tesseract's order, and the processor seconds of the call."""

    lines: tuple[str, ...]
    cpu: float


def read_stock(path: Path, psm: int) -> StockReading:
    """Read an image as a user without this project would.

    Args:
        path: of the image.
        psm: Tesseract's page segmentation mode: 3 is its own, 1 turns the page upright as well.

    Raises:
        subprocess.CalledProcessError: Tesseract failed.
    """
    command = ["tesseract", str(path), "-", "-l", "eng", "--psm", str(psm)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    before = children_time()
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    lines = tuple(line for line in done.stdout.splitlines() if line.strip())
    return StockReading(lines, children_time() - before)


def children_time() -> float:
    """Processor seconds of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def own_time() -> float:
    """Processor seconds of this process, all threads."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
