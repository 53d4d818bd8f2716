import multiprocessing
import os
import signal
import sqlite3
import stat
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrections.decisions import store as store_module
from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store import DecisionStore
from scans.errors import BusyError, FormatError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def decide(document="p1", token="w1", when=NOON, who="anna"):
    return Decision(document, (token,), ("tor",), ("for",), Verdict.CORRECT, who, when, "seen", "0.1", 0.9)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.sqlite"


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
spans = st.lists(texts, min_size=1, max_size=3).map(tuple)
zones = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
whole = st.builds(
    Decision,
    document=texts,
    tokens=spans,
    before=spans,
    after=spans,
    verdict=st.sampled_from(Verdict),
    who=texts,
    when=st.datetimes(timezones=zones),
    why=texts,
    version=texts,
    probability=st.floats(0, 1),
    source=texts,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(whole, max_size=5))
def test_what_is_recorded_is_read_back(tmp_path_factory, history):
    with DecisionStore(tmp_path_factory.mktemp("store") / "d.sqlite") as store:
        store.record(history)
        assert list(store.log()) == history
        assert [d.when.utcoffset() for d in store.log()] == [d.when.utcoffset() for d in history]


def test_order_is_that_of_recording_even_when_the_clock_jumps_back(path):
    history = [decide(when=NOON - timedelta(hours=n), token=f"w{n}") for n in range(5)]
    for decision in history:
        with DecisionStore(path) as store:
            store.record([decision])
    with DecisionStore(path) as store:
        assert list(store.decisions("p1")) == history


def test_documents_are_kept_apart(path):
    with DecisionStore(path) as store:
        store.record([decide("p2"), decide("p1"), decide("p2", "w2")])
        assert store.documents() == ("p1", "p2")
        assert [d.tokens for d in store.decisions("p2")] == [("w1",), ("w2",)]
        assert store.decisions("p3") == ()
        assert len(store.rows("p2")) == 2
        assert store.rows("p3") == ()


def test_all_or_none(path):
    with DecisionStore(path) as store:
        with pytest.raises(ValueError, match="time zone"):
            store.record([decide(), decide(when=datetime(2026, 1, 1))])
        assert list(store.log()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decisions",
        "UPDATE decisions SET who = 'x'",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
    ],
)
def test_rows_can_only_be_added(path, statement):
    with DecisionStore(path) as store:
        store.record([decide()])
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(statement)


def _write(path, who):
    for n in range(20):
        with DecisionStore(path) as store:
            store.record([decide(token=f"w{n}", who=who), decide(token=f"v{n}", who=who)])


def test_processes_at_once_lose_and_double_nothing(path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write, args=(path, who)) for who in ("anna", "ben", "clara")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with DecisionStore(path) as store:
        log = list(store.log())
    for who in ("anna", "ben", "clara"):
        assert [d.tokens[0] for d in log if d.who == who] == [f"{c}{n}" for n in range(20) for c in "wv"]


def _write_for_ever(path, told):
    for n in range(100_000):
        with DecisionStore(path) as store:
            store.record([decide(token=f"w{n}")])
        told.send(n)


def test_killed_at_any_moment_it_keeps_what_it_said_it_had(path):
    context = multiprocessing.get_context("spawn")
    heard, told = context.Pipe(duplex=False)
    worker = context.Process(target=_write_for_ever, args=(path, told))
    worker.start()
    last = [heard.recv() for _ in range(10)][-1]
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    with DecisionStore(path) as store:
        store.record([decide(token="after")])
        tokens = [d.tokens[0] for d in store.log()]
    assert tokens[: last + 1] == [f"w{n}" for n in range(last + 1)]
    assert tokens[-1] == "after"


def test_a_held_store_is_busy(path, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)
    DecisionStore(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match=r"decisions\.sqlite: another process"), DecisionStore(path) as store:
        store.record([decide()])
    holder.execute("ROLLBACK")
    holder.close()


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"\0" * 4096, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_damaged_file_is_left_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises(FormatError, match=r"decisions\.sqlite.*Keep the file"):
        DecisionStore(path)
    assert path.read_bytes() == content


def test_damage_inside_is_told(path):
    with DecisionStore(path) as store:
        store.record(decide(token=f"w{n}") for n in range(500))
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xaa" * (len(content) - 12288)
    path.write_bytes(content)
    with DecisionStore(path) as store, pytest.raises(FormatError, match="damaged"):
        list(store.log())
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("tokens", "[" * 100_000),
        ("tokens", "3"),
        ("before", "{"),
        ("decided", "yesterday"),
        ("decided", "9999-12-31T23:59:59-23:59"),
        ("verdict", "maybe"),
    ],
)
def test_a_row_that_makes_no_sense_is_told(path, column, value):
    with DecisionStore(path) as store:
        store.record([decide()])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER decisions_stand")
        connection.execute(f"UPDATE decisions SET {column} = ?", (value,))
        connection.commit()
    with DecisionStore(path) as store, pytest.raises(FormatError, match="a decision on p1 cannot be"):
        list(store.log())


