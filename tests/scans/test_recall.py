"""What is recalled of a folder is what would be found in it now."""

import os
import time

import pytest

from scans import discovery
from scans import memory as module
from scans.discovery import discover
from scans.memory import Memory, read_folder_state
from scans.settings import ScanSettings
from scans.shares import SHARES, find_share

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


def tell(found):
    """All that is told of what was found."""
    shares = [found.share(number) for number in range(SHARES)]
    assert len(found) == len(found.scans) == sum(map(len, shares))
    assert [bool(state) for state in found.states] == [bool(share) for share in shares]
    return found.scans, found.failures, found.states


def recall(folder, settings=SETTINGS):
    with Memory(folder.parent / "m") as memory:
        return tell(discover(folder, settings, memory))


def find(folder, settings=SETTINGS):
    return tell(discover(folder, settings))


def test_a_folder_that_has_not_changed_is_not_searched_again(folder, searched):
    first = recall(folder)
    assert [recall(folder), recall(folder)] == [first, first]
    assert len(searched) == 1
    assert first == find(folder)


def test_scans_are_read_where_they_are_asked_for(folder, searched):
    scans, *_ = recall(folder)
    wanted = {scans[2].id, scans[0].id, "nobody"}
    with Memory(folder.parent / "m") as memory:
        assert discover(folder, SETTINGS, memory).select(wanted) == (scans[0], scans[2])
    assert len(searched) == 1


def test_a_new_scan_changes_the_state_of_its_own_share_alone(folder, searched):
    *_, before = find(folder)
    add(folder)
    *_, after = find(folder)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_what_another_process_has_overwritten_is_found_again(folder, searched):
    recall(folder)
    with Memory(folder.parent / "m") as memory:
        found = discover(folder, SETTINGS, memory)
        add(folder)
        recall(folder)
        assert tell(found) == find(folder)


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
    assert recall(folder) == find(folder)
    assert len(searched) == 3


def test_other_settings_are_another_question(folder, searched):
    recall(folder)
    other = ScanSettings(spreads=not SETTINGS.spreads)
    assert recall(folder, other) == find(folder, other)


def test_hidden_files_change_nothing(folder):
    before = read_folder_state(folder)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "p1.png").touch()
    (folder / ".p1.png").touch()
    assert read_folder_state(folder) == before


def test_faults_are_told_each_time(folder, searched):
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n")
    assert [len(recall(folder)[1]) for _ in range(2)] == [1, 1]
    assert len(searched) == 2


def test_what_may_still_change_unseen_is_searched_again(folder, searched, monkeypatch):
    monkeypatch.setattr(module, "RACE", 2.0)
    recall(folder)
    recall(folder)
    assert len(searched) == 2


def test_a_folder_kept_in_part_is_searched_again(folder, searched):
    first = recall(folder)
    share = find_share(first[0][2].id)
    with Memory(folder.parent / "m") as memory:
        name = str(share).encode().hex()
        memory._ask(f"DELETE FROM known WHERE topic LIKE 'folder%' AND hex(file) LIKE '%00{name}'")
    assert recall(folder) == first
    assert len(searched) == 2
