"""Benchmark pages with exact truth, in a training half to tune on and a test half to report.

    python -m benchmarks.pages train|test OUT --count N

The halves differ in seeds, faces and parameters. A page depends on nothing but its parameters.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.plans import Frame, Planner
from benchmarks.prose import Writer
from benchmarks.typesetter.generation import GeneratedPage, print_formes, write_pages
from benchmarks.typesetter.impression import Wear
from benchmarks.typesetter.makeup import Sheet, make_up
from benchmarks.typesetter.manuscript import Manuscript, Paper, Story
from benchmarks.typesetter.style import House
from benchmarks.typesetter.typeface import find_typeface

TITLES = ("THE DAILY TELLER", "THE VALLEY EXAMINER", "LABOR’S HERALD", "THE MORNING LEDGER", "THE PLAINSMAN")


@dataclass(frozen=True, slots=True)
class Half:
    """What the pages of one half are drawn from; sizes in points."""

    seed: int
    faces: tuple[str, ...]
    columns: tuple[int, ...]
    dpis: tuple[int, ...]
    bodies: tuple[float, ...]


HALVES = {
    "train": Half(
        1000,
        ("Old Standard", "EB Garamond", "Liberation"),
        (1, 2, 3, 3, 4, 4, 5, 6, 7),
        (120, 150, 200, 240, 300, 300),
        (6.5, 7.5, 8.0, 9.0, 9.5),
    ),
    "test": Half(
        2000,
        ("Libertine", "Didot", "Junicode"),
        (1, 2, 3, 4, 4, 5, 5, 6, 7, 8),
        (100, 150, 200, 300, 300, 400),
        (6.0, 7.0, 8.0, 8.5, 10.0),
    ),
}


@dataclass(frozen=True, slots=True)
class PageParameters:
    """All that makes a page.

    Attributes:
        seed: of text, plan and wear.
        face: a key of `benchmarks.typesetter.typeface.FACES`.
        dpi: of the scan.
        body: size of the text in points; leading: line height as a multiple of it.
        columns, measure, gutter: number, width and distance of the columns, points.
        height: of the sheet, inches.
        ruled: column rules or only white.
        front: a masthead, else a running head.
        boxes, pictures: how many at most.
        wear: what happened to it.
    """

    seed: int
    face: str
    dpi: int
    body: float
    leading: float
    columns: int
    measure: float
    gutter: float
    height: float
    ruled: bool
    front: bool
    boxes: int
    pictures: int
    wear: Wear

    @property
    def press_dpi(self) -> int:
        """Resolution at which the page is set; a coarse scan is a reduced fine one."""
        return self.dpi if self.dpi >= 200 else 2 * self.dpi

    @property
    def scanned(self) -> Wear:
        """The wear, with the reduction from press to scan."""
        return replace(self.wear, scale=self.dpi / self.press_dpi)

    @property
    def house(self) -> House:
        return House(find_typeface(self.face), self.press_dpi, self.body, self.leading)

    @property
    def sheet(self) -> Sheet:
        width = (self.columns * self.measure + (self.columns - 1) * self.gutter) / 72 + 0.9
        return Sheet(width, self.height, 0.45, self.columns, self.gutter, self.ruled)

    @property
    def frame(self) -> Frame:
        head = 2.0 if self.front else 1.2
        inches = self.height - head
        return Frame(self.columns, self.measure, inches, self.body, self.leading, self.pictures, self.boxes)


def draw_parameters(half: str, number: int, most_lines: int = 500) -> PageParameters:
    """The parameters of a half's page, counted from 0; a page has about `most_lines` lines at most."""
    limits = HALVES[half]
    seed = limits.seed + number
    chance = random.Random(seed)
    dpi = chance.choice(limits.dpis)
    body = chance.choice([size for size in limits.bodies if size * dpi >= 12 * 72] or limits.bodies[-1:])
    leading = chance.uniform(1.0, 1.2)
    columns = chance.choice(limits.columns)
    measure = body * chance.uniform(13, 18) * (2.2 if columns == 1 else 1.3 if columns == 2 else 1)
    width = (columns * measure) / 72 + 1
    tall = most_lines / columns * body * leading / 72 + 2
    ruled = chance.random() < 0.65
    return PageParameters(
        seed,
        chance.choice(limits.faces),
        dpi,
        body,
        leading,
        columns,
        measure,
        gutter=chance.uniform(5, 10) if ruled else chance.uniform(7, 14),
        height=max(4.5, min(tall, width * chance.uniform(1.1, 1.5))),
        ruled=ruled,
        front=chance.random() < 0.4,
        boxes=chance.choice((0, 0, 1, 2)),
        pictures=chance.choice((0, 0, 1, 2)),
        wear=draw_wear(chance, hardy=body * dpi >= 16 * 72),
    )


