"""How sure a correction is, learned from texts whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STRAIGHT = 0.3
"""Weight of the regression."""
_FARTHEST = 4.0
_CHUNK = 256
"""Corrections at once, so that what is looked at stays in the processor's cache."""

SHIPPED = Path(__file__).with_name("data") / "judge.npz"


@dataclass(frozen=True)
class Judge:
    """Boosted trees (Friedman 2001) and a logistic regression over the evidence; three outcomes.

    The two are combined as a weighted geometric mean: trees see what belongs together, the regression
    goes on where there were few examples.

    Attributes:
        features: column of the evidence that each node asks about, shape (trees, nodes).
        thresholds: at most this goes left, same shape.
        children: node to the left; the one to the right follows it. 0 at a leaf.
        values: what each leaf adds to its outcome.
        outcomes: which outcome each tree speaks for.
        base: log odds of the outcomes before any tree.
        slopes, intercepts: of the regression, by outcome.
        means, scales: of the evidence, to standardise it.
    """

    features: NDArray[np.int64]
    thresholds: Floats
    children: NDArray[np.int64]
    values: Floats
    outcomes: NDArray[np.int64]
    base: Floats
    slopes: Floats
    intercepts: Floats
    means: Floats
    scales: Floats

    def probabilities(self, evidence: Floats) -> Floats:
        """Probabilities that the correction is right, that what stands there is, that neither is.

        Args:
            evidence: shape (corrections, labels), see `evidence.weigh`.
        """
        standard = np.clip((evidence - self.means) / self.scales, -_FARTHEST, _FARTHEST)
        straight = standard @ self.slopes.T + self.intercepts
        parts = [self._grow(evidence[start : start + _CHUNK]) for start in range(0, len(evidence), _CHUNK)]
        grown = np.concatenate([np.zeros((0, len(self.base))), *parts])
        logs = _STRAIGHT * _log_shares(straight) + (1 - _STRAIGHT) * _log_shares(grown)
        return np.exp(_log_shares(logs))

    def _grow(self, evidence: Floats) -> Floats:
        """Log odds by the trees."""
        roots = np.arange(len(self.features), dtype=np.int32) * self.features.shape[1]
        rows = np.arange(len(evidence), dtype=np.int32)[:, None] * evidence.shape[1]
        columns, children = self.features.astype(np.int32), self.children.astype(np.int32)
        nodes = np.broadcast_to(roots, (len(evidence), len(roots)))
        left = children.take(nodes)
        while left.any():
            right = evidence.take(rows + columns.take(nodes)) > self.thresholds.take(nodes)
            nodes = np.where(left > 0, roots + left + right, nodes)
            left = children.take(nodes)
        values = self.values.take(nodes)
        sums = [values[:, self.outcomes == outcome].sum(axis=1) for outcome in range(3)]
        return np.asarray(self.base + np.stack(sums, axis=1), dtype=np.float64)


def _log_shares(odds: Floats) -> Floats:
    """Log probabilities of outcomes by their log odds."""
    peaks = odds.max(axis=1, keepdims=True)
    return np.asarray(
        odds - peaks - np.log(np.exp(odds - peaks).sum(axis=1, keepdims=True)), dtype=np.float64
    )


def read_judge(path: Path = SHIPPED) -> Judge:
    """Read the shipped trees."""
    with np.load(path) as table:
        return Judge(**{name: table[name] for name in Judge.__dataclass_fields__})
