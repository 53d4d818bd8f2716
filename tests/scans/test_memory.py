"""Facts hold as long as files do; no fault of the memory is anybody's fault."""

import os
import sqlite3
import time
from contextlib import closing

import pytest

from scans import memory as module
from scans.discovery import discover
from scans.memory import Memory, read_state
from scans.settings import ScanSettings


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Remember what is told of files that were written just now."""
    monkeypatch.setattr(module, "RACE", -1000.0)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.png")
    path.write_bytes(b"one")
    return path


def test_what_is_kept_is_recalled_by_topic(tmp_path, file):
    with Memory(tmp_path / "state" / "files.sqlite") as memory:
        assert memory.recall("a", file, read_state(file)) is None
        memory.keep("a", file, read_state(file), {"x": [1, 2]})
    with Memory(tmp_path / "state" / "files.sqlite") as memory:
        assert memory.recall("a", file, read_state(file)) == {"x": [1, 2]}
        assert memory.recall("b", file, read_state(file)) is None


@pytest.mark.parametrize("change", ["content", "size", "touch", "replace"])
def test_a_changed_file_is_unknown(change, tmp_path, file):
    with Memory(tmp_path / "files.sqlite") as memory:
        memory.keep("a", file, read_state(file), 1)
    times = file.stat()
    time.sleep(0.02)
    if change == "replace":
        (tmp_path / "other").write_bytes(b"two")
        os.utime(tmp_path / "other", ns=(times.st_atime_ns, times.st_mtime_ns))
        (tmp_path / "other").replace(file)
    elif change == "touch":
        os.utime(file, ns=(5, 5))
    else:
        file.write_bytes(b"two" if change == "content" else b"more")
        if change == "content":
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    with Memory(tmp_path / "files.sqlite") as memory:
        assert memory.recall("a", file, read_state(file)) is None


def test_a_file_that_may_still_change_unseen_is_not_remembered(tmp_path, file, monkeypatch):
    monkeypatch.setattr(module, "RACE", 2.0)
    with Memory(tmp_path / "files.sqlite") as memory:
        memory.keep("a", file, read_state(file), 1)
    with Memory(tmp_path / "files.sqlite") as memory:
        assert memory.recall("a", file, read_state(file)) is None


def test_a_file_that_is_replaced_while_it_is_looked_into_is_not_remembered(tmp_path, file):
    seen = read_state(file)
    (tmp_path / "other").write_bytes(b"more")
    (tmp_path / "other").replace(file)
    with Memory(tmp_path / "files.sqlite") as memory:
        memory.keep("a", file, seen, "one")
    with Memory(tmp_path / "files.sqlite") as memory:
        assert memory.recall("a", file, read_state(file)) is None


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_damaged_memory_is_made_anew(content, tmp_path, file):
    (tmp_path / "files.sqlite").write_bytes(content)
    for expected in (None, 7):
        with Memory(tmp_path / "files.sqlite") as memory:
            assert memory.recall("a", file, read_state(file)) == expected
            memory.keep("a", file, read_state(file), 7)


def test_damage_within_costs_time_only(tmp_path, file):
    path = tmp_path / "files.sqlite"
    with Memory(path) as memory:
        memory.keep("a", file, read_state(file), "x" * 20000)
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 7):
        content[place] ^= 0x5A
    path.write_bytes(content)
    for _ in range(2):
        with Memory(path) as memory:
            assert memory.recall("a", file, read_state(file)) in (None, "x" * 20000)
            memory.keep("a", file, read_state(file), "x" * 20000)


def test_a_folder_that_may_not_be_written_is_no_fault(file):
    with Memory(file / "below" / "files.sqlite") as memory:
        memory.keep("a", file, read_state(file), 1)
        assert memory.recall("a", file, read_state(file)) is None


def test_two_at_once_do_not_wait_for_each_other(tmp_path, file):
    with Memory(tmp_path / "m") as one, Memory(tmp_path / "m") as two:
        one.keep("a", file, read_state(file), 1)
        two.keep("a", file, read_state(file), 1)


def test_scans_are_discovered_as_without_a_memory(tmp_path, shared):
    folder = shared / "data/scans"
    alone = discover(folder, ScanSettings())
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            found = discover(folder, ScanSettings(), memory)
            assert (found.scans, found.failures) == (alone.scans, alone.failures)


def test_while_it_is_consulted_facts_are_kept_and_told(tmp_path, file, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 1)
    with Memory(tmp_path / "m") as memory, memory.consulted():
        assert memory.recall("a", file, read_state(file)) is None
        memory.keep("a", file, read_state(file), 1)
        assert memory.recall("a", file, read_state(file)) == 1
        memory.keep("b", file, read_state(file), 2)
    with Memory(tmp_path / "m") as memory:
        assert [memory.recall(topic, file, read_state(file)) for topic in "ab"] == [1, 2]


def test_a_fact_may_hold_in_a_state_of_its_own(tmp_path):
    with Memory(tmp_path / "m") as memory:
        memory.keep_state("issue", b"v1", "digest", [1])
    with Memory(tmp_path / "m") as memory:
        assert memory.recall_state("issue", b"v1", "digest") == [1]
        assert memory.recall_state("issue", b"v1", "another") is None


def test_what_cannot_be_understood_is_thrown_away(tmp_path, file):
    path = tmp_path / "files.sqlite"
    with Memory(path) as memory:
        memory.keep("a", file, read_state(file), 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE known SET told = '{'")
        connection.commit()
    with Memory(path) as memory:
        assert memory.recall("a", file, read_state(file)) is None
        assert not path.exists()
        memory.keep("a", file, read_state(file), 2)  # forgets from now on
        assert memory.recall("a", file, read_state(file)) is None


def test_much_is_written_before_the_end(tmp_path, file, monkeypatch):
    monkeypatch.setattr(module, "_BATCH", 10)
    with Memory(tmp_path / "files.sqlite") as memory, Memory(tmp_path / "files.sqlite") as other:
        memory.keep("a", file, read_state(file), "x" * 5)
        assert other.recall("a", file, read_state(file)) is None
        memory.keep("b", file, read_state(file), "x" * 5)
        assert [other.recall(topic, file, read_state(file)) for topic in "ab"] == ["x" * 5] * 2


def test_where_another_process_writes_it_is_found_out_again(tmp_path, file, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    path = tmp_path / "files.sqlite"
    Memory(path).__exit__(None, None, None)
    with closing(sqlite3.connect(path, isolation_level=None)) as busy:
        with Memory(path) as memory:
            busy.execute("BEGIN IMMEDIATE")
            memory.keep("a", file, read_state(file), 1)
        busy.execute("ROLLBACK")
        with Memory(path) as memory:
            assert memory.recall("a", file, read_state(file)) is None
        busy.execute("BEGIN EXCLUSIVE")
        with Memory(path) as memory:
            assert memory.recall("a", file, read_state(file)) is None
