"""How well pages are read and put in order, against one stock Tesseract call on each in the same run.

    python -m benchmarks.layout real [FOLDER]
    python -m benchmarks.layout front [FOLDER]
    python -m benchmarks.layout train|test --count 6

`real` reads pages with transcriptions (NAME.jpg, NAME.gt.txt; by default ../shared/data/scans/with-truth),
`front` a front page of 1905 of which five columns are transcribed by eye, with the place of each line
(front_page_1905.tsv), the others typeset pages with exact truth.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from benchmarks.measures import (
    bag_of_lines_cer,
    fold,
    ink_outside,
    order_accuracy,
    order_by_place,
    place_floats,
    reading_order_cer,
)
from benchmarks.pages import draw_parameters, generate_page
from benchmarks.stock import children_time, own_time, read_stock
from benchmarks.typesetter.generation import GeneratedPage
from ocr.page import BBox, Page, RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.image import read_image
from scans.scan import Scan
from scans.settings import ScanSettings

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "scans" / "with-truth"
FRONT, FRONT_TRUTH = "american-eagle-1905-12-17-p1.jpg", Path(__file__).with_name("front_page_1905.tsv")
NOTES = re.compile(r"\[(?:\?|illustration[^\]]*)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """One page, read by stock Tesseract and by us; the rates by name, and the ratio of processor times."""

    name: str
    stock: dict[str, float]
    ours: dict[str, float]
    cost: float


def main() -> None:
    """Print a line a page, and the means (real pages) or medians (typeset ones)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", choices=("real", "front", "train", "test"))
    parser.add_argument("folder", type=Path, nargs="?", default=REAL)
    parser.add_argument("--count", type=int, default=6, help="how many typeset pages (default 6)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (default 0)")
    arguments = parser.parse_args()
    if arguments.pages == "real":
        results = report(read_real(path) for path in sorted(arguments.folder.glob("*.jpg")))
        summarize("mean", statistics.mean, results)
    elif arguments.pages == "front":
        folder = arguments.folder if arguments.folder != REAL else REAL.parent
        report([read_front(folder / FRONT)])
    else:
        numbers = range(arguments.first, arguments.first + arguments.count)
        results = report(read_typeset(arguments.pages, number) for number in numbers)
        summarize("median", statistics.median, results)


def report(results: Iterable[Result]) -> list[Result]:
    """Print each result as it comes."""
    seen = []
    for result in results:
        rates = "  ".join(
            f"{name} {result.stock[name]:.4f} -> {result.ours[name]:.4f}" for name in result.stock
        )
        extra = "  ".join(
            f"{name} {value:.4f}" for name, value in result.ours.items() if name not in result.stock
        )
        print(f"{result.name:24}  {rates}  {extra}  time x{result.cost:.2f}", flush=True)
        seen.append(result)
    return seen


def summarize(name: str, average: object, results: Sequence[Result]) -> None:
    """Print one line for all pages."""
    assert callable(average)
    for rate in results[0].ours if results else ():
        stock = [result.stock[rate] for result in results if rate in result.stock]
        ours = average([result.ours[rate] for result in results])
        print(f"{name} {rate}: " + (f"{average(stock):.4f} -> " if stock else "") + f"{ours:.4f}")
    print(f"{name} time: x{average([result.cost for result in results]):.2f}")


def read_real(path: Path) -> Result:
    """A page with a plain transcription: letters and digits only, case folded."""
    truth = NOTES.sub("", path.with_suffix("").with_suffix(".gt.txt").read_text(encoding="utf-8"))
    page, stock, cost = read_both(path, dpi=300)
    texts = {"stock": "\n".join(stock), "ours": page.text}
    rates = {
        name: {
            "cer": reading_order_cer([truth], [text], folded=True),
            "words": find_words(truth, text),
        }
        for name, text in texts.items()
    }
    return Result(path.stem, rates["stock"], rates["ours"], cost)


