"""What our code costs on top of Tesseract, on the sample batch, as a ratio within one run.

    python -m benchmarks.overhead [--repeat N]

"pages" is everything from discovery to the written ALTO files in a process that runs already, in processor
time, so that other work on the machine does not count: the share of our own code (preparation and layout,
mostly) beside that of Tesseract's processes; "rest" leaves preparation and layout out. "stock" holds the
same total against plain Tesseract on the
same pages in the same run, which is what reading by redpencil costs more than without it; the goal is at
most 1.05. "command" is `redpencil ocr` as a user types it, by the clock, with the interpreter's start, the
imports and one worker process: seconds that a batch pays once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.stock import children_time, own_time, read_stock
from ocr.alto import write_alto
from ocr.engines import make_engine
from ocr.layout.layout import analyze
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from redpencil.demonstration import make_sample_project
from redpencil.sample import SAMPLE, copy_sample, sample_pages
from scans.discovery import discover
from scans.image import read_image
from scans.preparation import prepare
from scans.settings import ScanSettings

# Keeps the time that each Tesseract process takes; bash's own share is a millisecond or two.
SHIM = """#!/bin/bash
TIMEFORMAT='%R'
{{ time {tesseract} "$@" 2>&3 ; }} 3>&2 2>>{log}
"""


@dataclass(frozen=True, slots=True)
class Share:
    """Seconds of our code and of Tesseract's."""

    ours: float
    tesseract: float

    @property
    def ratio(self) -> float:
        return self.ours / self.tesseract

    def __str__(self) -> str:
        return f"{self.ours:6.2f} s ours, {self.tesseract:6.2f} s Tesseract's: ratio {self.ratio:.3f}"


def measure_pages(folder: Path) -> Share:
    """Read the sample in this process, from discovery to ALTO."""
    copy_sample(folder)
    settings, scan_settings = OcrSettings(), ScanSettings()
    engine = make_engine(settings)
    ours, theirs = own_time(), children_time()
    for scan in discover(folder / "scans", scan_settings).scans:
        write_alto(recognize(scan, engine, settings, scan_settings), folder / f"{scan.id}.alto.xml")
    return Share(own_time() - ours, children_time() - theirs)


def measure_layout() -> float:
    """Seconds of processor time that preparation and layout take of our own, for the sample."""
    settings = ScanSettings()
    ours = own_time()
    for scan in discover(SAMPLE / "pages", settings).scans:
        analyze(np.asarray(prepare(read_image(scan, settings), scan.dpi, settings).image))
    return own_time() - ours


def measure_stock() -> float:
    """Seconds of processor time that plain Tesseract takes for the sample."""
    return sum(read_stock(page, psm=1).cpu for page in sample_pages())


def measure_command(folder: Path) -> Share:
    """Run `redpencil ocr` with one worker on a fresh project, by the clock."""
    project, programs, log = folder / "project", folder / "bin", folder / "times"
    make_sample_project(project)
    programs.mkdir()
    shim = programs / "tesseract"
    shim.write_text(SHIM.format(tesseract=shutil.which("tesseract"), log=log))
    shim.chmod(0o755)
    command = [sys.executable, "-m", "redpencil", "-q", "-C", str(project), "ocr", "-j", "1"]
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "OMP_THREAD_LIMIT": "1",
    }
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment)
    taken = time.perf_counter() - start
    theirs = sum(float(field) for field in log.read_text().split())
    return Share(taken - theirs, theirs)


def main() -> None:
    """Print both shares; of several runs the one with the lowest ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each (default 1)")
    repeat = parser.parse_args().repeat
    for name, measure in (("pages", measure_pages), ("command", measure_command)):
        shares: list[Share] = []
        for _ in range(repeat):
            with tempfile.TemporaryDirectory() as folder:
                shares.append(measure(Path(folder)))
        best = min(shares, key=lambda share: share.ratio)
        print(f"{name:8} {best}")
        if name == "pages":
            layout = min(measure_layout() for _ in range(repeat))
            rest = Share(best.ours - layout, best.tesseract)
            print(f"rest     {rest}, without preparation and layout ({layout:.2f} s)")
            stock = min(measure_stock() for _ in range(repeat))
            total = best.ours + best.tesseract
            print(
                f"stock    {total:6.2f} s in all, {stock:6.2f} s plain Tesseract: ratio {total / stock:.3f}"
            )


if __name__ == "__main__":
    main()
