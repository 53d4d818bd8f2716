"""The batch that ships: its truth is what the generator sets, and its images are what it prints."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.typesetter.generation import GeneratedPage, generate_pages
from benchmarks.typesetter.truth import article_truth, read_page_truth, write_article_truth, write_page_truth
from benchmarks.typesetter.typeface import TypefaceError
from ocr.page import RegionKind
from redpencil.sample import SAMPLE, copy_sample, sample_pages
from tei.article import BlockKind

TRUTHS = tuple(read_page_truth(path) for path in sorted((SAMPLE / "truth").glob("*_p?.json")))
LINES = tuple(line for page in TRUTHS for line in page.lines)


@pytest.fixture(scope="module")
def generated() -> tuple[GeneratedPage, ...]:
    try:
        return tuple(generate_pages())
    except TypefaceError as error:
        pytest.skip(str(error))


def test_shipped_text_and_truth_are_what_the_generator_sets(
    generated: tuple[GeneratedPage, ...], tmp_path: Path
) -> None:
    for page in generated:
        written = tmp_path / f"{page.name}.json"
        write_page_truth(written, page.truth)
        assert written.read_text("utf-8") == (SAMPLE / "truth" / written.name).read_text("utf-8")
        assert page.truth.text == (SAMPLE / "truth" / f"{page.name}.txt").read_text("utf-8")
    write_article_truth(tmp_path / "articles.json", article_truth([page.truth for page in generated]))
    shipped = (SAMPLE / "truth" / "articles.json").read_text("utf-8")
    assert (tmp_path / "articles.json").read_text("utf-8") == shipped


def test_shipped_images_are_what_the_generator_prints(generated: tuple[GeneratedPage, ...]) -> None:
    for page, path in zip(generated, sample_pages(), strict=True):
        shipped = np.asarray(Image.open(path))
        assert path.stem == page.name
        assert shipped.shape == page.image.shape == (page.truth.height, page.truth.width)
        difference = cv2.blur(shipped, (9, 9)).astype(float) - cv2.blur(page.image, (9, 9))
        assert np.abs(difference).mean() < 2


def test_truth_boxes_hold_ink() -> None:
    """Within each line's box, some pixels are much darker than the paper around the page's text."""
    for page, path in zip(TRUTHS, sample_pages(), strict=True):
        image = np.asarray(Image.open(path))
        for line in page.lines:
            patch = image[line.bbox.top : line.bbox.bottom, line.bbox.left : line.bbox.right]
            dark = patch < np.percentile(patch, 90) - 50
            assert dark.mean() > 0.05, line
            if line.kind in {RegionKind.MASTHEAD, RegionKind.FURNITURE}:
                continue  # rules close to them
            # The darkest rows are not at the box's rim: it is set around the line, not between two.
            assert dark[len(dark) // 4 : -len(dark) // 4].mean() > dark[[0, -1]].mean(), line


def test_boxes_stay_on_the_page_and_apart() -> None:
    for page in TRUTHS:
        for line in page.lines:
            box = line.bbox
            assert 0 <= box.left < box.right <= page.width
            assert 0 <= box.top < box.bottom <= page.height
        for one, two in zip(page.lines, page.lines[1:], strict=False):
            if one.region == two.region:
                assert two.bbox.top > one.bbox.top


def test_batch_holds_what_it_is_there_to_show() -> None:
    kinds = {line.block for line in LINES}
    assert kinds >= {
        BlockKind.HEAD,
        BlockKind.SUBHEAD,
        BlockKind.SECTION,
        BlockKind.BYLINE,
        BlockKind.QUOTATION,
        BlockKind.NOTE,
        BlockKind.JUMP_LINE,
        BlockKind.JUMP_HEAD,
    }
    misprints = {pair for line in LINES for pair in line.misprints}
    assert misprints == {("stirke", "strike"), ("goverment", "government")}
    text = " ".join(line.text for line in LINES)
    for word in (
        "to-day",
        "employes",
        "Isvestia",
        "– Ed.",
        "(Continued on page 3)",
        "(Continued from page 1)",
    ):
        assert word in text


def test_a_word_is_divided_over_a_column_end() -> None:
    pairs = [pair for page in TRUTHS for pair in zip(page.lines, page.lines[1:], strict=False)]
    assert any(a.hyphenated and a.region != b.region and a.article == b.article for a, b in pairs)


def test_article_goes_on_over_the_jump() -> None:
    articles = {article.id: article for article in article_truth(TRUTHS)}
    lead = articles["harlow"]
    assert lead.pages == ("1", "3")
    assert [page for page, _ in lead.jumps] == ["1", "3", "3"]
    split = [block for block in lead.blocks if {page for page, _ in block.lines} == {"1", "3"}]
    assert len(split) == 1
    assert "Continued" not in split[0].text


def test_batch_is_small() -> None:
    assert sum(path.stat().st_size for path in sample_pages()) < 2_000_000


def test_copy_sample_fills_a_project(tmp_path: Path) -> None:
    copies = copy_sample(tmp_path / "batch")
    assert [path.name for path in copies] == [path.name for path in sample_pages()]
    assert sorted((tmp_path / "batch" / "scans").iterdir()) == sorted(copies)
    assert copies[0].read_bytes() == sample_pages()[0].read_bytes()
