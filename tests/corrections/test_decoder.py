import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrections.decoder import Lattice, decode
from corrections.model import shipped_model

WORDS = ("the", "he", "of", "for", "party", "parties", "meeting", "to")


@st.composite
def lattices(draw: st.DrawFn) -> list[tuple[int, int, int, int, float]]:
    """Arcs (start, end, first, last, score) of four places, with a merged and a split one now and then."""
    ids = shipped_model().language.vocabulary.ids
    word = st.sampled_from([ids[text] for text in WORDS])
    score = st.floats(-4, 0)
    arcs = [(0, 1, 1, 1, 0.0), (1, 2, 1, 1, 0.0)]
    for place in range(2, 6):
        choices = draw(st.lists(word, min_size=1, max_size=3, unique=True))
        arcs += [(place, place + 1, choice, choice, draw(score)) for choice in choices]
        if draw(st.booleans()):
            arcs.append((place, place + 1, draw(word), draw(word), draw(score)))
    if draw(st.booleans()):
        choice = draw(word)
        arcs.append((3, 5, choice, choice, draw(score)))
    arcs += [(place, place + 1, 1, 1, 0.0) for place in range(6, 9)]
    return sorted(arcs, key=lambda arc: (arc[1], arc[0]))


def sum_over_paths(arcs: list[tuple[int, int, int, int, float]], weight: float) -> list[float]:
    """Posteriors by writing out every path: the naive reference."""
    model = shipped_model().language
    paths: list[list[int]] = [[]]
    complete = []
    while paths:
        path = paths.pop()
        here = arcs[path[-1]][1] if path else 0
        if here == 9:
            complete.append(path)
        paths += [[*path, number] for number, arc in enumerate(arcs) if arc[0] == here]
    masses = []
    for path in complete:
        said = list(
            itertools.chain.from_iterable(
                {arcs[a][2]: 0, arcs[a][3]: 0} if double(arcs[a]) else (arcs[a][2],) for a in path
            )
        )
        triples = np.array([said[at - 2 : at + 1] for at in range(2, len(said))])
        gain = model.log_probabilities(*triples.T).sum()
        masses.append(math.exp(weight * gain + sum(arcs[a][4] for a in path)))
    return [
        sum(m for m, p in zip(masses, complete, strict=True) if n in p) / sum(masses)
        for n in range(len(arcs))
    ]


def double(arc: tuple[int, int, int, int, float]) -> bool:
    return arc[2] != arc[3]


@settings(max_examples=40, deadline=None)
@given(lattices(), st.sampled_from([0.3, 0.6, 1.0]))
def test_posteriors_are_those_of_all_paths_written_out(
    arcs: list[tuple[int, int, int, int, float]], weight: float
) -> None:
    starts, ends, firsts, lasts, scores = (np.array(column) for column in zip(*arcs, strict=True))
    lattice = Lattice(starts, ends, firsts, lasts, firsts != lasts, scores)
    found = decode(lattice, shipped_model().language, weight)[2:]
    assert found == pytest.approx(sum_over_paths(arcs, weight)[2:], abs=1e-5)
