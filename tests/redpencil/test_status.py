"""What status says is so, however often it is asked."""

import json
import os
import time

import pytest

from redpencil.commands import status
from scans import memory


@pytest.fixture
def read(batch, redpencil, monkeypatch):
    """The sample, read."""
    monkeypatch.setattr(memory, "RACE", -1000.0)
    assert redpencil("-C", batch, "ocr").code == 0
    return batch


@pytest.fixture
def looked(monkeypatch):
    found = []
    take = status.take_inventory
    monkeypatch.setattr(status, "take_inventory", lambda *given: found.append(1) or take(*given))
    return found


def test_nothing_is_looked_at_twice(read, redpencil, looked):
    first, second = redpencil("-C", read, "status"), redpencil("-C", read, "status")
    assert (first.code, first.out) == (second.code, second.out) == (0, first.out)
    assert "2 read" in first.out
    assert len(looked) == 1


def fail(folder):
    page = next((folder / "pages").glob("*.alto.xml"))
    page.unlink()
    page.with_name(page.name.replace(".alto.xml", ".error.txt")).write_text("paper jam", "utf-8")


def damage(folder):
    next((folder / "pages").glob("*.alto.xml")).write_text("<alto", "utf-8")


def lose_scan(folder):
    next((folder / "scans").glob("*.jpg")).unlink()


def spoil_scan(folder):
    next((folder / "scans").glob("*.jpg")).write_bytes(b"")


def draw(folder):
    page = next((folder / "pages").glob("*.alto.xml"))
    page.with_name(page.name.replace(".alto.xml", ".layout.toml")).write_text("", "utf-8")


def set_clock_back(folder):
    for page in (folder / "pages").glob("*.alto.xml"):
        os.utime(page, (5, 5))


def link_to_nothing(folder):
    (folder / "scans" / "p9.png").symlink_to(folder / "nothing.png")


def name_pattern(folder):
    path = folder / "redpencil.toml"
    path.write_text(path.read_text("utf-8").replace("[scans]\n", '[scans]\npattern = "{number}"\n'), "utf-8")


CHANGES = [fail, damage, lose_scan, spoil_scan, draw, set_clock_back, link_to_nothing, name_pattern]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_says_what_it_would_say_without_a_memory(change, read, redpencil):
    redpencil("-C", read, "status")
    time.sleep(0.02)
    change(read)
    said = [redpencil("-C", read, "status") for _ in range(2)]
    (read / ".redpencil" / "files.sqlite").unlink()
    said.append(redpencil("-C", read, "status"))
    assert len({(called.code, called.out) for called in said}) == 1, said


def test_a_decision_is_counted(read, redpencil, looked):
    before = redpencil("-C", read, "status").out
    redpencil("-C", read, "correct")
    assert redpencil("-C", read, "status").out != before
    assert len(looked) == 2


def test_a_scan_that_was_renamed_after_it_was_read_is_told(read, redpencil):
    assert "not there any more" not in redpencil("-C", read, "status").out
    (scan, *_) = sorted((read / "scans").glob("*.jpg"))
    scan.rename(scan.with_name("renamed.jpg"))
    called = redpencil("-C", read, "status")
    assert f"scans: the scans of 1 page are not there any more ({scan.stem})." in called.out
    assert "Put them back under the names that they had" in called.out
    states = json.loads(redpencil("-C", read, "status", "--json").out)["pages"]
    assert {page["id"] for page in states if page["gone"]} == {scan.stem}
    (read / "scans" / "renamed.jpg").rename(scan)
    assert "not there any more" not in redpencil("-C", read, "status").out
