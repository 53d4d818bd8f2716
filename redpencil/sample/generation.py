"""Making the sample: from the copy to page images and their truth, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from redpencil.sample.forme import Forme, draw_rules, draw_text
from redpencil.sample.impression import Wear, lay, print_page
from redpencil.sample.makeup import Sheet, make_up
from redpencil.sample.manuscript import Manuscript, read_manuscript
from redpencil.sample.setting import House
from redpencil.sample.survey import survey_page
from redpencil.sample.truth import TruthPage, article_truth, write_article_truth, write_page_truth
from redpencil.sample.typeface import find_typeface

HERE = Path(__file__).parent
SAMPLE_COPY = HERE / "issue.toml"
SEED = 1933
DPI = 200
WEARS = (Wear(skew=0.45, bend=1.2), Wear(skew=-0.6, bend=1.0, fade=0.28, light=0.16))


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A scan with its truth; `name` is the file name without its ending, `image` grey."""

    name: str
    image: NDArray[np.uint8]
    truth: TruthPage


def set_issue(manuscript: Manuscript, dpi: int = DPI) -> tuple[Forme, ...]:
    """The sample's pages as type."""
    return tuple(make_up(manuscript, House(find_typeface("Old Standard"), dpi), Sheet()))


def generate_pages(seed: int = SEED, dpi: int = DPI) -> Iterator[GeneratedPage]:
    """The sample's pages, printed and scanned.

    Raises:
        TypefaceError: when the face Old Standard is not installed.
    """
    manuscript = read_manuscript(SAMPLE_COPY)
    formes = set_issue(manuscript, dpi)
    sides = [np.maximum(draw_text(forme), draw_rules(forme)) for forme in formes]
    for number, (forme, wear) in enumerate(zip(formes, WEARS, strict=True)):
        image = print_page(sides[number], sides[1 - number], dpi, wear, seed + number)
        truth = survey_page(forme, lay(forme.width, forme.height, dpi, wear))
        yield GeneratedPage(manuscript.paper.page_name(forme.number), image, truth)


def generate(folder: Path, seed: int = SEED, quality: int = 55) -> None:
    """Write the batch: pages/NAME.jpg, truth/NAME.txt, truth/NAME.json and truth/articles.json.

    Args:
        folder: is made where it is missing; files of the same names are replaced.
        seed: of the paper and the wear; the text and its lines do not depend on it.
        quality: of the JPEG files, 0 to 100.
    """
    pages = list(generate_pages(seed))
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    (folder / "truth").mkdir(exist_ok=True)
    for page in pages:
        _write_image(folder / "pages" / f"{page.name}.jpg", page.image, page.truth.dpi, quality)
        (folder / "truth" / f"{page.name}.txt").write_text(page.truth.text, encoding="utf-8")
        write_page_truth(folder / "truth" / f"{page.name}.json", page.truth)
    articles = article_truth([page.truth for page in pages])
    write_article_truth(folder / "truth" / "articles.json", articles)


def _write_image(path: Path, image: NDArray[np.uint8], dpi: int, quality: int) -> None:
    Image.fromarray(image).save(path, quality=quality, dpi=(dpi, dpi), optimize=True)


if __name__ == "__main__":
    generate(HERE)
