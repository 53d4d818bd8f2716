"""Fit the weights of the lattice and the judge of the shipped model on the tune halves.

python -m benchmarks.model_judge OUT [--data FOLDER]

OUT holds what benchmarks.model_counts and benchmarks.model_channel wrote; weights.json and judge.npz are
written beside it, and what five-fold cross-validation by article measured is printed. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from benchmarks.alignment import align_texts
from benchmarks.boosting import fit_judge
from benchmarks.correction import DATA
from benchmarks.development import Sample, make_passages, read_samples
from benchmarks.model_channel import make_channel, read_all_pairs
from benchmarks.slips import add_slips
from benchmarks.truth import read_printed
from corrections.arcs import build_arcs
from corrections.channel import read_channel
from corrections.corrector import Corrector
from corrections.decoder import decode
from corrections.embeddings import read_embeddings
from corrections.evaluation.normalisation import Measure, read_words
from corrections.evidence import LABELS, choose, weigh
from corrections.judge import Judge, read_judge
from corrections.language_model import read_language_model
from corrections.lattice import Arcs, Feature, Rivals, make_lattice, strip_borders
from corrections.letters import read_letter_model
from corrections.lexicon import bundled_lexicon
from corrections.model import Model
from corrections.policy import NOISES, Policy
from corrections.readings import Readings, read_readings
from corrections.strays import expect_strays
from corrections.stream import Place, read_places

LANGUAGE, LEAST, ROUNDS, FOLDS = 0.7, 0.15, 30, 5
CERTAINTY = Policy().certainty
RIGHT, STANDS, NEITHER = range(3)
NOISE = LABELS.index("share of unknown words")
START = {
    "channel": 0.6, "letters": 0.44, "shape": 0.29, "document": 0.46, "unknown": -0.99, "replaced": 1.33,
    "rival": 0.0, "split": -3.4, "merged": -1.7, "name": 1.15, "repeated": 3.2, "length": -0.15,
    "mended": -0.6, "marked": -0.2, "dropped": -3.9, "scrap": -1.5, "context": 0.2,
    "noise": 1.2, "grown": -0.7,
}  # fmt: skip
NOISY = {"smh": 200, "bln600": 150, "periodicals": 6, "monographs": 45}
CLEAN = {"smh": 100, "bln600": 30, "periodicals": 1, "monographs": 45}
SLIPS = {"smh": 200, "bln600": 200}
RATES = (0.004, 0.012, 0.03)
TYPED = 2.0
"""What an example of a slip counts."""


@dataclass(frozen=True)
class Article:
    """A read article, its arcs, which of them are right, and which leave out only what is not printed.

    The word after a scrap may be misread: that is no reason to keep the scrap, nor a reading to learn.
    """

    source: str
    id: str
    places: tuple[Place, ...]
    readings: Readings
    arcs: Arcs
    right: np.ndarray
    gone: np.ndarray


def read_article(source: str, sample: Sample, corrector: Corrector) -> Article:
    """Build the lattice of an article and hold every arc against the truth."""
    model, knows = corrector._model, corrector._knows
    places = tuple(read_places(make_passages(sample.raw), knows))
    truth = read_printed(list(read_places(make_passages(sample.truth), knows)), model.language.vocabulary)
    readings = read_readings(places, model.language, model.letters, corrector._protects)
    arcs = build_arcs(places, readings, model.index, model.rivals, model.embeddings)
    ends = np.cumsum([len(place.text) + 1 for place in places])
    alignment = align_texts(" ".join(place.text for place in places), " ".join(truth))
    words = model.language.vocabulary.words
    right, gone = (np.zeros(len(arcs), dtype=np.bool_) for _ in range(2))
    for arc, (at, span) in enumerate(zip(arcs.places.tolist(), arcs.spans.tolist(), strict=True)):
        start, end = ends[at] - len(places[at].text) - 1, ends[at + span - 1] - 1
        split = arcs.features[arc, Feature.SPLIT] > 0
        said = f"{words[arcs.firsts[arc]]} {words[arcs.lasts[arc]]}" if split else words[arcs.lasts[arc]]
        said = readings.texts[arcs.echoes[arc]].lower() if arcs.echoes[arc] >= 0 else said
        said = places[at].text.lower() if arcs.kept[arc] else said
        said = places[at + span - 1].text.lower() if arcs.features[arc, Feature.DROPPED] else said
        printed = alignment.words(int(start), int(end))
        right[arc] = read_words(said, Measure.NORMALISED) == read_words(printed, Measure.NORMALISED)
        if arcs.features[arc, Feature.DROPPED]:
            scrap = alignment.words(int(start), int(ends[at + span - 2]) - 1)
            gone[arc] = not read_words(scrap, Measure.NORMALISED)
    return Article(source, sample.id, places, readings, arcs, right, gone)


def fit_weights(articles: Sequence[Article], model: Model) -> np.ndarray:
    """Weights that make the right paths likely: gradient ascent on their conditional likelihood.

    Places where no arc is right teach nothing here.
    """
    offsets = np.cumsum([0, *(len(article.places) for article in articles)])
    parts = [replace(a.arcs, places=a.arcs.places + o) for a, o in zip(articles, offsets[:-1], strict=True)]
    arcs = Arcs(*(np.concatenate([getattr(p, name) for p in parts]) for name in Arcs.__dataclass_fields__))
    right, size = np.concatenate([article.right for article in articles]), int(offsets[-1])
    target, known = _target(arcs, right, size)
    weights = np.array([START[feature.name.lower()] for feature in Feature])
    scale = np.minimum(1, 1 / (np.sqrt((arcs.features**2).mean(0)) + 1e-3))
    energy = np.zeros(len(weights))
    for step in range(ROUNDS):
        posteriors = strip_borders(decode(make_lattice(arcs, weights, size), model.language, LANGUAGE))
        slope = (arcs.features * ((target - posteriors) * known)[:, None]).sum(0) / size
        energy = 0.8 * energy + 0.2 * slope**2 if step else slope**2
        weights = weights + slope / (np.sqrt(energy) + 1e-6) * scale * 0.25 / (1 + 0.15 * step)
    return weights


def _target(arcs: Arcs, right: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The path to learn (the right arcs, else what stands there), and which arcs are where one is right."""
    target, done, known = np.zeros(len(arcs)), np.zeros(size + 1, bool), np.zeros(size + 1, bool)
    for some in (*(right & (arcs.spans == span) for span in (3, 2, 1)), arcs.kept):
        for arc in np.flatnonzero(some).tolist():
            span = slice(arcs.places[arc], arcs.places[arc] + arcs.spans[arc])
            if not done[span].any():
                target[arc], done[span] = 1, True
                known[span] |= right[arc]
    inside = np.concatenate([[0], np.cumsum(known)])
    return target, inside[arcs.places + arcs.spans] - inside[arcs.places] == arcs.spans


