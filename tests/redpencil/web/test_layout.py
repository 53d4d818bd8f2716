"""Regions drawn in a real browser: every action by keys, the main ones with the mouse as well."""

import os
import time

import pytest

from ocr.alto import read_alto
from ocr.layout_file import read_layout, write_layout

pytestmark = pytest.mark.slow
PATH = "page/p1/layout"
WHOLE = [0, 0, 1400, 700]


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(30)


def regions(page) -> list[tuple[str, list[int]]]:
    """Kinds and boxes as they are drawn, in reading order."""
    return page.evaluate(
        """() => [...document.querySelectorAll('#scan rect.region')].map(one => [
             [...one.classList].find(name => name.startsWith('k-')).slice(2),
             [one.x, one.y, one.width, one.height].map(side => side.baseVal.value)]
           ).map(([kind, [x, y, w, h]]) => [kind, [x, y, x + w, y + h]])"""
    )


def kinds(page) -> list[str]:
    return [kind for kind, _ in regions(page)]


@pytest.fixture
def editor(open_page):
    page, running = open_page(PATH)
    page.wait_for_selector("#scan .handle", state="attached")
    return page, running.project.layout("p1")


def saved(page, path) -> list[tuple[str, list[int]]]:
    press(page, "s")
    page.wait_for_function("() => document.querySelector('#told').textContent.startsWith('Drawn by hand')")
    return [(area.kind.value, list(area.bbox)) for area in read_layout(path)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("c Enter", [("text", [0, 0, 1400, 350]), ("text", [0, 350, 1400, 700])]),
        ("c ArrowDown Shift+ArrowUp Enter", [("text", [0, 0, 1400, 328]), ("text", [0, 328, 1400, 700])]),
        ("c c ArrowRight Enter", [("text", [0, 0, 702, 700]), ("text", [702, 0, 1400, 700])]),
        ("c Escape m ArrowLeft ArrowUp", [("text", [0, 0, 1398, 698])]),
        ("m m ArrowRight ArrowDown", [("text", [2, 2, 1400, 700])]),
        ("m Shift+ArrowLeft m m ArrowRight ArrowRight", [("text", [4, 0, 1380, 700])]),
        ("2", [("headline", WHOLE)]),
        ("k 6", [("picture", WHOLE)]),
        ("c Enter 2 .", [("text", [0, 350, 1400, 700]), ("headline", [0, 0, 1400, 350])]),
        ("c Enter n 2 ,", [("headline", [0, 350, 1400, 700]), ("text", [0, 0, 1400, 350])]),
        ("c Enter o n Enter Enter o", [("text", [0, 350, 1400, 700]), ("text", [0, 0, 1400, 350])]),
        ("c Enter x", [("text", [0, 350, 1400, 700])]),
        ("c Enter j", [("text", WHOLE)]),
        ("c Enter c Enter v N N v j", [("text", [0, 0, 1400, 350]), ("text", [0, 350, 1400, 700])]),
        ("c Enter v n v 5", [("advertisement", [0, 0, 1400, 350]), ("advertisement", [0, 350, 1400, 700])]),
        ("x d Enter", [("text", [467, 233, 933, 467])]),
        ("c Enter 2 u u r", [("text", [0, 0, 1400, 350]), ("text", [0, 350, 1400, 700])]),
    ],
)
def test_every_action_by_its_key(editor, keys: str, expected) -> None:
    page, path = editor
    press(page, *keys.split())
    found = saved(page, path)
    if keys == "x d Enter":  # where the middle is depends on the window
        assert len(found) == 1
        assert all(abs(a - b) < 160 for a, b in zip(found[0][1], expected[0][1], strict=True))
    else:
        assert found == expected


def test_regions_are_drawn_moved_and_stretched_with_the_mouse(editor) -> None:
    page, path = editor
    press(page, "x", "z", "d")
    page.wait_for_timeout(500)
    frame = page.locator("#scan").bounding_box()
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(x - 60, y - 40)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    ((kind, drawn),) = regions(page)
    assert kind == "text"
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=3)
    page.mouse.up()
    ((_, moved),) = regions(page)
    assert moved[0] > drawn[0]
    assert moved[2] - moved[0] == drawn[2] - drawn[0]
    handle = page.locator("#scan .handle.s").bounding_box()
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(handle["x"], handle["y"] + 30, steps=3)
    page.mouse.up()
    ((_, stretched),) = regions(page)
    assert stretched[:3] == moved[:3]
    assert stretched[3] > moved[3]
    assert saved(page, path) == [("text", stretched)]


def test_who_was_slower_sees_theirs_and_may_bring_back_their_own(editor) -> None:
    page, path = editor
    alto = read_alto(path.with_name("p1.alto.xml"))
    press(page, "2")
    write_layout(alto, (), path)
    press(page, "s")
    page.wait_for_selector("#overtaken[open]")
    assert "changed by somebody else" in page.inner_text("#overtaken")
    press(page, "t")
    assert regions(page) == []
    press(page, "u")
    assert kinds(page) == ["headline"]
    assert saved(page, path) == [("headline", WHOLE)]
    write_layout(alto, (), path)
    press(page, "3", "s")
    page.wait_for_selector("#overtaken[open]")
    press(page, "m")
    page.wait_for_function("() => document.querySelector('#told').textContent.startsWith('Drawn by hand')")
    assert [area.kind.value for area in read_layout(path)] == ["masthead"]


def test_a_damaged_file_is_told_and_what_was_found_is_shown(open_page, project) -> None:
    project.layout("p1").write_text("[[region]]\nkind = 7", encoding="utf-8")
    page, _ = open_page(PATH)
    assert "is no list of regions" in page.inner_text("#told")
    assert page.locator("#regions li").count() == 1


@pytest.mark.tesseract
def test_the_page_is_read_again_and_readers_see_the_new_text(editor, project) -> None:
    page, path = editor
    press(page, "c", "Enter", "R")
    page.wait_for_selector("#toast.shown >> text=Read again", timeout=60_000)
    assert page.inner_text("#told") == "Drawn by hand; the page was read by them."
    assert len(read_alto(project.alto("p1")).regions) == 2
    press(page, "T")
    page.wait_for_selector("#lines .w.here")
    assert "stirke" in page.inner_text("#lines")
    page.go_back()
    page.wait_for_selector("#regions li")
    press(page, "F")
    page.wait_for_selector("#toast.shown >> text=Read again", timeout=60_000)
    assert page.inner_text("#told") == "As redpencil found them."
    assert not path.exists()


def test_what_another_process_reads_is_seen_without_a_restart(open_page, project) -> None:
    page, running = open_page("page/p1")
    path = project.alto("p1")
    path.write_text(path.read_text("utf-8").replace("dockers", "weavers"), encoding="utf-8")
    os.utime(path, (time.time() + 2, time.time() + 2))
    for _ in range(40):
        page.goto(f"{running.address}page/p1")
        if "weavers" in page.inner_text("#lines"):
            break
        page.wait_for_timeout(200)
    assert "weavers" in page.inner_text("#lines")
