"""Pages an hour, processor time, memory and errors beside other programs, in one run.

    python -m benchmarks.speed [FOLDER] [--jobs 2] [--repeat 1]

The pages are those with transcriptions (NAME.jpg, NAME.gt.txt; by default ../shared/data/scans/with-truth).
Each program reads all of them as a user would call it, start-up included, with so many jobs of one thread:

- redpencil: `redpencil ocr`; the text, which is not counted in its time, by `redpencil text --raw`
- ocrmypdf: `ocrmypdf -j`, from a PDF of the same images, with a sidecar; what it writes is a PDF
- tesseract: a shell loop, `xargs -P`, one plain call a page

By the clock only the ratios of one run mean something, and only on a machine that is idle.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.cost import Cost, measure
from benchmarks.layout import NOTES, REAL
from benchmarks.measures import reading_order_cer
from redpencil.commands.initialize import make_project

DPI = 300


def main() -> None:
    """Print a row a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=REAL)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=1, help="the best of so many runs counts")
    arguments = parser.parse_args()
    pages = sorted(arguments.folder.glob("*.jpg"))
    print(f"{len(pages)} pages, {arguments.jobs} jobs, load {os.getloadavg()[0]:.1f}")
    print(f"{'':10} {'pages/h':>8} {'CPU s/page':>11} {'peak MB':>8} {'CER':>7}")
    for name, read in PROGRAMS.items():
        if not shutil.which(name) and name != "redpencil":
            print(f"{name:10} is not installed")
            continue
        costs = []
        for _ in range(arguments.repeat):
            with tempfile.TemporaryDirectory() as folder:
                cost, texts = read(pages, arguments.jobs, Path(folder))
                costs.append(cost)
        best = min(costs, key=lambda cost: cost.seconds)
        rate = sum(error(page, texts[page.stem]) for page in pages) / len(pages)
        hourly, cpu = 3600 * len(pages) / best.seconds, min(cost.cpu for cost in costs) / len(pages)
        print(f"{name:10} {hourly:8.0f} {cpu:11.2f} {best.peak:8.0f} {rate:7.4f}", flush=True)


def error(page: Path, text: str) -> float:
    """Character error rate of a page: letters and digits only, case folded."""
    truth = NOTES.sub("", page.with_suffix(".gt.txt").read_text("utf-8"))
    return reading_order_cer([truth], [text], folded=True)


def read_by_redpencil(pages: list[Path], jobs: int, folder: Path) -> tuple[Cost, dict[str, str]]:
    """As a user calls it."""
    make_project(folder / "batch", "Speed")
    for page in pages:
        shutil.copy(page, folder / "batch" / "scans")
    call = [sys.executable, "-m", "redpencil", "-q", "-C", str(folder / "batch")]
    cost = measure([*call, "ocr", "-j", str(jobs)])
    measure([*call, "text", "--raw", str(folder / "texts")])
    texts = {path.stem: path.read_text("utf-8") for path in (folder / "texts").glob("*.txt")}
    return cost, {page.stem: texts[_find(page.stem, texts)] for page in pages}


def _find(stem: str, texts: dict[str, str]) -> str:
    """The page id that redpencil made of a file's name."""
    return next(name for name in texts if name.removeprefix("p") == stem.removeprefix("p"))


def read_by_ocrmypdf(pages: list[Path], jobs: int, folder: Path) -> tuple[Cost, dict[str, str]]:
    """From a PDF of the images, which is not counted."""
    import img2pdf

    source, sidecar = folder / "in.pdf", folder / "out.txt"
    layout = img2pdf.get_fixed_dpi_layout_fun((DPI, DPI))
    source.write_bytes(img2pdf.convert([str(page) for page in pages], layout_fun=layout))
    call = ["ocrmypdf", "-q", "-j", str(jobs), "--output-type", "pdf", "--sidecar", str(sidecar)]
    cost = measure([*call, str(source), str(folder / "out.pdf")])
    texts = re.split("\f", sidecar.read_text("utf-8"))
    return cost, {page.stem: text for page, text in zip(pages, texts, strict=False)}


def read_by_tesseract(pages: list[Path], jobs: int, folder: Path) -> tuple[Cost, dict[str, str]]:
    """The loop that everybody writes."""
    (folder / "list").write_text("".join(f"{page}\n" for page in pages))
    script = f'tesseract "$1" "$0/$(basename "$1" .jpg)" --dpi {DPI} 2>/dev/null'
    loop = ["xargs", "-a", str(folder / "list"), "-P", str(jobs), "-n", "1", "sh", "-c", script, str(folder)]
    cost = measure(loop)
    return cost, {page.stem: (folder / f"{page.stem}.txt").read_text("utf-8") for page in pages}


PROGRAMS: dict[str, Callable[[list[Path], int, Path], tuple[Cost, dict[str, str]]]] = {
    "redpencil": read_by_redpencil,
    "ocrmypdf": read_by_ocrmypdf,
    "tesseract": read_by_tesseract,
}

if __name__ == "__main__":
    main()
