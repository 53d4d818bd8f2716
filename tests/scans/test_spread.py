import numpy as np
import pytest
from PIL import Image

from scans.discovery import discover
from scans.image import read_image
from scans.labels import read_labels
from scans.preparation import prepare
from scans.settings import ScanSettings
from scans.spread import find_fold


def lay_out(pages, gap):
    spread = Image.new("L", (sum(page.width for page in pages) + gap, pages[0].height), 255)
    spread.paste(pages[0], (0, 0))
    spread.paste(pages[1], (pages[0].width + gap, 0))
    return spread


def test_two_pages_are_parted_in_the_fold(typeset):
    page = typeset(columns=3, lines=75)
    fold = find_fold(lay_out((page, page), 300))
    assert fold is not None
    assert page.width < fold < page.width + 300


def test_columns_are_not_pages(typeset):
    wide = typeset(columns=6, lines=40)
    assert find_fold(wide) is None


def test_one_column_beside_nothing_and_a_blank_sheet_are_one_page(typeset):
    for page in (
        lay_out((typeset(columns=1), Image.new("L", (900, 10), 255)), 0),
        Image.new("L", (900, 500), 255),
    ):
        assert find_fold(page) is None


def test_a_spread_gives_two_scans_with_numbers_that_count_on(typeset, tmp_path):
    page = typeset(columns=3, lines=75)
    lay_out((page, page), 300).save(tmp_path / "paper_1933-06-03_p2.png")
    page.save(tmp_path / "paper_1933-06-03_p4.png")
    scans = discover(tmp_path, ScanSettings()).scans
    assert [scan.id for scan in scans] == [
        "paper_1933-06-03_p2-p001",
        "paper_1933-06-03_p2-p002",
        "paper_1933-06-03_p4",
    ]
    left, right, single = scans
    assert left.part[2] == right.part[0]
    assert right.part[2] == right.width == left.width == 2 * page.width + 300
    assert single.part is None
    labels = read_labels(scans, ScanSettings())
    assert [labels[scan.id].number for scan in scans] == ["2", "3", "4"]
    whole = discover(tmp_path, ScanSettings(spreads=False)).scans
    assert [scan.part for scan in whole] == [None, None]


@pytest.mark.parametrize("angle", [0, 1.5])
def test_boxes_on_the_right_page_find_their_way_back_to_the_spread(typeset, tmp_path, angle):
    page = typeset(columns=3, lines=75)
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    lay_out((page, turned), 300).save(tmp_path / "spread.png")
    right = discover(tmp_path, ScanSettings()).scans[1]
    image = read_image(right, ScanSettings())
    prepared = prepare(image, right.dpi, ScanSettings(), right.part)
    assert bool(prepared.steps) == bool(angle)
    ink = np.asarray(prepared.image) < 100
    top, left = (int(np.flatnonzero(ink.any(axis=axis))[0]) for axis in (1, 0))
    box = prepared.to_scan((left, top, prepared.image.width, prepared.image.height))
    assert box[0] > page.width + 250
    assert box[2] == image.width
    text = np.asarray(image)[box[1] : box[1] + 40, box[0] : box[2]]
    assert text.min() < 100


@pytest.mark.slow
def test_real_landscape_pages_are_not_spreads(shared):
    found = discover(shared / "data/scans/with-truth", ScanSettings())
    assert all(scan.part is None for scan in found.scans)
