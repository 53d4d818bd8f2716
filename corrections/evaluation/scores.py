"""How near a text is to the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from natsort import natsorted
from rapidfuzz.distance import Levenshtein

from corrections.evaluation.alignment import Span, align, cut
from corrections.evaluation.normalisation import Measure, read_words
from scans.errors import FormatError


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: `count` of `total`; 0 of 0 is nothing wrong, and errors may outnumber the total."""

    count: int
    total: int

    @property
    def value(self) -> float:
        return self.count / self.total if self.total else float(bool(self.count))

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.count + other.count, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Scores:
    """Error rates of one text or of many together.

    Attributes:
        cer: character error rate by measure: Levenshtein distance over characters of the truth.
        wer: word error rate by measure, the same over words; none for LETTERS.
        recall, precision: share of the truth's words that are in the text, and of the text's words that
            are in the truth, whatever their order (normalised): they tell recognition from reading order.
    """

    cer: Mapping[Measure, Rate]
    wer: Mapping[Measure, Rate]
    recall: Rate
    precision: Rate


@dataclass(frozen=True)
class Evaluation:
    """A text held against its truth; `name` is the files' stem, or ""."""

    truth: str = field(repr=False)
    text: str = field(repr=False)
    name: str = ""

    @cached_property
    def scores(self) -> Scores:
        return _score(self.truth, self.text)

    @cached_property
    def alignment(self) -> tuple[Span, ...]:
        """Word by word, strictly."""
        return tuple(align(self.truth.split(), self.text.split()))


def evaluate(truth: str, text: str, name: str = "") -> Evaluation:
    """Hold a text against its truth; nothing is computed before it is asked for."""
    return Evaluation(truth, text, name)


def total(scores: Iterable[Scores]) -> Scores:
    """The scores of many texts as of one long text."""
    rows = tuple(scores)
    nothing = Rate(0, 0)
    return Scores(
        cer={m: sum((row.cer[m] for row in rows), nothing) for m in Measure},
        wer={m: sum((row.wer[m] for row in rows), nothing) for m in (Measure.STRICT, Measure.NORMALISED)},
        recall=sum((row.recall for row in rows), nothing),
        precision=sum((row.precision for row in rows), nothing),
    )


def pair_files(truth: Path, text: Path) -> tuple[tuple[str, Path, Path], ...]:
    """Two files, or the files of two folders with the same stem: (stem, truth, text), in natural order.

    Of a name with more endings ("p1.gt.txt") the stem is what stands before the first.

    Raises:
        FormatError: a truth has no text, two files share a stem, or there is nothing to compare.
    """
    if truth.is_file() and text.is_file():
        return ((truth.name.split(".")[0], truth, text),)
    truths, texts = _files(truth), _files(text)
    missing = natsorted(truths.keys() - texts.keys())
    if missing or not truths:
        what = f"has no text for {', '.join(missing[:5])}" if missing else f"holds none of {truth}'s files"
        raise FormatError(text, what, "Give each truth a file of the same name")
    return tuple((stem, truths[stem], texts[stem]) for stem in natsorted(truths))


def _files(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise FormatError(folder, "is no folder", "Name two files, or two folders")
    files: dict[str, Path] = {}
    for path in sorted(folder.glob("[!.]*")):
        if path.is_file() and path.suffix == ".txt":
            stem = path.name.split(".")[0]
            if stem in files:
                raise FormatError(path, f"has the same name as {files[stem].name}", "Keep one of them")
            files[stem] = path
    return files


def _score(truth: str, text: str) -> Scores:
    words = {measure: (read_words(truth, measure), read_words(text, measure)) for measure in Measure}
    left, right = words[Measure.NORMALISED]
    common = (Counter(left) & Counter(right)).total()
    return Scores(
        cer={measure: _character_errors(measure, *words[measure]) for measure in Measure},
        wer={measure: _word_errors(*words[measure]) for measure in (Measure.STRICT, Measure.NORMALISED)},
        recall=Rate(common, len(left)),
        precision=Rate(common, len(right)),
    )


def _word_errors(truth: list[str], text: list[str]) -> Rate:
    return Rate(sum(Levenshtein.distance(*stretch) for stretch in cut(truth, text)), len(truth))


def _character_errors(measure: Measure, truth: list[str], text: list[str]) -> Rate:
    space = "" if measure is Measure.LETTERS else " "
    stretches = ((space.join(left), space.join(right)) for left, right in cut(truth, text))
    length = len(space.join(truth))
    return Rate(sum(Levenshtein.distance(left, right) for left, right in stretches), length)
