"""What is said of a stretch is what would be said without a memory; only what has changed is looked at."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redpencil import stretches
from redpencil.page_files import PageFiles
from redpencil.stretches import Sign, summarize
from scans import memory as module
from scans.memory import Memory

NAMES = st.text("ab\udce9.-1", min_size=1, max_size=4)
BATCHES = st.lists(
    st.dictionaries(NAMES, st.tuples(st.integers(0, 2), st.booleans()), max_size=12), max_size=6
)


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(stretches, "_LENGTH", 3)


def sum_up(memory, batch, common="1", looked=None, skipped=None):
    """The values of all items, by name."""

    def look(names):
        if looked is not None:
            looked.extend(names)
        return {name: batch[name][0] for name in names}

    told = summarize(
        memory,
        f"topic {common}",
        sorted(batch),
        lambda name: Sign(name, str(batch[name][0]), batch[name][1]),
        look,
        (lambda count: None) if skipped is None else skipped.append,
    )
    return {name: value for said in told for name, value in said.items()}


@given(BATCHES)
def test_it_says_what_it_would_say_without_a_memory(batches):
    with Memory(None) as nothing:
        plain = [sum_up(nothing, batch) for batch in batches]
    assert plain == [{name: value for name, (value, _) in batch.items()} for batch in batches]


@settings(deadline=None)  # it writes to the disk
@given(batches=BATCHES)
def test_it_says_the_same_with_one(batches, tmp_path_factory):
    path = tmp_path_factory.mktemp("memory") / "m"
    for batch in batches:
        with Memory(path) as memory:
            assert sum_up(memory, batch) == {name: value for name, (value, _) in batch.items()}


def batch_of(count):
    return {f"p{number:03}": (0, True) for number in range(count)}


def test_where_nothing_has_changed_nothing_is_looked_at(tmp_path):
    batch, looked, skipped = batch_of(60), [], []
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            sum_up(memory, batch, "1", looked, skipped)
    assert len(looked) == sum(skipped) == 60


@pytest.mark.parametrize("change", ["other", "new", "gone"])
def test_a_change_of_one_item_is_looked_for_in_its_place_alone(change, tmp_path):
    batch, looked = batch_of(60), []
    with Memory(tmp_path / "m") as memory:
        sum_up(memory, batch)
    if change == "gone":
        del batch["p030"]
    else:
        batch["p030" if change == "other" else "p030-1"] = (1, True)
    with Memory(tmp_path / "m") as memory:
        assert sum_up(memory, batch, "1", looked) == {name: value for name, (value, _) in batch.items()}
    assert 0 < len(looked) < 30


def test_a_change_of_what_all_depend_on_is_looked_for_everywhere(tmp_path):
    batch, looked = batch_of(10), []
    for common in ("1", "2", "2"):
        with Memory(tmp_path / "m") as memory:
            sum_up(memory, batch, common, looked)
    assert len(looked) == 20


def test_what_may_still_change_unseen_is_looked_at_again(tmp_path):
    batch, looked = {"p1": (0, False)}, []
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            sum_up(memory, batch, "1", looked)
    assert looked == ["p1", "p1"]


@pytest.mark.parametrize("suffix", [".alto.xml", ".layout.toml", ".error.txt"])
def test_every_file_of_a_page_tells_on_it(suffix, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "RACE", -1000.0)
    (tmp_path / "p1.alto.xml").write_text("x")
    (tmp_path / "p1.1.alto.xml").write_text("x")
    before = PageFiles(tmp_path)
    (tmp_path / f"p1{suffix}").write_text("changed")
    after = PageFiles(tmp_path)
    assert before.sign("p1", "") != after.sign("p1", "")
    assert before.sign("p1.1", "") == after.sign("p1.1", "")
    assert before.sign("p1", "a") != before.sign("p1", "b")
    assert before.sign("p1", "").settled


def test_a_page_written_just_now_is_not_settled(tmp_path):
    (tmp_path / "p1.alto.xml").write_text("x")
    (tmp_path / "p2.alto.xml").write_text("x")
    os.utime(tmp_path / "p2.alto.xml", (5, 5))
    assert not PageFiles(tmp_path).sign("p1", "").settled


def test_nothing_is_settled_in_a_folder_that_cannot_be_looked_through(tmp_path):
    (tmp_path / "p1.alto.xml").symlink_to(tmp_path / "nothing")
    one, two = (PageFiles(tmp_path).sign("p2", "") for _ in range(2))
    assert not one.settled
    assert one.state != two.state
    assert PageFiles(tmp_path / "none").sign("p2", "").settled


def test_the_folder_is_told_of_as_if_it_were_listed_by_itself(tmp_path):
    assert PageFiles(tmp_path / "none").state == ("", 0.0)
    for name in ("p1.alto.xml", "p2.alto.xml", ".hidden"):
        (tmp_path / name).write_text("x")
    assert PageFiles(tmp_path).state == module.read_folder_state(tmp_path, deep=False)
    (tmp_path / "p3.alto.xml").symlink_to(tmp_path / "nothing")
    one, two = (PageFiles(tmp_path).state for _ in range(2))
    assert one[0] != two[0]
    assert not module.is_settled(one[1])
