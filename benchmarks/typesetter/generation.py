"""Making the sample newspaper: from the copy to page images and their truth, the same each time.

`python -m benchmarks.typesetter.generation` writes `redpencil/sample/` anew. It needs the face Old Standard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.typesetter.forme import Forme, draw_rules, draw_text, tear_off
from benchmarks.typesetter.halftone import draw_pictures
from benchmarks.typesetter.impression import Wear, lay, print_page, tear_line
from benchmarks.typesetter.makeup import Sheet, make_up
from benchmarks.typesetter.manuscript import Manuscript, read_manuscript
from benchmarks.typesetter.style import House
from benchmarks.typesetter.survey import survey_page
from benchmarks.typesetter.truth import (
    TruthLine,
    TruthPage,
    article_truth,
    write_article_truth,
    write_page_truth,
)
from benchmarks.typesetter.typeface import find_typeface
from redpencil.sample import SAMPLE

SAMPLE_COPY = Path(__file__).with_name("issue.toml")
SEED = 1933
DPI = 200
WEARS = (Wear(skew=0.45, bend=1.2), Wear(skew=-0.6, bend=1.0, fade=0.28, light=0.16))


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A scan with its truth; `name` is the file name without its ending, `image` grey."""

    name: str
    image: NDArray[np.uint8]
    truth: TruthPage

    @property
    def truth_lines(self) -> tuple[TruthLine, ...]:
        """The printed lines in reading order."""
        return self.truth.lines


def set_issue(manuscript: Manuscript, dpi: int = DPI) -> tuple[Forme, ...]:
    """The sample's pages as type."""
    return tuple(make_up(manuscript, House(find_typeface("Old Standard"), dpi), Sheet()))


def generate_pages(seed: int = SEED, dpi: int = DPI) -> Iterator[GeneratedPage]:
    """The sample's pages, printed and scanned.

    Raises:
        TypefaceError: when the face Old Standard is not installed.
    """
    manuscript = read_manuscript(SAMPLE_COPY)
    names = [manuscript.paper.page_name(plan.number) for plan in manuscript.pages]
    yield from print_formes(set_issue(manuscript, dpi), names, WEARS, seed)


def print_formes(
    formes: Sequence[Forme], names: Sequence[str], wears: Sequence[Wear], seed: int
) -> Iterator[GeneratedPage]:
    """Print formes on both sides of sheets and scan them.

    Args:
        formes: front and back of the first sheet, of the second, and so on; all of one size.
        names: of the pages.
        wears: of the pages.
        seed: of paper, wear and pictures.
    """
    inks = [draw_ink(forme, seed + number) for number, forme in enumerate(formes)]
    for number, (forme, name, wear) in enumerate(zip(formes, names, wears, strict=True)):
        back = number ^ 1
        other = inks[back] if back < len(inks) else None
        image = print_page(inks[number], other, forme.house.dpi, wear, seed + number)
        yield GeneratedPage(name, image, survey_scan(forme, wear, seed + number))


def draw_ink(forme: Forme, seed: int) -> NDArray[np.uint8]:
    """All ink of a page: 0 is paper, 255 is full ink."""
    ink = np.maximum(draw_text(forme), draw_rules(forme))
    return np.maximum(ink, draw_pictures(forme, seed)) if forme.pictures else ink


def survey_scan(forme: Forme, wear: Wear, seed: int) -> TruthPage:
    """The truth of the scan that `print_page` makes with the same wear and seed."""
    if wear.torn:
        forme = tear_off(forme, tear_line(forme.height, forme.width, forme.house.dpi, wear, seed))
    return survey_page(forme, lay(forme.width, forme.height, forme.house.dpi, wear))


def generate(folder: Path, seed: int = SEED, quality: int = 55) -> None:
    """Write the batch: pages/NAME.jpg, truth/NAME.txt, truth/NAME.json and truth/articles.json.

    Args:
        folder: is made where it is missing; files of the same names are replaced.
        seed: of the paper and the wear; the text and its lines do not depend on it.
        quality: of the JPEG files, 0 to 100.
    """
    pages = list(generate_pages(seed))
    write_pages(pages, folder, quality)
    articles = article_truth([page.truth for page in pages])
    write_article_truth(folder / "truth" / "articles.json", articles)


def write_pages(pages: Sequence[GeneratedPage], folder: Path, quality: int) -> None:
    """Write images to pages/ and truth to truth/ in a folder; see `generate`."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    (folder / "truth").mkdir(exist_ok=True)
    for page in pages:
        _write_image(folder / "pages" / f"{page.name}.jpg", page.image, page.truth.dpi, quality)
        (folder / "truth" / f"{page.name}.txt").write_text(page.truth.text, encoding="utf-8")
        write_page_truth(folder / "truth" / f"{page.name}.json", page.truth)


def _write_image(path: Path, image: NDArray[np.uint8], dpi: int, quality: int) -> None:
    Image.fromarray(image).save(path, quality=quality, dpi=(dpi, dpi), optimize=True)


if __name__ == "__main__":
    generate(SAMPLE)
