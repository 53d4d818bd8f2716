"""Benchmark pages: the same each time, the halves apart, the truth whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.issues import GeneratedIssue, draw_issue_parameters, generate_issue
from benchmarks.pages import HALVES, PageParameters, draw_parameters, generate_page
from benchmarks.typesetter.generation import GeneratedPage
from benchmarks.typesetter.typeface import FACES, TypefaceError
from ocr.page import RegionKind
from tei.article import BlockKind


def small(number: int) -> PageParameters:
    """A page drawn for the training half, made small and set in the sample's face."""
    return replace(draw_parameters("train", number, 150), face="Old Standard", dpi=100)


def page(parameters: PageParameters) -> GeneratedPage:
    try:
        return generate_page(parameters)
    except TypefaceError as error:
        pytest.skip(str(error))


def test_halves_share_no_face_and_no_seed() -> None:
    train, test = HALVES["train"], HALVES["test"]
    assert not set(train.faces) & set(test.faces)
    assert set(train.faces) | set(test.faces) <= set(FACES)
    assert test.seed - train.seed >= 1000


def test_same_parameters_same_page() -> None:
    one, two = page(small(2)), page(small(2))
    assert one.truth == two.truth
    assert np.array_equal(one.image, two.image)


@pytest.mark.parametrize("number", range(4))
def test_truth_is_whole(number: int) -> None:
    generated = page(small(number))
    truth = generated.truth
    assert generated.image.shape == (truth.height, truth.width)
    assert [line.order for line in generated.truth_lines] == list(range(len(truth.lines)))
    regions = {region.id: region for region in truth.regions}
    for line in truth.lines:
        box, around = line.bbox, regions[line.region].bbox
        assert line.text == line.text.strip() != ""
        assert around.left <= box.left < box.right <= around.right
        assert around.top <= box.top < box.bottom <= around.bottom


def test_pictures_are_drawn_and_told() -> None:
    for number in range(30):
        parameters = replace(small(number), pictures=2)
        if parameters.columns < 3:
            continue
        generated = page(parameters)
        boxes = [region.bbox for region in generated.truth.regions if region.kind is RegionKind.PICTURE]
        if boxes:
            patch = generated.image[boxes[0].top : boxes[0].bottom, boxes[0].left : boxes[0].right]
            assert patch.std() > 8
            assert any(line.kind is RegionKind.CAPTION for line in generated.truth_lines)
            return
    pytest.fail("no page of thirty has a picture")


def test_torn_edge_takes_words_from_the_truth() -> None:
    parameters = replace(small(3), columns=4)
    whole = page(replace(parameters, wear=replace(parameters.wear, torn=0.0)))
    torn = page(replace(parameters, wear=replace(parameters.wear, torn=90.0)))
    count = [sum(len(line.text.split()) for line in one.truth_lines) for one in (whole, torn)]
    assert 0.5 * count[0] < count[1] < count[0]


@pytest.fixture(scope="module")
def issue() -> GeneratedIssue:
    try:
        drawn = draw_issue_parameters(1, "train")
        parameters = replace(drawn, face="Old Standard", dpi=100, columns=3, height=7.0)
        return generate_issue(1, pages=2, parameters=parameters)
    except TypefaceError as error:
        pytest.skip(str(error))


def test_issue_has_articles_that_jump(issue: GeneratedIssue) -> None:
    jumping = [article for article in issue.articles if len(article.pages) > 1]
    assert jumping
    for article in jumping:
        kinds = [issue_line.block for issue_line in _lines(issue, article.jumps)]
        assert kinds[0] is BlockKind.JUMP_LINE
        assert set(kinds[1:]) == {BlockKind.JUMP_HEAD}


def test_each_line_belongs_to_one_block_or_jump(issue: GeneratedIssue) -> None:
    told = [place for article in issue.articles for block in article.blocks for place in block.lines]
    told += [place for article in issue.articles for place in article.jumps]
    printed = [
        (one.truth.number, line.order) for one in issue.pages for line in one.truth_lines if line.article
    ]
    assert sorted(told) == sorted(printed)


def _lines(issue: GeneratedIssue, places):  # type: ignore[no-untyped-def]
    pages = {one.truth.number: one.truth_lines for one in issue.pages}
    return [pages[number][order] for number, order in places]
