"""Files held against their truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corrections.evaluation.comparison import Comparison, compare, total_comparison
from corrections.evaluation.scores import Evaluation, evaluate, pair_files
from corrections.plain_text.encoding import read_text
from redpencil.change_log import read_log


@dataclass(frozen=True, slots=True)
class Report:
    """Each text with its evaluation and, where there is a text before and one after, what correcting did."""

    evaluations: tuple[Evaluation, ...]
    comparison: Comparison | None = None


def evaluate_files(truth: Path, text: Path) -> Report:
    """Hold a file against its truth, or the files of a folder against those of another.

    Raises:
        FormatError: a file is missing or is no text.
    """
    pairs = pair_files(truth, text)
    return Report(tuple(evaluate(_read(left), _read(right), name) for name, left, right in pairs))


def compare_files(truth: Path, before: Path, after: Path, log: Path | None = None) -> Report:
    """The same before and after correcting; with the log of `proofread`, how far its probabilities hold.

    Raises:
        FormatError: a file is missing or is no text, or the log is none of ours.
    """
    raw = {name: path for name, _, path in pair_files(truth, before)}
    changes = read_log(log) if log else {}
    evaluations, comparisons = [], []
    for name, left, right in pair_files(truth, after):
        said, old, new = _read(left), _read(raw[name]), _read(right)
        evaluations.append(evaluate(said, new, name))
        comparisons.append(compare(said, old, new, changes.get(raw[name].name, ())))
    return Report(tuple(evaluations), total_comparison(comparisons))


def _read(path: Path) -> str:
    text, _ = read_text(path)
    return text
