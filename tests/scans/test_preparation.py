import cv2
import numpy as np
import pytest
from PIL import Image

from benchmarks.pages import draw_parameters, generate_page
from scans.discovery import discover
from scans.image import read_image
from scans.preparation import prepare
from scans.settings import ScanSettings

SETTINGS = ScanSettings()


def named(preparation, word):
    return any(word in step for step in preparation.steps)


def test_a_clean_page_comes_through_as_it_is(typeset):
    page = typeset()
    prepared = prepare(page, 300, SETTINGS)
    assert prepared.steps == ()
    assert np.array_equal(np.asarray(prepared.image), np.asarray(page))
    assert prepared.x_height == pytest.approx(13, abs=2)


@pytest.mark.parametrize("name", ["blank", "picture", "black", "grain", "tiny"])
def test_a_page_without_text_comes_through_as_it_is(name):
    random = np.random.default_rng(3)
    pixels = {
        "blank": np.full((900, 700), 240),
        "picture": cv2.GaussianBlur(random.integers(0, 255, (900, 700)).astype(np.float32), (0, 0), 30)
        * 8
        % 255,
        "black": np.zeros((900, 700)),
        "grain": random.normal(225, 4, (900, 700)),
        "tiny": np.zeros((3, 2)),
    }[name].astype(np.uint8)
    prepared = prepare(Image.fromarray(pixels), 300, SETTINGS)
    assert prepared.steps == ()
    assert np.array_equal(np.asarray(prepared.image), pixels)


def test_preparation_can_be_left_out(typeset):
    page = typeset().rotate(180)
    assert prepare(page, 300, ScanSettings(prepare=False)).image is page


def test_what_is_too_large_to_work_on_is_reduced(typeset, monkeypatch):
    page = typeset()
    most = page.width * page.height // 3
    monkeypatch.setattr("scans.preparation._MOST_PIXELS", most)
    prepared = prepare(page, 300, SETTINGS)
    size = f"{round(page.width / 3**0.5)} x {round(page.height / 3**0.5)}"
    assert prepared.steps[0] == f"reduced to {size} pixels"


@pytest.mark.parametrize("quarters", range(4))
def test_a_turned_page_is_set_upright(typeset, quarters):
    page = typeset()
    turned = page.rotate(90 * quarters, expand=True)
    prepared = prepare(turned, 300, SETTINGS)
    assert np.array_equal(np.asarray(prepared.image), np.asarray(page))
    assert bool(prepared.steps) == bool(quarters)


