"""What speaks for and against a correction, as numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corrections.language_model import LanguageModel
from corrections.lattice import Arcs
from corrections.letters import LetterModel
from corrections.readings import Readings
from corrections.scales import Scales
from corrections.stream import Place

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

LABELS = (
    "odds of the reading", "probability left to what stands there", "odds over the second", "channel",
    "channel of what stands there", "letters of what stands there", "log count of the word",
    "log count of what stands there", "known as it stands", "split", "merged", "length", "growth",
    "capital inside a sentence", "all capitals", "capitals of the word", "capitals of what stands there",
    "places of the reading", "places of the word", "share of unknown words", "neighbour before unknown",
    "neighbour after unknown", "strange characters", "divided", "first letter same", "last letter same",
    "inflected", "shape", "document", "sentence start",
    "letters a letter", "letters gained", "cost of the edits", "mended", "marked",
    "older spelling", "older spellings in the text", "left out", "length left out", "name in this text",
    "pair before seen", "pair after seen", "triple seen", "pairs of what stands there seen",
    "fit", "fit of what stands there", "unknown around", "same letters",
    "context", "context of what stands there", "parts seen together", "log count of the rarest part",
    "hyphen between", "other hyphens between parts", "left out in the text",
)  # fmt: skip
"""Names of the columns of `weigh`, in the order in which the judge has learned them."""


def choose(arcs: Arcs, posteriors: Floats, places: int, least: float) -> Ids:
    """The likeliest arcs that change something, none overlapping, in the order of the text."""
    some = np.flatnonzero(~arcs.kept & (posteriors >= least))
    some = some[np.argsort(-posteriors[some], kind="stable")]
    taken = np.zeros(places + 1, dtype=np.bool_)
    chosen = []
    for arc, place, span in zip(
        some.tolist(), arcs.places[some].tolist(), arcs.spans[some].tolist(), strict=True
    ):
        if not taken[place : place + span].any():
            taken[place : place + span] = True
            chosen.append(arc)
    chosen.sort(key=lambda arc: int(arcs.places[arc]))
    return np.array(chosen, dtype=np.int64)


def weigh(
    chosen: Ids,
    arcs: Arcs,
    posteriors: Floats,
    places: Sequence[Place],
    readings: Readings,
    model: LanguageModel,
    letters: LetterModel,
) -> Floats:
    """The evidence on each chosen arc; shape (arcs, LABELS)."""
    scales = Scales(chosen, arcs, posteriors, places, readings, model, letters)
    rest = scales.of_spelling(), scales.of_text(), scales.of_neighbours(), scales.of_parts()
    columns = {label: column for group in (scales.of_lattice(), *rest) for label, column in group.items()}
    return np.stack([np.asarray(columns[label], dtype=np.float64) for label in LABELS], axis=1)