def read_front(path: Path) -> Result:
    """The front page of 1905: the transcribed lines, in stretches that are read without a break."""
    stretches = read_front_truth(FRONT_TRUTH)
    page, stock, cost = read_both(path, dpi=150)
    lines = tuple(page.lines())
    rates = [
        {
            "lines": bag_of_lines_cer([text for stretch in stretches for text, _ in stretch], read),
            "order": average(
                (order_accuracy([text for text, _ in stretch], read), len(stretch) - 1)
                for stretch in stretches
            ),
        }
        for read in (stock, [line.text for line in lines])
    ]
    boxes = [line.bbox for line in lines]
    placed = average(
        (order_by_place([box for _, box in stretch], boxes), len(stretch) - 1) for stretch in stretches
    )
    return Result(path.stem, rates[0], {**rates[1], "order by place": placed}, cost)


def read_front_truth(path: Path) -> list[list[tuple[str, BBox]]]:
    """Stretches of lines in reading order, each line with its box in pixels of the scan.

    A row a line: left, top, right, bottom, text; an empty row between stretches.
    """
    stretches = path.read_text(encoding="utf-8").split("\n\n")
    rows = [[row.split("\t") for row in stretch.splitlines()] for stretch in stretches]
    return [[(row[4], BBox(*map(int, row[:4]))) for row in stretch] for stretch in rows]


def average(parts: Iterable[tuple[float, int]]) -> float:
    """The mean of rates, each as heavy as the number that it stands for."""
    rates = list(parts)
    return sum(rate * count for rate, count in rates) / max(1, sum(count for _, count in rates))


def read_typeset(half: str, number: int) -> Result:
    """A typeset page with exact truth."""
    generated = generate_page(draw_parameters(half, number))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{generated.name}.png"
        Image.fromarray(generated.image).save(path, dpi=(generated.truth.dpi, generated.truth.dpi))
        page, stock, cost = read_both(path, dpi=generated.truth.dpi)
    ours = rate_typeset(generated, [line.text for line in page.lines()])
    plain = rate_typeset(generated, stock)
    return Result(generated.name, plain, {**ours, "ink outside": miss(generated, page)}, cost)


def rate_typeset(generated: GeneratedPage, read: Sequence[str]) -> dict[str, float]:
    """The rates with each boxed advertisement where this reading has it: it has no place in the articles."""
    lines = generated.truth_lines
    floating = {line.region for line in lines if line.kind is RegionKind.ADVERTISEMENT}
    texts = [line.text for line in lines]
    order = place_floats(texts, [line.region for line in lines], floating, read)
    return rate([texts[number] for number in order], read)


def rate(truth: Sequence[str], read: Sequence[str]) -> dict[str, float]:
    """Errors of everything, of recognition alone, and the share of lines in order."""
    return {
        "cer": reading_order_cer(truth, read),
        "lines": bag_of_lines_cer(truth, read),
        "order": order_accuracy(truth, read),
    }


def miss(generated: GeneratedPage, page: Page) -> float:
    """Share of the text's ink that lies in no region."""
    boxes: list[BBox] = [line.bbox for line in generated.truth_lines]
    return ink_outside(generated.image, boxes, [region.bbox for region in page.regions])


def read_both(path: Path, dpi: int) -> tuple[Page, Sequence[str], float]:
    """The page as we read it, stock Tesseract's lines, and the ratio of processor times."""
    stock = read_stock(path, psm=3)
    with Image.open(path) as image:
        scan = Scan(path.stem, path, 1, image.width, image.height, dpi, "0" * 64)
    read_image(scan, ScanSettings())
    before = children_time() + own_time()
    page = recognize(scan, TesseractEngine(OcrSettings()), OcrSettings(), ScanSettings())
    return page, stock.lines, (children_time() + own_time() - before) / stock.cpu


def find_words(truth: str, text: str) -> float:
    """Share of the true words that were read somewhere (bag of words), divided ones joined."""
    wanted, found = (Counter(_words(part)) for part in (truth, text))
    return (wanted & found).total() / max(1, wanted.total())


def _words(text: str) -> list[str]:
    joined = re.sub(r"[-¬]\s*\n\s*", "", text)
    return [word for word in map(fold, joined.split()) if word]


if __name__ == "__main__":
    main()
