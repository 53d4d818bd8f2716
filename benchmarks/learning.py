"""What a project's own texts and decisions teach: learned from one part of a set, tried on another.

python -m benchmarks.learning [texts|decisions] [--half check]

`texts`: the truths of one part are learned as published transcriptions; `decisions`: a reader who knows
the truth has corrected the OCR of that part. The OCR of the other part is then corrected by the shipped
model and by the learned one. Parts are those of articles: the second byte of the SHA-256 of an article's id
is even or odd. Both parts take their turn.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.correction import DATA, SETS, Outcome, measure
from benchmarks.development import Sample, read_samples
from corrections.corrector import Corrector
from corrections.decisions.decision import Decision, Verdict
from corrections.evaluation.alignment import align
from corrections.lexicon import bundled_lexicon
from corrections.model import Model, learn_model, shipped_model
from corrections.plain_text.proofreading import proofread

_NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)


def split(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Two parts by article."""
    parts: tuple[list[Sample], list[Sample]] = ([], [])
    for sample in samples:
        parts[hashlib.sha256(sample.id.encode()).digest()[1] % 2].append(sample)
    return parts


def decide(samples: Sequence[Sample]) -> Iterator[Decision]:
    """What a reader would decide who looks at every misread word of these articles."""
    for sample in samples:
        for number, span in enumerate(align(sample.truth.split(), sample.raw.split())):
            if len(span.text) == len(span.truth) == 1 and span.text != span.truth:
                ids = (f"{number}",)
                yield Decision(sample.id, ids, span.text, span.truth, Verdict.CORRECT, "Ada", _NOON, "", "0")


def teach(what: str, samples: Sequence[Sample]) -> Model:
    """The shipped model with what these articles teach."""
    if what == "texts":
        return learn_model(shipped_model(), texts=[sample.truth for sample in samples])
    return learn_model(shipped_model(), decide(samples))


def correct(model: Model, samples: Sequence[Sample]) -> Outcome:
    """What the model does to the OCR of these articles."""
    corrector = replace(Corrector(bundled_lexicon()), model=model)
    return measure(samples, lambda text: proofread(text, corrector).text)


def report(what: str, data: Path, half: str) -> None:
    """Print for each set what is corrected without and with learning."""
    for name in SETS:
        parts = split(read_samples(data, name, half))
        alone = taught = Outcome()
        for own, other in (parts, parts[::-1]):
            alone += correct(shipped_model(), other)
            taught += correct(teach(what, own), other)
        print(f"{name:12} shipped {alone}", flush=True)
        print(f"{'':12} learned {taught}", flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("texts", "decisions"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("tune", "check"), default="check")
    options = parser.parse_args()
    report(options.what, options.data, options.half)


if __name__ == "__main__":
    main()