def draw_wear(chance: random.Random, *, hardy: bool) -> Wear:
    """Ordinary wear and, where type is large enough to bear it, now and then one or two real afflictions."""

    def ill(usual: tuple[float, float], bad: tuple[float, float]) -> float:
        return chance.uniform(*(bad if hardy and chance.random() < 0.2 else usual))

    return Wear(
        ink=ill((0.78, 0.92), (0.4, 0.65)),
        gain=ill((0.05, 0.12), (-0.06, 0.2)),
        ragged=ill((0.04, 0.08), (0.1, 0.15)),
        fade=ill((0.1, 0.3), (0.4, 0.65)),
        ghost=ill((0.0, 0.06), (0.12, 0.25)),
        tone=chance.uniform(0.7, 0.95),
        mottle=ill((0.01, 0.03), (0.05, 0.08)),
        grain=ill((0.01, 0.025), (0.03, 0.06)),
        light=ill((0.02, 0.15), (0.25, 0.45)),
        focus=ill((0.15, 0.25), (0.35, 0.55)),
        noise=ill((0.01, 0.03), (0.05, 0.09)),
        specks=ill((0, 2), (5, 20)),
        skew=chance.uniform(-1.2, 1.2) if chance.random() < 0.6 else chance.uniform(-3, 3),
        bend=ill((0, 2), (4, 12)),
        torn=chance.uniform(34, 60) if chance.random() < 0.12 else 0.0,
        border=chance.uniform(0.0, 0.3),
        bed=chance.choice((0.05, 0.2, 0.3, 0.98)),
    )


def generate_page(
    parameters: PageParameters, edit: Callable[[Story], Story] = lambda story: story
) -> GeneratedPage:
    """One page; `truth_lines` of the answer has text, box, order, region and kind of each line.

    Its stories are set as `edit` returns them.

    Raises:
        TypefaceError: when the face is not installed.
    """
    chance = random.Random(parameters.seed)
    planner = Planner(parameters.frame, chance, Writer(parameters.seed))
    number = "1" if parameters.front else str(chance.randint(2, 8))
    plan = planner.plan(number)
    stories = {name: edit(story) for name, story in planner.stories.items()}
    manuscript = Manuscript(draw_paper(chance), stories, (plan,))
    formes = list(make_up(manuscript, parameters.house, parameters.sheet))
    back = list(make_up(manuscript, parameters.house, parameters.sheet))
    name = f"page-{parameters.seed}"
    wears = [parameters.scanned] * 2
    return next(print_formes([*formes, *back], [name, name], wears, parameters.seed))


def draw_paper(chance: random.Random) -> Paper:
    """A newspaper's name and day."""
    day = date(1933, chance.randint(1, 12), chance.randint(1, 28))
    title, issue = chance.choice(TITLES), chance.randint(1, 52)
    motto = "All the News of the Working Day"
    return Paper(
        "benchmark", title, motto, chance.randint(1, 20), str(issue), issue + 52, day, "Chicago", "3 cents"
    )


def main() -> None:
    """Write pages/*.jpg and truth/*.json, *.txt into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("half", choices=sorted(HALVES))
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=12, help="how many pages (default 12)")
    parser.add_argument("--first", type=int, default=0, help="number of the first page (default 0)")
    arguments = parser.parse_args()
    for number in range(arguments.first, arguments.first + arguments.count):
        parameters = draw_parameters(arguments.half, number)
        page = generate_page(parameters)
        write_pages([page], arguments.out, quality=85)
        lines, size = len(page.truth_lines), f"{page.truth.width} x {page.truth.height}"
        columns, dpi, body = parameters.columns, parameters.dpi, parameters.body
        print(
            f"{page.name}: {lines} lines, {columns} columns, {dpi} dpi, {body} pt {parameters.face}, {size}"
        )


if __name__ == "__main__":
    main()
