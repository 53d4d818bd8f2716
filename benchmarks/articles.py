"""How well articles are found again in generated issues: boundaries, jumps, kinds of headings.

    python -m benchmarks.articles --count N [--half train|test] [--engine]

Without `--engine` the lines and regions are the true ones, and only the segmentation is measured, once with
the kinds of the regions and once with all of them plain text; with it, each page is read by the engine.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.issues import GeneratedIssue, generate_issue
from benchmarks.typesetter.generation import write_pages
from benchmarks.typesetter.truth import TruthLine, TruthPage
from ocr.engines import make_engine
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from ocr.recognition import recognize
from ocr.settings import OcrSettings
from scans.discovery import discover
from scans.scan import Label
from scans.settings import ScanSettings
from tei.article import Article, BlockKind
from tei.metadata import Series
from tei.segmentation import segment

HEADINGS = frozenset(
    (
        BlockKind.HEAD,
        BlockKind.SUBHEAD,
        BlockKind.SECTION,
        BlockKind.BYLINE,
        BlockKind.JUMP_LINE,
        BlockKind.JUMP_HEAD,
    )
)
Place = tuple[str, int]
"""A true line: page number, and its place in the page's order."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were there, how many were said to be there, how many of these were right."""

    truth: int = 0
    said: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.truth + other.truth, self.said + other.said, self.right + other.right)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.truth + self.said, 1)

    def __str__(self) -> str:
        recall, precision = self.right / max(self.truth, 1), self.right / max(self.said, 1)
        return f"F1 {self.f1:.3f}  recall {recall:.3f}  precision {precision:.3f}  of {self.truth}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What segmentation made of the true lines: article of each line, kind of each line, joined pages."""

    article: Mapping[Place, str]
    kind: Mapping[Place, BlockKind]
    order: Sequence[Place]


def read_truth(pages: Sequence[TruthPage]) -> Reading:
    """The truth of an issue; masthead and running heads are left out."""
    lines = {(page.number, line.order): line for page in pages for line in page.lines if line.article}
    return Reading(
        {place: line.article for place, line in lines.items()},
        {place: line.block for place, line in lines.items()},
        list(lines),
    )


def read_articles(articles: Sequence[Article], found: Mapping[tuple[str, str], Place]) -> Reading:
    """What the segmentation says; `found` has the true line of each line by page and line id."""
    owner: dict[Place, str] = {}
    kinds: dict[Place, BlockKind] = {}
    for article in articles:
        for block in article.blocks:
            for line in block.lines:
                place = line.placement
                true = found.get((place.page, place.line)) if place else None
                if true is not None:
                    owner.setdefault(true, article.id)
                    kinds.setdefault(true, block.kind)
    return Reading(owner, kinds, sorted(owner))


def measure(truth: Reading, said: Reading) -> dict[str, Score]:
    """Scores of boundaries, jumps, headings and whole articles."""
    return {
        "boundaries": _sets(set(_starts(truth)), set(_starts(said))),
        "jumps": _sets(set(_jumps(truth)), set(_jumps(said, _names(truth, said)))),
        "headings": _sets(set(_headings(truth)), set(_headings(said))),
        "articles": _whole(truth, said),
    }


def _sets(truth: set[object], said: set[object]) -> Score:
    return Score(len(truth), len(said), len(truth & said))


def _starts(reading: Reading) -> Iterator[object]:
    """The first line of each article's part on each page."""
    seen = set()
    for place in reading.order:
        part = (reading.article[place], place[0])
        if part not in seen:
            seen.add(part)
            yield place


def _jumps(reading: Reading, names: Mapping[str, str] | None = None) -> Iterator[object]:
    """Articles on several pages: the article and each pair of pages that follow each other."""
    pages: dict[str, list[str]] = {}
    for place in reading.order:
        name = reading.article[place]
        known = pages.setdefault(name, [])
        if place[0] not in known:
            known.append(place[0])
    for name, numbers in pages.items():
        for pair in pairwise(numbers):
            yield ((names or {}).get(name, name), pair)


