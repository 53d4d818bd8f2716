"""The typesetter's laws: nothing lost, nothing outside its measure, boxes around all ink."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.typesetter.column import balance, height, pour, stretch
from benchmarks.typesetter.forme import Forme, draw_text, ink_box
from benchmarks.typesetter.generation import SAMPLE_COPY, set_issue
from benchmarks.typesetter.impression import Wear, lay, print_page
from benchmarks.typesetter.makeup import Sheet, make_up
from benchmarks.typesetter.manuscript import CopyBlock, Story, read_manuscript, read_words
from benchmarks.typesetter.setting import SetLine, set_block
from benchmarks.typesetter.style import House
from benchmarks.typesetter.survey import bend_box, survey_page
from benchmarks.typesetter.truth import article_truth, join_lines
from benchmarks.typesetter.typeface import FACES, TypefaceError, find_typeface
from ocr.page import BBox
from scans.errors import FormatError
from tei.article import BlockKind

STORY = Story("story", ())


def house(dpi: int = 200) -> House:
    try:
        return House(find_typeface("Old Standard"), dpi)
    except TypefaceError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def formes() -> tuple[Forme, ...]:
    house()
    return set_issue(read_manuscript(SAMPLE_COPY))


def test_every_word_of_the_copy_is_printed_once_and_in_order(formes: tuple[Forme, ...]) -> None:
    """Joining the truth's lines gives back the copy: division and jumps lose nothing."""
    pages = [survey_page(forme, lay(forme.width, forme.height, 200, Wear(border=0))) for forme in formes]
    articles = {article.id: article for article in article_truth(pages)}
    manuscript = read_manuscript(SAMPLE_COPY)
    assert set(articles) == set(manuscript.stories)
    for name, story in manuscript.stories.items():
        copy = [" ".join(word.text for word in block.words) for block in story.blocks]
        assert [block.text for block in articles[name].blocks] == copy
        assert [block.kind for block in articles[name].blocks] == [block.kind for block in story.blocks]


def test_ink_boxes_hold_all_ink_and_no_more(formes: tuple[Forme, ...]) -> None:
    for forme in formes:
        ink = draw_text(forme)
        rest = ink.copy()
        for placed in forme.lines:
            box = ink_box(placed, forme.house)
            patch = ink[box.top : box.bottom, box.left : box.right]
            rest[box.top : box.bottom, box.left : box.right] = 0
            assert patch.max(axis=1)[2:-2].max() > 128, placed.line.text
            assert patch[:3].any(), placed.line.text
            assert patch[-3:].any(), placed.line.text
        assert rest.sum() <= 0.0002 * ink.sum()


words = st.lists(st.from_regex(r"[A-Za-z]{1,14}[.,]?", fullmatch=True), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(words, st.integers(250, 700))
def test_lines_keep_their_measure_and_all_letters(text: list[str], measure: int) -> None:
    block = CopyBlock(BlockKind.PARAGRAPH, read_words(" ".join(text)))
    press = house()
    lines = [slug for slug in set_block(block, 1, STORY, measure, press) if isinstance(slug, SetLine)]
    joined = ""
    for line in lines:
        joined += line.text.removesuffix("-") if line.hyphenated else line.text + " "
        last = line.words[-1]
        assert last.x + press.font(line.style).getlength(last.text) <= measure + 1
    assert joined.split() == text


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5), st.integers(20, 120))
def test_balanced_columns_hold_everything_and_are_even(count: int, length: int) -> None:
    block = CopyBlock(BlockKind.PARAGRAPH, read_words("people " * length * 3))
    slugs = tuple(set_block(block, 1, STORY, 400, house()))
    columns, rest = balance(slugs, count, 1e6)
    assert not rest
    assert tuple(slug for column in columns for slug in column.slugs) == slugs
    leading = slugs[0].leading if isinstance(slugs[0], SetLine) else 0
    depth = max(height(column.slugs) for column in columns)
    assert depth <= height(slugs) / count + 3 * leading


def test_stretched_column_reaches_its_depth() -> None:
    block = CopyBlock(BlockKind.PARAGRAPH, read_words("people " * 200))
    (column,), _ = pour(tuple(set_block(block, 1, STORY, 400, house())), [300])
    opened = stretch(column)
    assert height(opened.slugs) + sum(opened.gap(slug) for slug in opened.slugs[:-1]) == pytest.approx(300)


@settings(max_examples=60, deadline=None)
@given(st.floats(-4, 4), st.floats(0, 12), st.integers(0, 800), st.integers(0, 1000))
def test_warp_goes_there_and_back(skew: float, bend: float, x: int, y: int) -> None:
    warp = lay(800, 1000, 100, Wear(skew=skew, bend=bend))
    there = warp.targets(np.array([x], np.float32), np.array([y], np.float32))
    back = warp.sources(*there)
    assert (back[0][0], back[1][0]) == pytest.approx((x, y), abs=0.2)


def test_bent_box_follows_the_ink() -> None:
    """A black bar, skewed and bowed by the press, lies inside the box the truth gives it."""
    ink = np.zeros((900, 700), np.uint8)
    ink[400:420, 100:600] = 255
    wear = Wear(skew=2.5, bend=5, noise=0, specks=0, ghost=0, grain=0, mottle=0)
    scan = print_page(ink, None, 150, wear, 1)
    box = bend_box(BBox(100, 400, 600, 420), lay(700, 900, 150, wear))
    border = round(wear.border * 150) + 40
    rows, columns = np.nonzero(scan[border:-border, border:-border] < 110)
    assert abs(rows.min() + border - box.top) <= 4
    assert abs(rows.max() + border - box.bottom) <= 4
    assert abs(columns.min() + border - box.left) <= 4
    assert abs(columns.max() + border - box.right) <= 4


def test_same_seed_same_scan() -> None:
    ink = np.zeros((200, 200), np.uint8)
    assert np.array_equal(print_page(ink, None, 100, Wear(), 5), print_page(ink, None, 100, Wear(), 5))
    assert not np.array_equal(print_page(ink, None, 100, Wear(), 5), print_page(ink, None, 100, Wear(), 6))


def test_words_of_the_markup() -> None:
    plain, italic, wrong = read_words('the *Isvestia,* {stirke|strike}."')
    assert (plain.text, plain.italic) == ("the", False)
    assert (italic.text, italic.italic) == ("Isvestia,", True)
    assert (wrong.text, wrong.meant, wrong.italic) == ("stirke.”", "strike.”", False)


def test_quotation_marks_are_curled() -> None:
    assert [word.text for word in read_words("\"Don't,\" said 'Al'")] == ["“Don’t,”", "said", "‘Al’"]


def test_missing_face_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACES, "Gone", ("No.ttf", "NoBold.ttf", "NoItalic.ttf", "fonts-gone"))
    with pytest.raises(TypefaceError, match=r"Gone: .*No\.ttf.*Debian package fonts-gone"):
        find_typeface("Gone")


def test_too_much_copy_is_told() -> None:
    manuscript = read_manuscript(SAMPLE_COPY)
    with pytest.raises(FormatError, match="lines too many"):
        list(make_up(manuscript, house(), replace(Sheet(), height=8.0)))


def test_joined_lines_keep_real_hyphens(formes: tuple[Forme, ...]) -> None:
    lines = survey_page(formes[0], lay(formes[0].width, formes[0].height, 100, Wear())).lines
    text = join_lines(lines)
    assert "the newspapers of Boston" in text
    assert "the English-speaking spinners" in text
    assert "the last week-end of the month" in text
