"""Rows in order of merit within their groups, for many groups at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

_FINE = 1e5


def rank(groups: Ids, values: NDArray[np.floating] | None = None) -> Ids:
    """The rank of each row within its group, from 0: as they stand, or from the highest value.

    Args:
        groups: numbers below two million, ascending.
        values: logarithms of probabilities; those less than a hundred-thousandth apart are equal, and of
            these the first goes first. Group, value and place are sorted as one number, by far the quickest.
    """
    counts = np.bincount(groups)
    places = np.arange(len(groups)) - (np.cumsum(counts) - counts)[groups]
    if values is None:
        return places
    fine = np.clip(values * -_FINE, 0, (1 << 24) - 1).astype(np.int64)
    ranks = np.empty_like(places)
    ranks[np.argsort((groups << 42) | (fine << 18) | places)] = places
    return ranks
