"""What is said of a share is what would be said without a memory; only what has changed is looked at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redpencil.share_facts import summarize
from scans.memory import Memory, State
from scans.shares import SHARES, find_share

NAMES = st.text("ab\udce9.-1", min_size=1, max_size=4)
BATCHES = st.lists(
    st.dictionaries(NAMES, st.tuples(st.integers(0, 2), st.booleans()), max_size=12), max_size=6
)


def sum_up(memory, batch, common="1", looked=None):
    """The values of all items, by name."""
    shares = [{name: value for name, value in batch.items() if find_share(name) == n} for n in range(SHARES)]

    def state(share):
        told = sorted((name, value) for name, (value, _) in shares[share].items())
        return State(ascii(told), all(settled for _, settled in shares[share].values()))

    def look(numbers):
        if looked is not None:
            looked.extend(name for number in numbers for name in shares[number])
        return {number: values(shares[number]) for number in numbers}

    told = summarize(memory, f"topic {common}", state, look)
    assert len(told) == SHARES
    return {name: value for said in told for name, value in said.items()}


def values(batch):
    return {ascii(name): value for name, (value, _) in batch.items()}


@given(BATCHES)
def test_it_says_what_it_would_say_without_a_memory(batches):
    with Memory(None) as nothing:
        assert [sum_up(nothing, batch) for batch in batches] == list(map(values, batches))


@settings(deadline=None, max_examples=30)  # it writes to the disk
@given(batches=BATCHES)
def test_it_says_the_same_with_one(batches, tmp_path_factory):
    path = tmp_path_factory.mktemp("memory") / "m"
    for batch in batches:
        with Memory(path) as memory:
            assert sum_up(memory, batch) == values(batch)


def batch_of(count):
    return {f"p{number:03}": (0, True) for number in range(count)}


def test_where_nothing_has_changed_nothing_is_looked_at(tmp_path):
    batch, looked = batch_of(60), []
    for _ in range(2):
        with Memory(tmp_path / "m") as memory:
            sum_up(memory, batch, "1", looked)
    assert sorted(looked) == sorted(batch)


@pytest.mark.parametrize("change", ["other", "new", "gone"])
def test_a_change_of_one_item_is_looked_for_in_its_place_alone(change, tmp_path):
    batch, looked = batch_of(2000), []
    with Memory(tmp_path / "m") as memory:
        sum_up(memory, batch)
    if change == "gone":
        del batch["p030"]
    else:
        batch["p030" if change == "other" else "p030-1"] = (1, True)
    with Memory(tmp_path / "m") as memory:
        assert sum_up(memory, batch, "1", looked) == values(batch)
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