def _names(truth: Reading, said: Reading) -> dict[str, str]:
    """The true article that most of an article's lines on its first page belong to."""
    votes: dict[str, Counter[str]] = {}
    for place in said.order:
        if place in truth.article:
            votes.setdefault(said.article[place], Counter())[truth.article[place]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _headings(reading: Reading) -> Iterator[object]:
    return ((place, kind) for place, kind in reading.kind.items() if kind in HEADINGS)


def _whole(truth: Reading, said: Reading) -> Score:
    """Articles whose lines are, nine in ten, the same as the true article's."""
    left, right = _lines(truth), _lines(said)
    matched = sum(any(len(a & b) >= 0.9 * len(a | b) for b in right) for a in left)
    return Score(len(left), len(right), matched)


def _lines(reading: Reading) -> list[set[Place]]:
    groups: dict[str, set[Place]] = {}
    for place in reading.order:
        groups.setdefault(reading.article[place], set()).add(place)
    return list(groups.values())


def set_page(name: str, truth: TruthPage, plain: bool) -> tuple[Page, dict[str, int]]:
    """A page as a perfect engine would read it, and the order of each line by its id.

    With `plain` all regions are text, as from an engine that knows no layout.
    """
    orders: dict[str, int] = {}
    regions = []
    for region in truth.regions:
        lines = [line for line in truth.lines if line.region == region.id]
        made = tuple(_set_line(f"{region.id}.l{line.order:03}", line) for line in lines)
        orders.update((line.id, true.order) for line, true in zip(made, lines, strict=True))
        kind = RegionKind.TEXT if plain and lines else region.kind
        regions.append(Region(region.id, kind, region.bbox, made))
    page = Page(name, f"{name}.jpg", 1, "0" * 64, truth.width, truth.height, truth.dpi, tuple(regions))
    return page, orders


def _set_line(name: str, line: TruthLine) -> Line:
    """The line with its words laid out in proportion to their letters."""
    each = line.bbox.width / max(len(line.text), 1)
    words, at = [], 0
    for n, text in enumerate(line.text.split(), start=1):
        start = line.text.index(text, at)
        at = start + len(text)
        left, right = line.bbox.left + round(start * each), line.bbox.left + round(at * each)
        words.append(Word(f"{name}.w{n:02}", text, BBox(left, line.bbox.top, right, line.bbox.bottom), 1.0))
    return Line(name, line.bbox, tuple(words), line.hyphenated)


def recognize_issue(issue: GeneratedIssue) -> list[Page]:
    """The pages as the engine reads them."""
    settings, scan_settings = OcrSettings(), ScanSettings()
    engine = make_engine(settings)
    with tempfile.TemporaryDirectory() as name:
        write_pages(issue.pages, Path(name), quality=85)
        scans = {scan.path.stem: scan for scan in discover(Path(name) / "pages", scan_settings).scans}
        read = (recognize(scans[page.name], engine, settings, scan_settings) for page in issue.pages)
        return [replace(page, id=truth.name) for page, truth in zip(read, issue.pages, strict=True)]


def match_lines(page: Page, truth: TruthPage) -> dict[str, int]:
    """The true line that each read line lies on, by the share of its box."""
    found = {}
    for line in page.lines():
        best = max(truth.lines, key=lambda true: _common(line.bbox, true.bbox), default=None)
        if best is not None and _common(line.bbox, best.bbox) > 0.5:
            found[line.id] = best.order
    return found


def _common(left: BBox, right: BBox) -> float:
    width = min(left.right, right.right) - max(left.left, right.left)
    height = min(left.bottom, right.bottom) - max(left.top, right.top)
    area = min(left.width * left.height, right.width * right.height)
    return max(width, 0) * max(height, 0) / max(area, 1)


def score_issue(issue: GeneratedIssue, mode: str) -> dict[str, Score]:
    """The scores of one issue; `mode` is "layout", "plain" or "engine"."""
    truths = {page.name: page.truth for page in issue.pages}
    if mode == "engine":
        pages = recognize_issue(issue)
        orders = {page.id: match_lines(page, truths[page.id]) for page in pages}
    else:
        made = [set_page(name, truth, mode == "plain") for name, truth in truths.items()]
        pages = [page for page, _ in made]
        orders = {page.id: known for page, known in made}
    labels = {page.id: Label(truths[page.id].number) for page in pages}
    articles = segment(pages, labels, Series("benchmark", _title(issue)))
    found = {
        (page, line): (truths[page].number, order)
        for page, known in orders.items()
        for line, order in known.items()
    }
    return measure(read_truth(list(truths.values())), read_articles(articles, found))


def _title(issue: GeneratedIssue) -> str:
    """The newspaper's title: the tallest line of the first page."""
    return max(issue.pages[0].truth.lines, key=lambda line: line.bbox.height).text


def main() -> None:
    """Print the scores of all issues together."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=4, help="how many issues (default 4)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first issue (default 0)")
    parser.add_argument("--half", default="train", choices=("train", "test"))
    parser.add_argument("--engine", action="store_true", help="read the pages with the engine")
    arguments = parser.parse_args()
    totals: dict[tuple[str, str], Score] = {}
    for seed in range(arguments.first, arguments.first + arguments.count):
        issue = generate_issue(seed, arguments.half)
        for mode in ("engine",) if arguments.engine else ("layout", "plain"):
            for name, score in score_issue(issue, mode).items():
                totals[mode, name] = totals.get((mode, name), Score()) + score
    for (mode, name), score in totals.items():
        print(f"{mode:7} {name:11} {score}")


if __name__ == "__main__":
    main()
