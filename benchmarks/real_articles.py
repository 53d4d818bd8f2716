"""How well articles are found on real pages, held against a truth made by hand: `real_articles.toml`.

    python -m benchmarks.real_articles [--read FOLDER]

The scans lie beside this checkout, in ../shared. Each page is read by the engine, or, with `--read`, taken
from the ALTO files in a folder, such as the `pages` of a project. "engine" has the engine's regions, "drawn"
the boxes of the truth as regions, as after a person has drawn them: the rest is segmentation alone.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.articles import Place, Reading, Score, measure, read_articles
from ocr.alto import read_alto
from ocr.engines import make_engine
from ocr.page import DRAWN, BBox, Line, Page, Region, RegionKind, Step
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.discovery import discover
from scans.scan import Label
from scans.settings import ScanSettings
from tei.article import Article, BlockKind, Genre
from tei.metadata import Series
from tei.segmentation import segment

TRUTH = Path(__file__).with_suffix(".toml")
SCANS = Path(__file__).resolve().parents[2] / "shared" / "data" / "scans"
KINDS = defaultdict(
    lambda: RegionKind.TEXT,
    {
        BlockKind.HEAD: RegionKind.HEADLINE,
        BlockKind.SUBHEAD: RegionKind.HEADLINE,
        BlockKind.CAPTION: RegionKind.CAPTION,
    },
)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of an article on the page; `typed` says whether its lines' kind is known."""

    article: str
    genre: Genre
    kind: BlockKind
    typed: bool
    bbox: BBox


@dataclass(frozen=True, slots=True)
class RealPage:
    """A page marked by hand: file of the scan, newspaper, printed number, boxes in reading order."""

    scan: str
    title: str
    number: str
    boxes: tuple[Box, ...]


def read_truths() -> tuple[RealPage, ...]:
    """The pages marked by hand."""
    table = tomllib.loads(TRUTH.read_text("utf-8"))
    return tuple(
        RealPage(page["scan"], page["title"], page["number"], tuple(_boxes(page))) for page in table["page"]
    )


def _boxes(page: dict[str, Any]) -> Iterator[Box]:
    for article in page["article"]:
        for box in article["boxes"]:
            kind = BlockKind(box.get("kind", "paragraph"))
            genre = Genre(article.get("genre", "article"))
            yield Box(article["name"], genre, kind, article.get("typed", True), BBox(*box["at"]))


def place_lines(page: Page, truth: RealPage) -> dict[str, tuple[int, Box]]:
    """The box of each line whose middle lies in one, and its place in the order of reading, by line id."""
    held: list[tuple[int, int, Line, Box]] = []
    for line in page.lines():
        x, y = (line.bbox.left + line.bbox.right) / 2, (line.bbox.top + line.bbox.bottom) / 2
        for rank, box in enumerate(truth.boxes):
            left, top, right, bottom = box.bbox
            if left <= x < right and top <= y < bottom:
                held.append((rank, line.bbox.top, line, box))
                break
    ordered = sorted(held, key=lambda item: item[:2])
    return {line.id: (order, box) for order, (_, _, line, box) in enumerate(ordered)}


def draw_regions(page: Page, truth: RealPage) -> Page:
    """The page with the boxes of the truth for regions; lines outside them stay in their own."""
    placed = place_lines(page, truth)
    lines = {line.id: line for line in page.lines()}
    regions: list[Region] = []
    for box in truth.boxes:
        inside = sorted((order, name) for name, (order, held) in placed.items() if held is box)
        made = tuple(lines[name] for _, name in inside)
        kind = RegionKind.ADVERTISEMENT if box.genre is Genre.ADVERTISEMENT else KINDS[box.kind]
        regions.append(Region(f"box{len(regions)}", kind, box.bbox, made))
    others = (
        replace(region, lines=tuple(line for line in region.lines if line.id not in placed))
        for region in page.regions
    )
    kept = [region for region in others if region.lines]
    drawn = Step("benchmark", "", DRAWN)
    return replace(page, regions=(*kept, *regions), steps=(*page.steps, drawn))


def score_page(page: Page, truth: RealPage) -> dict[str, Score]:
    """Scores as of generated issues, and of genres by line; kinds count only where the truth tells them."""
    articles = segment([page], {page.id: Label(truth.number)}, Series("real", truth.title))
    placed = place_lines(page, truth)
    places: dict[Place, Box] = {(truth.number, order): box for order, box in placed.values()}
    true = Reading(
        {place: box.article for place, box in places.items()},
        {place: box.kind for place, box in places.items() if box.typed},
        sorted(places),
    )
    found = {(page.id, name): (truth.number, order) for name, (order, _) in placed.items()}
    said = read_articles(articles, found)
    kinds = {place: kind for place, kind in said.kind.items() if places[place].typed}
    scores = measure(true, Reading(said.article, kinds, said.order))
    del scores["jumps"]
    return scores | {"advertisements": _score_genres(articles, found, places)}


def _score_genres(
    articles: Sequence[Article], found: dict[tuple[str, str], Place], places: dict[Place, Box]
) -> Score:
    true = {place for place, box in places.items() if box.genre is Genre.ADVERTISEMENT}
    said = {
        found[line.placement.page, line.placement.line]
        for article in articles
        if article.genre is Genre.ADVERTISEMENT
        for block in article.blocks
        for line in block.lines
        if line.placement and (line.placement.page, line.placement.line) in found
    }
    return Score(len(true), len(said), len(true & said))


def read_page(truth: RealPage, folder: Path | None) -> Page:
    """The page as the engine reads it, or as it was read before."""
    stem = Path(truth.scan).stem
    if folder is not None:
        return read_alto(folder / f"{stem}.alto.xml")
    path = next(SCANS.rglob(truth.scan))
    settings = OcrSettings()
    scan = next(s for s in discover(path.parent, ScanSettings()).scans if s.path == path)
    return recognize(scan, make_engine(settings), settings, ScanSettings())


def main() -> None:
    """Print the scores of each page, and of all together."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--read", type=Path, help="folder of ALTO files, instead of reading the scans")
    folder = parser.parse_args().read
    totals: dict[tuple[str, str], Score] = {}
    for truth in read_truths():
        page = read_page(truth, folder)
        for mode, held in (("engine", page), ("drawn", draw_regions(page, truth))):
            for name, score in score_page(held, truth).items():
                print(f"{truth.scan:34} {mode:7} {name:14} {score}")
                totals[mode, name] = totals.get((mode, name), Score()) + score
    for (mode, name), score in totals.items():
        print(f"{'all':34} {mode:7} {name:14} {score}")


if __name__ == "__main__":
    main()
