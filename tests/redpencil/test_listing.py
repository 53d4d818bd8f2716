"""Whatever happens to the files of a page tells on its share, and on no other."""

import os

import pytest

from redpencil.listing import list_page_files, list_transcription_files
from scans import memory as module
from scans.shares import SHARES, find_share

OTHER = next(f"p{number}" for number in range(2, SHARES) if find_share(f"p{number}") != find_share("p1"))


def look(folder, page):
    return list_page_files(folder).share(find_share(page))


@pytest.mark.parametrize("suffix", [".alto.xml", ".layout.toml", ".error.txt"])
def test_every_file_of_a_page_tells_on_its_share(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "RACE", -1000.0)
    (tmp_path / "p1.alto.xml").write_text("x")
    (tmp_path / f"{OTHER}.alto.xml").write_text("x")
    before = [look(tmp_path, page) for page in ("p1", OTHER)]
    (tmp_path / f"p1{suffix}").write_text("changed")
    after = [look(tmp_path, page) for page in ("p1", OTHER)]
    assert before[0] != after[0]
    assert before[1] == after[1]
    assert before[0].settled


def test_a_page_written_just_now_is_not_settled(tmp_path):
    (tmp_path / "p1.alto.xml").write_text("x")
    assert not look(tmp_path, "p1").settled
    assert look(tmp_path, OTHER).settled


def test_what_cannot_be_looked_at_is_listed_and_another_thing_each_time(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "RACE", -1000.0)
    for page in ("p1", OTHER):
        (tmp_path / f"{page}.alto.xml").write_text("x")
    (tmp_path / "p1.layout.toml").symlink_to(tmp_path / "nothing")
    one, two = (look(tmp_path, "p1") for _ in range(2))
    assert not one.settled
    assert one.told != two.told
    assert look(tmp_path, OTHER).settled
    assert sum(map(len, list_page_files(tmp_path).names)) == 3
    assert look(tmp_path / "none", OTHER).settled


def test_the_folder_is_told_of_as_if_it_were_listed_by_itself(tmp_path):
    assert list_page_files(tmp_path / "none").state == ("", True)
    assert list_page_files(tmp_path).state == module.read_folder_state(tmp_path, deep=False)
    for name in ("p1.alto.xml", "p2.alto.xml", ".hidden"):
        (tmp_path / name).write_text("x")
    os.utime(tmp_path / "p2.alto.xml", (5, 5))
    assert list_page_files(tmp_path).state == module.read_folder_state(tmp_path, deep=False)
    (tmp_path / "p3.alto.xml").symlink_to(tmp_path / "nothing")
    one, two = (list_page_files(tmp_path).state for _ in range(2))
    assert one.told != two.told
    assert not one.settled


def test_files_stand_with_what_they_belong_to(tmp_path):
    for name in ("p1.alto.xml", "p1.layout.toml", "p1.1.alto.xml", "p1.txt"):
        (tmp_path / name).write_text("x")
    pages, texts = list_page_files(tmp_path), list_transcription_files(tmp_path)
    assert {"p1.alto.xml", "p1.layout.toml"} <= set(pages.names[find_share("p1")])
    assert "p1.1.alto.xml" in pages.names[find_share("p1.1")]
    assert "p1.txt" in texts.names[find_share("p1")]
