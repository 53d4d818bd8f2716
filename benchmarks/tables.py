"""Tables between columns of text: whether each is one region, and whether its rows are read across.

    python -m benchmarks.tables train|test --count 6

A page has three columns of prose with a table in two of them, or over two: a column of names and up to four
of figures, with leaders, rules or only white between. The first rate is that of one stock Tesseract call.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.measures import fold
from benchmarks.pages import HALVES, draw_wear
from benchmarks.prose import Writer
from benchmarks.stock import read_stock
from benchmarks.typesetter.impression import lay, print_page
from benchmarks.typesetter.typeface import find_typeface
from ocr.layout.area import share_inside
from ocr.page import BBox, Page, RegionKind
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.scan import Scan
from scans.settings import ScanSettings

DPI, BODY, LINES, COLUMNS = 300, 8.0, 52, 3
GOODS = (
    *("Wheat, No. 2 red", "Corn, mixed", "Oats, white", "Rye", "Barley, malting", "Flour, patents"),
    *("Hay, timothy", "Potatoes, new", "Butter, creamery", "Eggs, fresh", "Cheese, twins", "Hogs, light"),
    *("Cattle, prime", "Sheep", "Lambs, spring", "Wool, fleece", "Cotton, spot", "Coal, hard"),
    *("Steel rails", "Copper", "Lead", "Tin", "Silver"),
)


@dataclass
class TablePage:
    """A page as it is set: ink, and for each table its box and its rows, each a list of cells."""

    ink: NDArray[np.uint8]
    tables: list[tuple[BBox, list[list[str]]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets prose and tables; all lengths in pixels."""

    draw: ImageDraw.ImageDraw
    font: ImageFont.FreeTypeFont
    chance: random.Random
    leading: int
    measure: int

    def set_prose(self, words: Iterator[str], left: int, top: int, lines: int) -> int:
        """Lines justified to the measure; gives where they end."""
        for _ in range(lines):
            row = [next(words)]
            while self.font.getlength(" ".join(row)) < self.measure * 0.86:
                row.append(next(words))
            spare = self.measure - sum(map(self.font.getlength, row))
            x = float(left)
            for word in row:
                self.draw.text((x, top), word, fill=255, font=self.font)
                x += self.font.getlength(word) + spare / max(1, len(row) - 1)
            top += self.leading
        return top

    def set_table(self, left: int, top: int, width: int, rows: int, figures: int) -> list[list[str]]:
        """Rows of a name and figures, these flush right in columns of one width."""
        style = self.chance.choice(("leaders", "white", "ruled"))
        cell, gap = round(self.font.getlength("00.00") * 1.1), round(0.9 * self.leading)
        names = self.chance.sample(GOODS, rows)
        stub = width - figures * (cell + gap)
        table = []
        for number, name in enumerate(names):
            y, cells = (
                top + number * self.leading,
                [f"{self.chance.uniform(0, 99):.2f}" for _ in range(figures)],
            )
            self.draw.text((left, y), name, fill=255, font=self.font)
            x = left + self.font.getlength(name + " ")
            while style == "leaders" and x < left + stub - gap:
                self.draw.text((x, y), ".", fill=255, font=self.font)
                x += gap
            for index, text in enumerate(cells):
                right = left + stub + (index + 1) * (cell + gap)
                self.draw.text((right - self.font.getlength(text), y), text, fill=255, font=self.font)
            table.append([name, *cells])
        if style == "ruled":
            for index in range(figures):
                x = left + stub + index * (cell + gap) + gap // 2
                self.draw.line((x, top, x, top + rows * self.leading), fill=255, width=3)
        return table


