"""Arcs put together to findings."""

import numpy as np

from corrections.lattice import make_arcs
from corrections.reading import find_alternatives


def test_alternatives_change_the_same_places_the_likeliest_first() -> None:
    places = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1], dtype=np.int64)
    spans = np.array([1, 1, 1, 1, 1, 1, 2, 1, 1], dtype=np.int64)
    arcs = make_arcs(places, np.arange(9) + 5, {}, spans=spans)
    arcs.kept[0] = True
    posteriors = np.array([0.9, 0.3, 0.1, 0.2, 0.05, 0.04, 0.6, 0.5, 0.4])
    found = find_alternatives(np.array([1, 6, 8]), arcs, posteriors)
    assert found == [(3, 2, 4), (), (7,)]
