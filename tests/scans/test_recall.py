"""What is recalled of a folder is what would be found in it now."""

import os
import time

import pytest

from scans import discovery
from scans import memory as module
from scans.discovery import discover
from scans.memory import Memory, read_folder_state
from scans.settings import ScanSettings

SETTINGS = ScanSettings()


@pytest.fixture
def folder(tmp_path, save, page):
    """Seven scans, one below, one of two pages, and a spread."""
    for number in range(5):
        save(f"scans/p{number}.png")
    save("scans/below/p1.png")
    save("scans/two.tif", page, save_all=True, append_images=[page])
    save("scans/wide.png", page.resize((400, 200)))
    return tmp_path / "scans"


@pytest.fixture
def searched(monkeypatch):
    """The folders that were searched file by file."""
    monkeypatch.setattr(module, "RACE", -1000.0)
    found = []
    search = discovery._search
    monkeypatch.setattr(discovery, "_search", lambda *all_: found.append(all_[0]) or search(*all_))
    return found


def recall(folder, settings=SETTINGS):
    with Memory(folder.parent / "m") as memory:
        return discover(folder, settings, memory)


@pytest.mark.parametrize("part", [1, 3, 9, 1000])
def test_a_folder_that_has_not_changed_is_not_searched_again(folder, searched, monkeypatch, part):
    monkeypatch.setattr("scans.recall._PART", part)
    first = recall(folder)
    assert [recall(folder), recall(folder)] == [first, first]
    assert len(searched) == 1
    assert first == discover(folder, SETTINGS)


def add(folder):
    (folder / "below" / "p9.png").write_bytes((folder / "p1.png").read_bytes())


def remove(folder):
    (folder / "p1.png").unlink()


def rename(folder):
    (folder / "p1.png").rename(folder / "q1.png")


def exchange(folder):
    """Another picture of the same size and time."""
    old = (folder / "p1.png").stat()
    content = (folder / "p1.png").read_bytes() + b" "
    for name in ("p1.png", "p2.png"):
        (folder / name).write_bytes(content)
        os.utime(folder / name, ns=(old.st_atime_ns, old.st_mtime_ns))


def swap(folder):
    """Two files that take each other's names, as they are."""
    (folder / "p1.png").rename(folder / ".p")
    (folder / "wide.png").rename(folder / "p1.png")
    (folder / ".p").rename(folder / "wide.png")


def set_back(folder):
    """A clock that goes back to the day before the file was made."""
    os.utime(folder / "p1.png", (5, 5))


@pytest.mark.parametrize("change", [add, remove, rename, exchange, swap, set_back])
def test_whatever_changes_is_seen(folder, searched, change):
    recall(folder)
    time.sleep(0.02)
    change(folder)
    assert recall(folder) == discover(folder, SETTINGS)
    assert len(searched) == 3


def test_other_settings_are_another_question(folder, searched):
    recall(folder)
    other = ScanSettings(spreads=not SETTINGS.spreads)
    assert recall(folder, other) == discover(folder, other)


def test_hidden_files_change_nothing(folder):
    before = read_folder_state(folder)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "p1.png").touch()
    (folder / ".p1.png").touch()
    assert read_folder_state(folder) == before


def test_faults_are_told_each_time(folder, searched):
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n")
    assert [len(recall(folder).failures) for _ in range(2)] == [1, 1]
    assert len(searched) == 2


def test_what_may_still_change_unseen_is_searched_again(folder, searched, monkeypatch):
    monkeypatch.setattr(module, "RACE", 2.0)
    recall(folder)
    recall(folder)
    assert len(searched) == 2


def test_a_folder_kept_in_part_is_searched_again(folder, searched, monkeypatch):
    monkeypatch.setattr("scans.recall._PART", 2)
    first = recall(folder)
    with Memory(folder.parent / "m") as memory:
        memory._ask("DELETE FROM known WHERE topic LIKE 'folder%' AND hex(file) LIKE '%32'")
    assert recall(folder) == first
    assert len(searched) == 2
