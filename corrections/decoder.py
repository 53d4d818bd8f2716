"""The probability of every way to read a place, given all its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lattice:
    """Ways to read a stream: each arc spans one or more places and says one or two words.

    Between two neighbouring boundaries there is always at least one arc. Arcs are sorted by `end`, then
    by `start`.

    Attributes:
        starts, ends: boundaries that an arc joins; boundary 0 is the left edge.
        firsts, lasts: ids of the first and the last word said (the same for one word).
        doubles: whether two words are said.
        scores: log of everything but the language model.
    """

    starts: Ids
    ends: Ids
    firsts: Ids
    lasts: Ids
    doubles: NDArray[np.bool_]
    scores: Floats


@dataclass(frozen=True)
class _States:
    """Pairs of neighbouring arcs, sorted by wave, and the triples of arcs that join them.

    The wave says how far the end of the later arc is from the anchor before it: states of one wave do not
    depend on each other. A state opens where its later arc starts at an anchor. The gain of a triple is of
    the first word of its last arc; a second one depends on the pair alone, whose score it is part of.
    """

    before: Ids
    after: Ids
    waves: Ids
    opens: NDArray[np.bool_]
    sources: Ids
    targets: Ids
    gains: Floats
    scores: Floats


def decode(lattice: Lattice, model: LanguageModel, weight: float) -> Floats:
    """Posterior probability of each arc, by the forward-backward algorithm over pairs of arcs.

    The trigram model looks at two words before; with all pairs as states nothing is approximated. The
    lattice must begin with two and end with three boundaries that only one arc reaches. `weight` is the
    exponent of the language model's probabilities.
    """
    anchors, fixed = _anchors(lattice)
    states = _make_states(lattice, model, weight, anchors)
    total = _sweep_forward(states) + _sweep_backward(states)
    order = np.argsort(states.after, kind="stable")
    arcs, sums = _log_sums(states.after[order], total[order])
    logs = np.full(len(lattice.ends), -np.inf)
    logs[arcs] = sums
    whole = np.zeros(int(lattice.ends[-1]) + 1)
    closing = fixed[lattice.ends] & np.isfinite(logs)
    whole[anchors[lattice.starts[closing]]] = logs[closing]
    return np.exp(np.minimum(logs - whole[anchors[lattice.starts]], 0.0))


def _anchors(lattice: Lattice) -> tuple[Ids, NDArray[np.bool_]]:
    """For each boundary the last one up to it where all is certain, and whether it is one.

    There, and at the two boundaries before, only one arc arrives and none passes: what comes after
    does not depend on what was before, and the two sides are summed apart.
    """
    size = int(lattice.ends[-1]) + 1
    crossed = np.zeros(size + 1, dtype=np.int64)
    long = lattice.ends - lattice.starts > 1
    np.add.at(crossed, lattice.starts[long] + 1, 1)
    np.add.at(crossed, lattice.ends[long], -1)
    certain = (np.bincount(lattice.ends, minlength=size) == 1) & (np.cumsum(crossed)[:size] == 0)
    fixed = certain.copy()
    fixed[1:] &= certain[:-1]
    fixed[2:] &= certain[:-2]
    return np.maximum.accumulate(np.where(fixed, np.arange(size), 0)), fixed


def _make_states(lattice: Lattice, model: LanguageModel, weight: float, anchors: Ids) -> _States:
    before, after = _join(lattice.ends, lattice.starts)
    opens, waves = anchors[lattice.starts] == lattice.starts, lattice.ends - anchors[lattice.starts]
    order = np.lexsort((before, after, waves[after]))
    before, after = before[order], after[order]
    by_after = np.argsort(after, kind="stable")
    sources, targets = _join(after[by_after], before)
    sources = by_after[sources]
    inner = np.flatnonzero(lattice.doubles)
    pairs = model.find_pairs(
        np.concatenate([lattice.lasts[before], lattice.firsts[inner]]),
        np.concatenate([lattice.firsts[after], lattice.lasts[inner]]),
    )
    within = np.full(len(lattice.ends), -1, dtype=np.int64)
    within[inner] = len(before) + np.arange(len(inner))
    history = within[before[targets]]
    gains = model.log_chains(pairs, np.where(history < 0, sources, history), targets).astype(np.float64)
    split = np.flatnonzero(lattice.doubles[after])
    scores = lattice.scores[after]
    scores[split] += weight * model.log_chains(pairs, split, within[after[split]]).astype(np.float64)
    return _States(before, after, waves[after], opens[after], sources, targets, weight * gains, scores)


def _join(ends: Ids, starts: Ids) -> tuple[Ids, Ids]:
    """All (i, j) with ends[i] == starts[j], sorted by j; `ends` ascending."""
    low = np.searchsorted(ends, starts, side="left")
    sizes = np.searchsorted(ends, starts, side="right") - low
    right = np.repeat(np.arange(len(starts)), sizes)
    offsets = np.arange(len(right)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(low, sizes) + offsets, right


def _sweep_forward(states: _States) -> Floats:
    """Log of the sum over all paths from the anchor up to each state, its own score included."""
    forward = states.scores.copy()
    waves = states.waves[states.targets]
    for some in _runs(waves):
        targets, sources = states.targets[some], states.sources[some]
        past = np.where(states.opens[targets], 0.0, forward[sources])
        heads, sums = _log_sums(targets, past + states.gains[some])
        forward[heads] = states.scores[heads] + sums
    return forward


def _sweep_backward(states: _States) -> Floats:
    """Log of the sum over all paths from each state to the next anchor, its own score excluded."""
    backward = np.zeros(len(states.scores))
    inside = np.flatnonzero(~states.opens[states.targets])
    inside = inside[np.argsort(states.sources[inside], kind="stable")]
    sources, targets = states.sources[inside], states.targets[inside]
    gains = states.gains[inside] + states.scores[targets]
    for some in reversed(_runs(states.waves[sources])):
        heads, sums = _log_sums(sources[some], backward[targets[some]] + gains[some])
        backward[heads] = sums
    return backward


def _runs(groups: Ids) -> list[slice]:
    """Slices of equal neighbours."""
    bounds = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1], [True]))).tolist()
    return [slice(low, high) for low, high in pairwise(bounds)] if len(groups) else []


def _log_sums(groups: Ids, values: Floats) -> tuple[Ids, Floats]:
    """Log of the sum of exp(values) of each run of equal groups."""
    firsts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    peaks = np.maximum.reduceat(values, firsts)
    sizes = np.diff(np.concatenate((firsts, [len(groups)])))
    sums = np.add.reduceat(np.exp(values - np.repeat(peaks, sizes)), firsts)
    return groups[firsts], peaks + np.log(sums)
