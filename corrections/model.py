"""All that the corrector has learned, as one thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corrections.candidates import CandidateIndex
from corrections.channel import Channel, read_channel
from corrections.channel_learning import learn_channel
from corrections.counting import count_texts, learn_language
from corrections.decisions.decision import Decision
from corrections.embeddings import Embeddings, read_embeddings
from corrections.judge import Judge, read_judge
from corrections.language_model import LanguageModel, read_language_model
from corrections.lattice import Feature, Rivals
from corrections.letters import LetterModel, read_letter_model

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Model:
    """What the corrector knows of the language, of misreadings, and of its own mistakes.

    Attributes:
        language: words and what follows them.
        letters: letters and what follows them.
        channel: what is mistaken for what.
        rivals: known words that are mistaken for each other.
        embeddings: what goes with the words around.
        weights: of each `Feature` by name in lower case, and of the language model ("language").
        judge: how sure the outcome is.
    """

    language: LanguageModel
    letters: LetterModel
    channel: Channel
    rivals: Rivals
    embeddings: Embeddings
    weights: Mapping[str, float]
    judge: Judge

    @cached_property
    def index(self) -> CandidateIndex:
        """The words by their likeness."""
        return CandidateIndex(self.language, self.channel)

    @cached_property
    def vector(self) -> NDArray[np.float64]:
        """Weights of the features, in their order."""
        return np.array([self.weights[feature.name.lower()] for feature in Feature])


@cache
def shipped_model() -> Model:
    """The model that comes with the package, read once."""
    return read_model(DATA)


def read_model(folder: Path) -> Model:
    """Read a model from a folder; the larger tables are only mapped into memory."""
    return Model(
        read_language_model(folder),
        read_letter_model(folder / "letters.npy"),
        read_channel(folder),
        Rivals(np.load(folder / "rivals.npy", mmap_mode="r")),
        read_embeddings(folder / "embeddings.npz"),
        json.loads((folder / "weights.json").read_text(encoding="utf-8")),
        read_judge(folder / "judge.npz"),
    )


def learn_model(model: Model, decisions: Iterable[Decision] = (), texts: Iterable[str] = ()) -> Model:
    """The model with what a project has taught: its people's decisions, and its published texts."""
    counts = count_texts(texts)
    language = learn_language(model.language, counts) if counts.words else model.language
    return replace(model, language=language, channel=learn_channel(decisions, model.channel))