@pytest.mark.parametrize("angle", [-5.0, -0.4, 1.3])
def test_a_skewed_page_is_set_straight(typeset, angle):
    skewed = typeset().rotate(-angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    prepared = prepare(skewed, 300, SETTINGS)
    (step,) = [step for step in prepared.steps if step.startswith("deskewed")]
    assert float(step.split()[2]) == pytest.approx(angle, abs=0.12)
    again = prepare(prepared.image, 300, SETTINGS)
    assert not named(again, "deskewed")


@pytest.mark.parametrize("lean", [-4.0, 2.5])
def test_leaning_columns_are_set_upright(typeset, lean):
    page = typeset()
    shift = np.tan(np.radians(lean))
    matrix = np.array([[1, -shift, max(0.0, shift * page.height)], [0, 1, 0]])
    size = round(page.width + abs(shift) * page.height), page.height
    leaning = cv2.warpAffine(np.asarray(page), matrix, size, borderValue=255)
    prepared = prepare(Image.fromarray(leaning), 300, SETTINGS)
    (step,) = [step for step in prepared.steps if "upright" in step]
    assert float(step.split()[-2]) == pytest.approx(lean, abs=0.3)
    ink = np.argwhere(np.asarray(prepared.image) < 100)[::997]
    for y, x in ink.tolist():
        left, top, right, bottom = prepared.to_scan((x, y, x + 1, y + 1))
        assert leaning[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1].min() < 160


def test_columns_that_lean_in_part_are_set_upright(typeset):
    page = np.asarray(typeset())
    upright, width = page.shape[0] // 3, page.shape[1] + 200
    down = np.arange(page.shape[0], dtype=np.float32)[:, None]
    right = np.arange(width, dtype=np.float32)[None, :] - 0.08 * np.maximum(0, down - upright)
    bent = cv2.remap(page, *np.broadcast_arrays(right, down), cv2.INTER_CUBIC, borderValue=255)
    (step,) = [step for step in prepare(Image.fromarray(bent), 300, SETTINGS).steps if "upright" in step]
    assert -5.0 < float(step.split()[-2]) < -2.0


@pytest.mark.parametrize("lines", [6, 12, 20])
def test_few_lines_are_no_reason_to_move_columns(typeset, lines):
    assert not named(prepare(typeset(columns=1, lines=lines), 300, SETTINGS), "upright")


@pytest.mark.parametrize("angle", [0, 2.5, 90, 180, 271])
def test_boxes_find_their_way_back_to_the_scan(typeset, angle):
    page = typeset(lines=30).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    scan = np.asarray(page)
    prepared = prepare(page, 300, SETTINGS)
    image = np.asarray(prepared.image)
    random = np.random.default_rng(1)
    for _ in range(20):
        left, top = (int(random.integers(0, side - 60)) for side in prepared.image.size)
        box = (left, top, left + 60, top + 40)
        piece = image[top : top + 40, left : left + 60]
        x1, y1, x2, y2 = prepared.to_scan(box)
        # A blank or inked piece is blank or inked on the scan, save for what its slanted corners take in.
        assert 0 <= x1 <= x2 <= page.width
        assert 0 <= y1 <= y2 <= page.height
        if piece.min() < 60 and x2 > x1:
            assert scan[y1:y2, x1:x2].min() < 90


def test_uneven_light_is_evened(typeset):
    page = np.asarray(typeset(), np.float32)
    light = np.linspace(0.45, 1.0, page.shape[1])[None, :]
    prepared = prepare(Image.fromarray((page * light * 0.9).astype(np.uint8)), 300, SETTINGS)
    assert named(prepared, "light evened")
    paper = np.asarray(prepared.image)[:, 5:20].mean(), np.asarray(prepared.image)[:, -20:-5].mean()
    assert min(paper) > 240


def test_faint_soft_print_gets_contrast_and_edges(typeset):
    faint = cv2.GaussianBlur(np.asarray(typeset(ink=150)), (0, 0), 1.5)
    prepared = prepare(Image.fromarray(faint), 300, SETTINGS)
    assert named(prepared, "unsharp")
    assert np.percentile(np.asarray(prepared.image), 5) < 90 < np.percentile(faint, 5)


def test_faint_soft_print_is_not_sharpened_where_grain_would_become_dots(typeset):
    faint, random = cv2.GaussianBlur(np.asarray(typeset(ink=150)), (0, 0), 1.2), np.random.default_rng(5)
    for grain, sharpened in ((2, True), (6, False)):
        page = np.clip(faint + random.normal(0, grain, faint.shape), 0, 255).astype(np.uint8)
        assert named(prepare(Image.fromarray(page), 300, SETTINGS), "unsharp") == sharpened


def wear(page):
    """The page with a trace only of the middle of every fourth letter or so: worn type does not print."""
    worn, (y, x) = np.array(page), np.indices((page.height, page.width))
    broken = (x % 56 < 16) & (abs(y % 30 - 16) < 2)
    worn[broken] = 255 - (255 - worn[broken]) // 4
    return worn


def test_pale_strokes_of_worn_print_are_darkened(typeset):
    page = typeset()
    worn = wear(page)
    prepared = prepare(Image.fromarray(worn), 300, SETTINGS)
    assert named(prepared, "thin strokes darkened")
    image, pale = np.asarray(prepared.image), (worn > 190) & (worn < 205)
    assert image[pale].mean() < worn[pale].mean() - 25
    assert image[worn == 255].min() > 245
    assert not named(prepare(page, 300, SETTINGS), "darkened")


def shine_through(page, strength):
    """The page with its own mirror image blurred behind it."""
    print_ = np.asarray(page, np.float32)
    ghost = cv2.GaussianBlur(255 - print_[:, ::-1], (0, 0), 4)
    paper = 225 - strength * ghost
    return (paper * print_ / 255).astype(np.uint8)


def test_what_shines_through_is_lifted_and_the_print_on_it_kept(typeset):
    page = typeset()
    image = shine_through(page, 0.4)
    prepared = prepare(Image.fromarray(image), 300, SETTINGS)
    assert named(prepared, "print of the other side")
    paper, ink = np.asarray(page) == 255, np.asarray(page) < 60
    away = cv2.erode(paper.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    before, after = np.percentile(image[away], 2), np.percentile(np.asarray(prepared.image)[away], 2)
    assert before < 200 < 235 < after
    assert np.percentile(np.asarray(prepared.image)[ink], 95) < 110


def test_paper_without_print_behind_it_is_left_alone(typeset):
    assert not named(prepare(Image.fromarray(shine_through(typeset(), 0.05)), 300, SETTINGS), "other side")


def test_grain_is_smoothed_and_specks_are_taken_out(typeset):
    page = np.asarray(typeset())
    random = np.random.default_rng(0)
    grainy = np.clip(page * 0.8 + random.normal(0, 35, page.shape), 0, 255).astype(np.uint8)
    assert named(prepare(Image.fromarray(grainy), 300, SETTINGS), "against noise")
    salted = np.where(random.random(page.shape) < 0.03, 0, page).astype(np.uint8)
    prepared = prepare(Image.fromarray(salted), 300, SETTINGS)
    assert named(prepared, "against specks")
    on_paper = salted[(salted != page) & (page == 255)].size
    left = (np.asarray(prepared.image) < 128) & (salted != page) & (page == 255)
    assert left.sum() < 0.2 * on_paper


def test_a_negative_is_made_positive(typeset):
    page = typeset()
    prepared = prepare(Image.fromarray(255 - np.asarray(page)), 300, SETTINGS)
    assert prepared.steps[0] == "negative made positive"
    assert np.array_equal(np.asarray(prepared.image), np.asarray(page))


def test_the_scanners_frame_is_cleared_and_the_text_beside_it_kept(typeset):
    page = np.asarray(typeset())
    framed = cv2.copyMakeBorder(page, 0, 90, 120, 0, cv2.BORDER_CONSTANT, value=25)
    prepared = prepare(Image.fromarray(framed), 300, SETTINGS)
    assert named(prepared, "frame")
    image = np.asarray(prepared.image)
    assert image[:, :100].min() > 200
    assert np.abs(image[: page.shape[0], 120:].astype(int) - page).mean() < 3


def test_tiny_type_is_enlarged_and_huge_type_reduced(typeset):
    small = prepare(typeset(size=9, lines=60), 75, SETTINGS)
    assert named(small, "scaled by")
    assert 9 <= small.x_height <= 20
    assert small.geometry.scale == pytest.approx(2, abs=0.01)
    large = prepare(typeset(size=110, columns=1, lines=20), 1200, SETTINGS)
    assert named(large, "scaled by")
    assert 20 <= large.x_height <= 36
    assert large.to_scan((0, 0, *large.image.size))[2:] == typeset(size=110, columns=1, lines=20).size


@pytest.mark.slow
def test_real_pages_turned_on_their_heads_are_set_upright(shared):
    for scan in discover(shared / "data/scans/with-truth", SETTINGS).scans:
        image = read_image(scan, SETTINGS)
        assert not named(prepare(image, scan.dpi, SETTINGS), "turned"), scan.id
        assert named(prepare(image.rotate(180), scan.dpi, SETTINGS), "turned by 180"), scan.id


def test_letters_are_measured_without_the_frame_of_the_scanner(typeset):
    page = np.asarray(typeset())
    random = np.random.default_rng(5)
    worn = np.clip(130 + 0.35 * page + random.normal(0, 5, page.shape), 0, 255)
    framed = np.pad(worn, 150, constant_values=8).astype(np.uint8)
    plain, prepared = (prepare(Image.fromarray(p), 300, SETTINGS) for p in (page, framed))
    assert prepared.x_height == pytest.approx(plain.x_height, abs=2)
    assert named(prepared, "frame")
    assert not named(prepared, "scaled")


def test_letters_are_measured_where_grain_hides_them(typeset):
    page = np.asarray(typeset())
    random = np.random.default_rng(5)
    grainy = np.clip(120 + 0.4 * page + random.normal(0, 40, page.shape), 0, 255).astype(np.uint8)
    prepared = prepare(Image.fromarray(grainy), 300, SETTINGS)
    assert prepared.x_height == pytest.approx(13, abs=3)
    assert not named(prepared, "scaled")


def test_pale_print_whose_letters_are_not_told_is_brought_out():
    generated = generate_page(draw_parameters("train", 69))
    prepared = prepare(Image.fromarray(generated.image), generated.truth.dpi, SETTINGS)
    assert named(prepared, "pale print brought out")
    assert named(prepared, "deskewed")
    assert 8 <= prepared.x_height <= 14


def lay_on_fibres(page, ink):
    """The page printed with so many grey levels of ink on paper with strong fibres."""
    fibres = cv2.blur(np.random.default_rng(5).normal(0, 1, page.shape), (7, 2))
    return np.clip(200 + 40 * fibres - ink * (255 - page.astype(float)) / 255, 0, 255).astype(np.uint8)


def test_print_no_darker_than_fibres_is_brought_out_of_them(typeset):
    page = np.asarray(typeset())
    pale, strong = (prepare(Image.fromarray(lay_on_fibres(page, ink)), 300, SETTINGS) for ink in (45, 110))
    assert named(pale, "brought out of the grain")
    assert not named(strong, "brought out")
    assert pale.x_height == pytest.approx(strong.x_height, abs=2)
    image, fibres = np.asarray(pale.image), page == 255
    assert image.shape == page.shape
    assert image[fibres].mean() - image[page < 60].mean() > 120
