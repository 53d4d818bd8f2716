"""Rows in order of merit within their groups."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corrections.ranks import rank


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-100, 0)), max_size=40))
def test_ranks_are_those_of_sorting_each_group(rows):
    rows.sort(key=lambda row: row[0])
    groups = np.array([group for group, _ in rows], dtype=np.int64)
    values = np.array([value for _, value in rows], dtype=np.float32)
    for order, ranks in ((lambda row: 0, rank(groups)), (lambda row: -row[1], rank(groups, values))):
        for group in set(groups.tolist()):
            some = [row for row in rows if row[0] == group]
            best = sorted(some, key=order)
            mine = [row for _, row in sorted(zip(ranks[groups == group].tolist(), some, strict=True))]
            assert [order(row) for row in mine] == [order(row) for row in best]
            assert sorted(ranks[groups == group].tolist()) == list(range(len(some)))


def test_of_equals_the_first_goes_first():
    groups = np.array([0, 0, 0, 2, 2])
    values = np.array([-7.0, -2.0, -7.000001, -200.0, -300.0])
    assert rank(groups, values).tolist() == [1, 0, 2, 0, 1]
    assert rank(groups).tolist() == [0, 1, 2, 0, 1]


def test_whatever_is_likelier_goes_first_however_little_and_in_whatever_group():
    groups = np.array([0, 0, 0, 1, 1, 1_999_999, 1_999_999, 1_999_999])
    values = np.array([-150.000015, -150.0, -900.0, -400.0, -20.0, -0.000015, -160.0, 0.0])
    assert rank(groups, values).tolist() == [1, 0, 2, 1, 0, 1, 2, 0]
    nothing = np.array([], dtype=np.int64)
    assert rank(nothing).tolist() == rank(nothing, nothing.astype(np.float64)).tolist() == []


def test_a_group_may_be_large():
    groups = np.repeat([0, 1], [3, 200_000])
    values = np.random.default_rng(5).integers(-50, 1, len(groups)) / 20_000
    order = np.lexsort((-values, groups))
    ranks = rank(groups, values)
    assert ranks[order].tolist() == [0, 1, 2, *range(200_000)]
