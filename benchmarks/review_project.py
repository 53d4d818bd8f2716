"""A project for measuring review: a large page with thousands of words, drawn or a real scan."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from corrections.passage import Passage
from corrections.proposal import Candidate, Proposal, Recommendation
from ocr.alto import write_alto
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from redpencil.commands.initialize import make_project
from redpencil.project import Project, open_project

SCAN = Path(__file__).resolve().parents[2] / "shared" / "data" / "scans" / "chicopee-1856.tif"
WIDTH, HEIGHT = 7200, 9600
COLUMNS, LINES, WORDS = 8, 300, 8
MISREAD = ("tne", "aud", "witli", "wbich", "havo", "frorn", "tbeir", "wero", "beon", "thcre")


def make_large_project(folder: Path, forms: Sequence[str] = MISREAD) -> Project:
    """A project with a page of 69 megapixels and 19 200 words, most of them of these forms."""
    make_project(folder, "A large paper")
    project = open_project(folder)
    project.pages.mkdir(exist_ok=True)
    name = "large.tif"
    if SCAN.exists():
        shutil.copyfile(SCAN, project.scans / name)
    else:
        noise = np.random.default_rng(7).integers(0, 255, (HEIGHT // 8, WIDTH // 8), np.uint8)
        Image.fromarray(noise).resize((WIDTH, HEIGHT)).save(project.scans / name, compression="tiff_lzw")
    page = _make_page("large_p1", name, forms)
    write_alto(page, project.alto(page.id))
    return project


def propose(passages: Sequence[Passage]) -> Iterator[Proposal]:
    """About 5 000 proposals a page: every fourth word, of a few forms and many more that stand once."""
    tokens = [token for passage in passages for token in passage.tokens]
    for position, token in enumerate(tokens):
        if position % 4 == 0:
            candidates = tuple(
                Candidate((f"{token.text}{ending}",), share, "for measuring")
                for ending, share in (("a", 0.6), ("e", 0.2), ("o", 0.1))
            )
            yield Proposal((token.id,), (token.text,), candidates, Recommendation.ASK)


def _make_page(name: str, image: str, forms: Sequence[str]) -> Page:
    regions = []
    for column in range(COLUMNS):
        lines = []
        for number in range(LINES):
            left, top = 200 + column * 860, 200 + number * 30
            words = tuple(
                Word(
                    f"r{column}.l{number:03}.w{position}",
                    _word(forms, column, number, position),
                    BBox(left + position * 100, top, left + position * 100 + 88, top + 24),
                    0.8,
                )
                for position in range(WORDS)
            )
            box = BBox.around([word.bbox for word in words])
            lines.append(Line(f"r{column}.l{number:03}", box, words))
        regions.append(
            Region(f"r{column}", RegionKind.TEXT, BBox.around([li.bbox for li in lines]), tuple(lines))
        )
    sha = "7" * 64
    return Page(name, image, 1, sha, WIDTH, HEIGHT, 400, tuple(regions))


def _word(forms: Sequence[str], column: int, line: int, position: int) -> str:
    number = (column * LINES + line) * WORDS + position
    return forms[number // 4 % len(forms)] if number % 3 else f"word{number}x"
