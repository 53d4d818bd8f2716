"""The judge beside its trees walked one by one."""

import math

import numpy as np
import pytest

from corrections.evidence import LABELS
from corrections.judge import Judge, read_judge

JUDGE = read_judge()


def share(odds: list[float]) -> list[float]:
    whole = sum(math.exp(value) for value in odds)
    return [math.exp(value) / whole for value in odds]


def reckon(judge: Judge, row: np.ndarray) -> list[float]:
    """Three parts in ten the regression, seven the trees, as a weighted geometric mean."""
    standard = [max(-4.0, min(4.0, value)) for value in (row - judge.means) / judge.scales]
    straight = [
        float(slopes @ standard) + own for slopes, own in zip(judge.slopes, judge.intercepts, strict=True)
    ]
    grown = list(judge.base)
    for tree, outcome in enumerate(judge.outcomes):
        node = 0
        while left := judge.children[tree, node]:
            asked, most = judge.features[tree, node], judge.thresholds[tree, node]
            node = left if row[asked] <= most else left + 1
        grown[outcome] += judge.values[tree, node]
    return share(
        [
            0.3 * math.log(one) + 0.7 * math.log(two)
            for one, two in zip(share(straight), share(grown), strict=True)
        ]
    )


def test_probabilities_are_those_of_trees_and_regression() -> None:
    chance = np.random.default_rng(1)
    rows = JUDGE.means + JUDGE.scales * chance.normal(0, 2.5, (12, len(LABELS)))
    found = JUDGE.probabilities(rows)
    assert found.sum(axis=1) == pytest.approx(np.ones(12))
    assert found == pytest.approx(np.array([reckon(JUDGE, row) for row in rows]), abs=1e-6)


def test_at_a_threshold_it_goes_to_the_left() -> None:
    none = np.zeros((3, 1))
    stump = Judge(
        features=np.zeros((1, 3), dtype=np.int64),
        thresholds=np.array([[5.0, 0, 0]]),
        children=np.array([[1, 0, 0]]),
        values=np.array([[0.0, 3.0, -3.0]]),
        outcomes=np.array([0]),
        base=np.zeros(3),
        slopes=none,
        intercepts=np.zeros(3),
        means=np.zeros(1),
        scales=np.ones(1),
    )
    low, at, high = stump.probabilities(np.array([[4.9], [5.0], [5.1]]))[:, 0]
    assert low == at > 1 / 3 > high
    assert stump.probabilities(np.zeros((0, 1))).shape == (0, 3)