def set_page(half: str, number: int) -> TablePage:
    """A page of a half, by its number alone."""
    chance = random.Random(HALVES[half].seed + number)
    font = find_typeface(chance.choice(HALVES[half].faces)).cast("regular", BODY * DPI / 72)
    leading, measure = round(1.15 * BODY * DPI / 72), round(16 * BODY * DPI / 72)
    gutter, margin = round(10 * DPI / 72), DPI // 2
    width = 2 * margin + COLUMNS * measure + (COLUMNS - 1) * gutter
    sheet = Image.new("L", (width, 2 * margin + LINES * leading))
    setter = Setter(ImageDraw.Draw(sheet), font, chance, leading, measure)
    story = Writer(HALVES[half].seed + number).story(2500)
    words = (word.text for block in story.blocks for word in block.words)
    page, wide = TablePage(np.empty(0, np.uint8)), chance.random() < 0.4
    lefts = [margin + column * (measure + gutter) for column in range(COLUMNS)]
    spans = {0: 2 * measure + gutter, 2: measure} if wide else {chance.choice((0, 1)): measure, 2: measure}
    before, rows = 0, 0
    for column, left in enumerate(lefts):
        if not (wide and column == 1):
            before, rows = chance.randint(8, 20), chance.randint(5, 18)
        top = setter.set_prose(words, left, margin, before)
        if column in spans:
            figures = chance.randint(2, 4) if spans[column] > measure else chance.randint(1, 2)
            table = setter.set_table(left, top + leading, spans[column], rows, figures)
            box = BBox(left, top + leading, left + spans[column], top + (rows + 1) * leading)
            page.tables.append((box, table))
        if column in spans or (wide and column == 1):
            top += (rows + 2) * leading
        setter.set_prose(words, left, top, (margin + LINES * leading - top) // leading)
    page.ink = np.asarray(sheet)
    return page


def rate_rows(tables: Sequence[tuple[BBox, list[list[str]]]], lines: Sequence[str]) -> float:
    """Share of the rows of which all cells were read in one line, in order."""
    read = "\n".join(map(fold, lines))
    rows = [fold("".join(cells)) for _, table in tables for cells in table]
    return sum(row in read for row in rows) / len(rows)


def rate_regions(page: Page, tables: Sequence[BBox]) -> float:
    """Share of the tables that have a region of their own."""
    found = [region.bbox for region in page.regions if region.kind is RegionKind.TABLE]
    held = [any(share_inside(box, one) > 0.8 < share_inside(one, box) for one in found) for box in tables]
    return sum(held) / len(held)


def main() -> None:
    """Print a line a page, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("half", choices=sorted(HALVES))
    parser.add_argument("--count", type=int, default=6)
    arguments = parser.parse_args()
    rates = []
    for number in range(arguments.count):
        rates.append(measure(arguments.half, number))
        print(number, *(f"{rate:.2f}" for rate in rates[-1]), flush=True)
    stock, rows, regions = (sum(column) / len(rates) for column in zip(*rates, strict=True))
    print(f"rows read across {stock:.2f} -> {rows:.2f}  tables found {regions:.2f}")


def measure(half: str, number: int) -> tuple[float, float, float]:
    """Rows read across by stock and by us, and tables that are a region of their own."""
    page = set_page(half, number)
    wear = draw_wear(random.Random(number), hardy=False)
    height, width = page.ink.shape
    scan = print_page(page.ink, None, DPI, wear, number)
    warp = lay(width, height, DPI, wear)
    boxes = [_scan_box(box, warp.targets) for box, _ in page.tables]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        Image.fromarray(scan).save(path, dpi=(DPI, DPI))
        stock = read_stock(path, psm=3).lines
        told = Scan("page", path, 1, scan.shape[1], scan.shape[0], DPI, "0" * 64)
        read = recognize(told, TesseractEngine(OcrSettings()), OcrSettings(), ScanSettings())
    lines = [line.text for line in read.lines()]
    return rate_rows(page.tables, stock), rate_rows(page.tables, lines), rate_regions(read, boxes)


def _scan_box(box: BBox, targets: object) -> BBox:
    """Where a box of the flat sheet lies in the scan, upright."""
    assert callable(targets)
    corners = np.array(
        [[box.left, box.right, box.left, box.right], [box.top, box.top, box.bottom, box.bottom]]
    )
    x, y = targets(*corners.astype(np.float32))
    return BBox(int(x.min()), int(y.min()), int(x.max()), int(y.max()))


if __name__ == "__main__":
    main()
