"""The judge fitted: how sure a correction is, learned from what came of others. Needs scikit-learn."""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from corrections.judge import Judge


def fit_judge(evidence: np.ndarray, outcome: np.ndarray, weights: np.ndarray) -> Judge:
    """Boosted trees and a regression, as arrays; `weights` says how much each row counts."""
    trees = HistGradientBoostingClassifier(
        max_iter=160,
        learning_rate=0.08,
        max_depth=4,
        min_samples_leaf=30,
        l2_regularization=2,
        max_bins=64,
        early_stopping=False,
    ).fit(evidence, outcome, sample_weight=weights)
    means, scales = evidence.mean(0), evidence.std(0) + 1e-6
    standard = np.clip((evidence - means) / scales, -4, 4)
    line = LogisticRegression(max_iter=100, C=0.3, tol=1e-3).fit(standard, outcome, sample_weight=weights)
    pairs = [(number, tree.nodes) for step in trees._predictors for number, tree in enumerate(step)]
    shape = (len(pairs), max(len(nodes) for _, nodes in pairs))
    features, children = np.zeros(shape, np.int8), np.zeros(shape, np.int8)
    thresholds, values = np.zeros(shape), np.zeros(shape, np.float32)
    for row, (_, nodes) in enumerate(pairs):
        for old, new in _renumber(nodes).items():
            node = nodes[old]
            if node["is_leaf"]:
                values[row, new] = node["value"]
            else:
                features[row, new], thresholds[row, new] = node["feature_idx"], node["num_threshold"]
                children[row, new] = _renumber(nodes)[int(node["left"])]
    outcomes = np.array([number for number, _ in pairs], dtype=np.int8)
    base = trees._baseline_prediction.ravel()
    return Judge(
        features, thresholds, children, values, outcomes, base, line.coef_, line.intercept_, means, scales
    )


def _renumber(nodes: np.ndarray) -> dict[int, int]:
    """New numbers of nodes, so that the right child follows the left."""
    numbers, queue = {0: 0}, [0]
    while queue:
        node = nodes[queue.pop(0)]
        if not node["is_leaf"]:
            for child in (int(node["left"]), int(node["right"])):
                numbers[child] = len(numbers)
                queue.append(child)
    return numbers
