"""What `--thorough` gains for what it costs, against plain reading of the same pages in the same run.

    python -m benchmarks.thorough real [FOLDER] [--second rapidocr]
    python -m benchmarks.thorough train|test --count 6

"best" is the error rate if every word were the best of its readings: what is left for the corrector.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from rapidfuzz.distance import Levenshtein

from benchmarks.layout import NOTES, REAL
from benchmarks.measures import fold, reading_order_cer
from benchmarks.pages import draw_parameters, generate_page
from benchmarks.stock import children_time, own_time
from ocr.engines import make_second
from ocr.page import Page, Word
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.scan import Scan
from scans.settings import ScanSettings


@dataclass(frozen=True, slots=True)
class Gain:
    """Error rates of plain and thorough reading, of the best of all readings, and the ratio of times."""

    name: str
    plain: float
    thorough: float
    best: float
    cost: float


def main() -> None:
    """Print a line a page, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", choices=("real", "train", "test"))
    parser.add_argument("folder", type=Path, nargs="?", default=REAL)
    parser.add_argument("--count", type=int, default=6, help="how many typeset pages (default 6)")
    parser.add_argument("--second", default="", help="a second engine for the doubtful lines: rapidocr")
    arguments = parser.parse_args()
    gains = []
    for gain in _read(arguments):
        print(_tell(gain.name, gain), flush=True)
        gains.append(gain)
    columns = ("plain", "thorough", "best", "cost")
    print(_tell("mean", Gain("", *(statistics.mean(getattr(g, name) for g in gains) for name in columns))))


def _read(arguments: argparse.Namespace) -> Iterator[Gain]:
    if arguments.pages == "real":
        return read_real(arguments.folder, arguments.second)
    return read_typeset(arguments.pages, arguments.count, arguments.second)


def _tell(name: str, gain: Gain) -> str:
    rates = f"cer {gain.plain:.4f} -> {gain.thorough:.4f}  best {gain.best:.4f}"
    return f"{name:24}  {rates}  time x{gain.cost:.2f}"


def read_real(folder: Path, second: str) -> Iterator[Gain]:
    """Pages with transcriptions: letters and digits only, case folded."""
    for path in sorted(folder.glob("*.jpg")):
        truth = path.with_suffix("").with_suffix(".gt.txt").read_text(encoding="utf-8")
        yield compare(path, 300, NOTES.sub("", truth), second)


def read_typeset(half: str, count: int, second: str) -> Iterator[Gain]:
    """Typeset pages."""
    for number in range(count):
        generated = generate_page(draw_parameters(half, number))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{generated.name}.png"
            dpi = generated.truth.dpi
            Image.fromarray(generated.image).save(path, dpi=(dpi, dpi))
            yield compare(path, dpi, " ".join(line.text for line in generated.truth_lines), second)


def compare(path: Path, dpi: int, truth: str, second: str) -> Gain:
    """Read a page both ways."""
    with Image.open(path) as image:
        scan = Scan(path.stem, path, 1, image.width, image.height, dpi, "0" * 64)
    pages, times = [], []
    for thorough in (False, True):
        settings = OcrSettings(thorough=thorough, second=second)
        beside = make_second(settings)
        if beside:
            beside.check()  # its models are loaded once a process, not once a page
        before = children_time() + own_time()
        pages.append(recognize(scan, TesseractEngine(settings), settings, ScanSettings(), None, beside))
        times.append(children_time() + own_time() - before)
    rates = (reading_order_cer([truth], [page.text], folded=True) for page in pages)
    best = reading_order_cer([truth], [choose_best(pages[1], truth)], folded=True)
    return Gain(path.stem, *rates, best, times[1] / times[0])


def choose_best(page: Page, truth: str) -> str:
    """The text with every word that is wrong where it stands in the truth put right by an alternative."""
    words = list(page.words())
    wanted, read = fold(truth), "".join(fold(word.text) for word in words)
    at = [0] * (len(read) + 1)
    for step in Levenshtein.opcodes(read, wanted):
        for offset in range(step.src_end - step.src_start + 1):
            at[step.src_start + offset] = min(step.dest_start + offset, step.dest_end)
    chosen, start = [], 0
    for word in words:
        end = start + len(fold(word.text))
        chosen.append(_nearest(word, wanted[at[start] : at[end]]))
        start = end
    return " ".join(chosen)


def _nearest(word: Word, meant: str) -> str:
    readings = (word.text, *(other.text for other in word.alternatives))
    return min(readings, key=lambda text: Levenshtein.distance(fold(text), meant))


if __name__ == "__main__":
    main()