def test_a_newer_format_and_another_database_are_refused(path, tmp_path):
    DecisionStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FormatError, match="Update redpencil"):
        DecisionStore(path)
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("CREATE TABLE stamps (id)")
    with pytest.raises(FormatError, match="no store of decisions"):
        DecisionStore(tmp_path / "other.sqlite")


def test_a_full_disk_loses_only_what_did_not_fit(path):
    with DecisionStore(path) as store:
        store.record([decide()])
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(FormatError, match="disk is full"):
            store.record(decide(token=f"w{n}") for n in range(1000))
        assert list(store.log()) == [decide()]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(FormatError, match="its folder is there"):
        DecisionStore(tmp_path / "none" / "decisions.sqlite")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_can_be_read(path):
    with DecisionStore(path) as store:
        store.record([decide()])
    path.chmod(stat.S_IRUSR)
    Path(path.parent).chmod(stat.S_IRUSR | stat.S_IXUSR)
    with DecisionStore(path) as store:
        assert list(store.log()) == [decide()]
        with pytest.raises(FormatError, match="read-only"):
            store.record([decide()])


def test_a_store_that_may_only_be_read_says_so(path):
    with DecisionStore(path) as store:
        store.record([decide()])
        store._connection.execute("PRAGMA query_only = 1")
        with pytest.raises(FormatError, match="read-only"):
            store.record([decide()])
        assert list(store.log()) == [decide()]


def test_who_only_reads_makes_no_file_and_changes_none(path):
    with DecisionStore(path, reading=True) as store:
        assert (list(store.log()), store.latest(), store.last()) == ([], 0, None)
    assert not path.exists()
    with DecisionStore(path) as store:
        store.record([decide()])
    with DecisionStore(path, reading=True) as store:
        with pytest.raises(FormatError, match="read-only"):
            store.record([decide()])
        assert list(store.log()) == [decide()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")
def test_a_store_that_was_moved_away_is_not_called_read_only(path):
    with DecisionStore(path) as store:
        store.record([decide()])
        path.rename(path.with_name("elsewhere.sqlite"))
        with pytest.raises(FormatError, match="not there any more"):
            store.record([decide()])
        assert not path.exists()


def test_rows_are_numbered_and_told_from_any_number_on(path):
    with DecisionStore(path) as store:
        assert (store.latest(), store.last(), store.since(0)) == (0, None, ())
        assert (store.latest("p1"), dict(store.newest())) == (0, {})
        first, second, third = decide(), decide("p2"), decide(token="w2")
        store.record([first, second])
        seen = store.latest()
        store.record([third])
        assert (seen, store.latest(), store.last()) == (2, 3, third)
        assert store.since(seen) == ((3, third),)
        assert [number for number, _ in store.since(0)] == [1, 2, 3]
        assert dict(store.newest()) == {"p1": 3, "p2": 2}
        assert (store.latest("p1"), store.latest("p2"), store.latest("p3")) == (3, 2, 0)


def test_documents_and_counts_are_told_by_who_and_by_verdict(path):
    with DecisionStore(path) as store:
        store.record([decide("p2"), decide("p1", who="redpencil"), decide("p2", "w2")])
        store.record([replace(decide("p3"), verdict=Verdict.FLAG)])
        assert store.documents() == ("p1", "p2", "p3")
        assert store.documents(besides="redpencil") == ("p2", "p3")
        assert store.count([Verdict.CORRECT]) == {"p1": 1, "p2": 2}
        assert store.count([Verdict.FLAG, Verdict.KEEP]) == {"p3": 1}
        assert store.count([Verdict.CORRECT], "p2") == {"p2": 2}
        assert store.count([Verdict.CORRECT], "p3") == {}


def test_what_another_recorded_meanwhile_is_handed_back_and_not_overwritten(path):
    with DecisionStore(path) as mine, DecisionStore(path) as theirs:
        seen = mine.latest()
        other = decide(who="ben")
        theirs.record([other])
        (conflict,) = mine.record([decide(), decide(token="w2")], seen=seen)
        assert (conflict.mine, conflict.theirs) == (decide(), (other,))
        assert list(mine.log()) == [other, decide(token="w2")]
        assert mine.record([decide(token="w2")], seen=seen) == ()
        assert mine.record([decide()], seen=mine.latest()) == ()
        assert list(mine.log()) == [other, decide(token="w2"), decide()]


def test_of_several_decisions_all_are_recorded_or_none(path):
    with DecisionStore(path) as store:
        store.record([])
        with pytest.raises(ValueError, match="zone"):
            store.record([decide(), decide(token="w2", when=NOON.replace(tzinfo=None))])
        assert list(store.log()) == []
