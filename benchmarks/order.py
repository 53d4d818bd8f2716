"""How well typeset pages are put in order, whatever is read on them: layout alone, in a second or two a page.

    python -m benchmarks.order train|test --count 20

Each true line is put where the layout has the line that covers most of it; the rate is that of the texts in
this order against the true one (`reading_order_cer`). "lost" are lines that are in no area.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from benchmarks.measures import reading_order_cer, settle_floats
from benchmarks.pages import draw_parameters, generate_page
from benchmarks.typesetter.truth import TruthLine
from ocr.layout.layout import analyze
from ocr.page import BBox, RegionKind
from scans.preparation import prepare
from scans.settings import ScanSettings

LEAST, BESIDE = 0.1, 0.3
"""Share of a true line that a line of the layout covers at least; two share less of their width beside each
other."""


def main() -> None:
    """Print a line a page, and the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("half", choices=("train", "test"))
    parser.add_argument("--count", type=int, default=20, help="how many pages (default 20)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (default 0)")
    arguments = parser.parse_args()
    rates = []
    for number in range(arguments.first, arguments.first + arguments.count):
        rate, lost = rate_order(arguments.half, number)
        rates.append(rate)
        print(f"{arguments.half} {number}: order {rate:.4f}  lost {lost:.4f}", flush=True)
    bad = sum(rate > 0.02 for rate in rates)
    print(f"mean {statistics.mean(rates):.4f}  median {statistics.median(rates):.4f}  above .02: {bad}")


def rate_order(half: str, number: int) -> tuple[float, float]:
    """Errors in reading order of a page whose lines are all read right, and the share of text in no area."""
    generated = generate_page(draw_parameters(half, number))
    lines = generated.truth_lines
    prepared = prepare(Image.fromarray(generated.image), generated.truth.dpi, ScanSettings())
    areas = analyze(np.asarray(prepared.image)).areas
    boxes = [[BBox(*prepared.to_scan(line)) for line in area.lines] for area in areas]
    read = list(put_in_order(lines, boxes))
    floating = {line.region for line in lines if line.kind is RegionKind.ADVERTISEMENT}
    places = {line: (place, 0) for place, line in enumerate(read)}
    order = settle_floats([line.region for line in lines], floating, places)
    texts = [line.text for line in lines]
    lost = sum(len(text) for line, text in enumerate(texts) if line not in places)
    rate = reading_order_cer(
        [texts[line] for line in order if line in places], [texts[line] for line in read]
    )
    return rate, lost / sum(map(len, texts))


def put_in_order(lines: Sequence[TruthLine], areas: Sequence[Sequence[BBox]]) -> Iterator[int]:
    """The true lines, by number, in the order of the layout's lines that cover them; pixels of the scan."""
    edges = np.array([box for area in areas for box in area], float).reshape(-1, 4)
    found: dict[int, list[int]] = {}
    for number, line in enumerate(lines) if len(edges) else ():
        left, top, right, bottom = line.bbox
        wide = np.minimum(edges[:, 2], right) - np.maximum(edges[:, 0], left)
        tall = np.minimum(edges[:, 3], bottom) - np.maximum(edges[:, 1], top)
        covered = np.maximum(wide, 0) * np.maximum(tall, 0)
        if covered.max() > LEAST * line.bbox.width * line.bbox.height:
            found.setdefault(int(covered.argmax()), []).append(number)
    for place in sorted(found):
        members = found[place]
        beside = any(_are_beside(lines[one].bbox, lines[other].bbox) for one in members for other in members)
        yield from sorted(members, key=lambda number: lines[number].bbox[0 if beside else 1])


def _are_beside(one: BBox, other: BBox) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) < BESIDE * min(one.width, other.width)


if __name__ == "__main__":
    main()