def examine(article: Article, model: Model, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Evidence on what would be changed, and what came of it: RIGHT, STANDS or NEITHER."""
    arcs, size = article.arcs, len(article.places)
    posteriors = strip_borders(decode(make_lattice(arcs, weights, size), model.language, LANGUAGE))
    posteriors = expect_strays(arcs, posteriors, article.readings)
    chosen = choose(arcs, posteriors, size, LEAST)
    stands = np.zeros(size, dtype=np.bool_)
    stands[arcs.places[arcs.kept]] = article.right[arcs.kept]
    harm = stands[arcs.places[chosen]] | (arcs.features[chosen, Feature.DROPPED] > 0)
    right = article.right[chosen] | article.gone[chosen]
    outcome = np.where(right, RIGHT, np.where(harm, STANDS, NEITHER))
    return weigh(
        chosen, arcs, posteriors, article.places, article.readings, model.language, model.letters
    ), outcome


def read_articles(data: Path, out: Path, corrector: Corrector) -> Iterator[Article]:
    """Articles as read, the same without errors, and the same with a typist's slips here and there.

    Each is read with a channel that has not learned from it: on unknown text no channel is as sure.
    """
    pairs, samples = read_all_pairs(data, out), list(_draw_samples(data, out))
    for fold in range(FOLDS):
        channel = make_channel(found for name, found in pairs.items() if not name or _find_fold(name) != fold)
        fresh = replace(corrector, model=replace(corrector.model, channel=channel))
        for source, sample in samples:
            if _find_fold(sample.id) == fold:
                yield read_article(source, sample, fresh)


def _draw_samples(data: Path, out: Path) -> Iterator[tuple[str, Sample]]:
    for name, limit in NOISY.items():
        for sample in read_samples(data, name, "tune")[:limit]:
            yield name, sample
    for name, limit in CLEAN.items():
        for sample in read_samples(data, name, "tune")[:limit]:
            yield "clean", replace(sample, raw=sample.truth)
    channel = read_channel(out)
    for name, limit in SLIPS.items():
        for number, sample in enumerate(read_samples(data, name, "tune")[:limit]):
            raw = add_slips(sample.truth, channel, RATES[number % 3], number)
            yield "slips", replace(sample, raw=raw)


def _find_fold(article: str) -> int:
    return hashlib.sha256(article.encode()).digest()[1] % FOLDS


def read_parts(folder: Path) -> Model:
    """What the other two programs wrote, with weights to start from and the shipped judge."""
    return Model(
        read_language_model(folder),
        read_letter_model(folder / "letters.npy"),
        read_channel(folder),
        Rivals(np.load(folder / "rivals.npy")),
        read_embeddings(folder / "embeddings.npz"),
        {"language": LANGUAGE, **START},
        read_judge(),
    )


def report(probabilities: np.ndarray, outcome: np.ndarray, sources: np.ndarray, noise: np.ndarray) -> None:
    """Print the precision reached by least safety and noise of the text, and reliability.

    Of newspapers and typed slips together.
    """
    right, bad = probabilities[:, RIGHT], probabilities[:, STANDS]
    for least, most in pairwise((0.0, *NOISES, 1.01)):
        some = np.isin(sources, ("smh", "bln600", "slips")) & (noise >= least) & (noise < most)
        print(f"noise from {least}")
        for safety in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98):
            applied = some & (right >= CERTAINTY) & (right >= safety * (right + bad))
            fixed, harmed = (outcome[applied] == RIGHT).sum(), (outcome[applied] == STANDS).sum()
            precision = fixed / (fixed + harmed)
            least_so = precision - 2 * np.sqrt(precision * (1 - precision) / (fixed + harmed))
            reached = f"precision {precision:.4f}, at least {least_so:.4f}"
            print(f"safety {safety:.2f}  {reached}  applied {applied.sum()}  fixed {fixed}")
    for low in np.arange(0, 1, 0.1):
        inside = (right >= low) & (right < low + 0.1)
        share = np.mean(outcome[inside] == RIGHT)
        print(f"probability {low:.1f} to {low + 0.1:.1f}  right {share:.3f}  of {inside.sum()}")


def report_across(
    evidence: np.ndarray, outcome: np.ndarray, groups: np.ndarray, sources: np.ndarray, counts: np.ndarray
) -> None:
    """Print what a judge makes of each set that has not learned from it."""
    policy = Policy()
    for name in NOISY:
        of = np.char.find(groups, name.removesuffix("s")) >= 0
        test = of & (sources == name)
        found = fit_judge(evidence[~of], outcome[~of], counts[~of]).probabilities(evidence[test])
        right, bad = found[:, RIGHT], found[:, STANDS]
        safety = np.array([policy.safety(noise) for noise in evidence[test, NOISE]])
        applied = (right >= CERTAINTY) & (right >= safety * (right + bad))
        fixed, harmed = (outcome[test][applied] == RIGHT).sum(), (outcome[test][applied] == STANDS).sum()
        of_all = f"fixed {fixed} of {(outcome[test] == RIGHT).sum()}"
        print(f"without {name:12} precision {fixed / (fixed + harmed):.4f}  {of_all}  harmed {harmed}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    corrector = Corrector(bundled_lexicon(), model=read_parts(options.out))
    model = corrector._model
    found = read_articles(options.data, options.out, corrector)
    articles = [article for article in found if len(article.places) > 4]
    read = [article for article in articles if article.source in ("smh", "bln600")]
    weights = fit_weights(read[::2], model)
    names = {feature.name.lower(): round(float(weights[feature]), 4) for feature in Feature}
    (options.out / "weights.json").write_text(json.dumps({"language": LANGUAGE, **names}, indent=2) + "\n")
    rows = [examine(article, model, weights) for article in articles]
    evidence, outcome = (np.concatenate(column) for column in zip(*rows, strict=True))
    groups = np.concatenate([[a.id] * len(row[1]) for a, row in zip(articles, rows, strict=True)])
    sources = np.concatenate([[a.source] * len(row[1]) for a, row in zip(articles, rows, strict=True)])
    guessed = np.zeros((len(outcome), 3))
    counts = np.where(sources == "slips", TYPED, 1.0)
    for train, test in GroupKFold(FOLDS).split(evidence, outcome, groups):
        judge = fit_judge(evidence[train], outcome[train], counts[train])
        guessed[test] = judge.probabilities(evidence[test])
    report(guessed, outcome, sources, evidence[:, NOISE])
    report_across(evidence, outcome, groups.astype(str), sources, counts)
    judge = fit_judge(evidence, outcome, counts)
    np.savez_compressed(
        options.out / "judge.npz", **{name: getattr(judge, name) for name in Judge.__dataclass_fields__}
    )


if __name__ == "__main__":
    main()
