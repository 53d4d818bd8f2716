"""Tiles and strips are the pixels of the scan, whatever the level."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.page import BBox, Page
from redpencil.commands.initialize import make_project
from redpencil.project import Project, open_project
from redpencil.review.pictures import TILE, Pictures, build_pyramid, count_levels

WIDTH, HEIGHT = 1500, 1100


@pytest.fixture
def scan() -> np.ndarray:
    ramp = np.linspace(0, 255, WIDTH)[None, :] * np.linspace(0.3, 1, HEIGHT)[:, None]
    return ramp.astype(np.uint8)


@pytest.fixture
def project(tmp_path: Path, scan: np.ndarray) -> Project:
    make_project(tmp_path / "batch", "A paper")
    cv2.imwrite(str(tmp_path / "batch" / "scans" / "p1.png"), scan)
    return open_project(tmp_path / "batch")


@pytest.fixture
def page() -> Page:
    return Page("p1", "p1.png", 1, "a" * 64, WIDTH, HEIGHT, 300, ())


def decode(content: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)


def test_the_tiles_of_the_highest_level_are_the_scan(project: Project, page: Page, scan: np.ndarray) -> None:
    pictures, top = Pictures(project), count_levels(WIDTH, HEIGHT)
    rows = []
    for row in range(3):
        tiles = [pictures.tile(page, top, column, row) for column in range(3)]
        rows.append(np.hstack([decode(tile) for tile in tiles if tile]))
    whole = np.vstack(rows)
    assert whole.shape == scan.shape
    assert np.abs(whole.astype(int) - scan).mean() < 2


def test_the_lowest_level_is_one_tile_with_the_whole_page(scan: np.ndarray) -> None:
    pyramid = build_pyramid(scan)
    lowest = pyramid.levels[0]
    assert max(lowest.shape) <= TILE
    wanted = cv2.resize(scan, lowest.shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(lowest.astype(int) - wanted).mean() < 2


@pytest.mark.parametrize("place", [(11, 3, 0), (11, 0, 3), (12, 0, 0), (-1, 0, 0), (11, -1, 0), (0, 0, 0)])
def test_there_are_no_tiles_outside_the_page(
    project: Project, page: Page, place: tuple[int, int, int]
) -> None:
    assert Pictures(project).tile(page, *place) is None


def test_a_strip_is_cut_to_the_page(project: Project, page: Page, scan: np.ndarray) -> None:
    pictures = Pictures(project)
    cut = decode(pictures.strip(page, BBox(100, 200, 300, 240)))
    assert np.abs(cut.astype(int) - scan[200:240, 100:300]).mean() < 2
    assert decode(pictures.strip(page, BBox(1400, 1000, 9999, 9999))).shape == (100, 100)
    assert pictures.strip(page, BBox(1600, 0, 1700, 10)) is None


def test_pictures_are_kept_on_disk_for_the_next_time(project: Project, page: Page) -> None:
    first = Pictures(project).strip(page, BBox(0, 0, 50, 50))
    (project.scans / "p1.png").unlink()
    assert Pictures(project).strip(page, BBox(0, 0, 50, 50)) == first


def test_what_is_decoded_is_shown_though_the_project_was_moved_away(project: Project, page: Page) -> None:
    pictures = Pictures(project)
    pictures.warm(page)
    project.folder.rename(project.folder.with_name("elsewhere"))
    assert pictures.tile(page, count_levels(WIDTH, HEIGHT), 0, 0)
    assert not project.folder.exists()


@pytest.mark.parametrize("digest", ["", "../../../../x", "/tmp/x", "\ud800"])
def test_pages_without_a_digest_of_their_own_show_each_its_scan(
    project: Project, page: Page, scan: np.ndarray, digest: str, tmp_path: Path
) -> None:
    """As pages have that were imported before their scans were there."""
    cv2.imwrite(str(project.scans / "p2.png"), 255 - scan)
    pages = replace(page, sha256=digest), replace(page, sha256=digest, id="p2", image="p2.png")
    pictures, box = Pictures(project), BBox(1000, 100, 1100, 200)
    light, dark = (decode(pictures.strip(page, box) or b"").mean() for page in pages)
    if not digest:
        assert abs(light + dark - 255) < 3
    assert {path.name for path in tmp_path.iterdir()} == {"batch"}
    assert all(path.is_relative_to(project.state) for path in tmp_path.rglob("*.jpg"))
