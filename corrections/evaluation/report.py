"""Evaluations for people and for machines: HTML, JSON and plain text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from corrections.evaluation.comparison import WORST, Comparison
from corrections.evaluation.normalisation import Measure
from corrections.evaluation.reliability import Bin, calibration_error, reliability
from corrections.evaluation.scores import Evaluation, Rate, Scores, total

LONGEST = 20_000
"""Words of one text that the HTML shows side by side."""

_COLUMNS: tuple[tuple[str, Callable[[Scores], Rate]], ...] = (
    ("CER strict", lambda s: s.cer[Measure.STRICT]),
    ("CER normalised", lambda s: s.cer[Measure.NORMALISED]),
    ("CER letters", lambda s: s.cer[Measure.LETTERS]),
    ("WER strict", lambda s: s.wer[Measure.STRICT]),
    ("WER normalised", lambda s: s.wer[Measure.NORMALISED]),
    ("recall", lambda s: s.recall),
    ("precision", lambda s: s.precision),
)


def render_text(evaluations: Sequence[Evaluation], comparison: Comparison | None = None) -> str:
    """A table for the terminal, a line a text; with a comparison, also what correcting did."""
    rows = [("", tuple(head for head, _ in _COLUMNS)), *_rows(evaluations, comparison)]
    width = max(len(name) for name, _ in rows)
    lines = [name.ljust(width) + "".join(cell.rjust(16) for cell in cells) for name, cells in rows]
    if comparison:
        lines += ["", *(f"{name}: {value}" for name, value in _facts(comparison))]
        lines += [
            f"{m.harm}: {m.truth} | {m.before} -> {m.after} ({m.count} times; … {m.context} …)"
            for m in comparison.mistakes[:WORST]
        ]
    return "\n".join(lines) + "\n"


def render_json(evaluations: Sequence[Evaluation], comparison: Comparison | None = None) -> str:
    """Everything in numbers; alignments as spans of truth and text that differ."""
    content: dict[str, object] = {
        "texts": [_evaluation(evaluation) for evaluation in evaluations],
        "total": _scores(total(evaluation.scores for evaluation in evaluations)),
    }
    if comparison:
        content["comparison"] = _comparison(comparison)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def render_html(evaluations: Sequence[Evaluation], comparison: Comparison | None = None) -> str:
    """One page without scripts or outside files; everything that stood in a text is escaped."""
    bins = reliability(comparison.judgements) if comparison else ()
    return _template().render(
        heads=[head for head, _ in _COLUMNS],
        rows=list(_rows(evaluations, comparison)),
        summed=2 if comparison else int(len(evaluations) > 1),
        comparison=comparison,
        facts=list(_facts(comparison)) if comparison else [],
        bins=bins,
        points=[_point(bin_) for bin_ in bins],
        mistakes=comparison.mistakes[:WORST] if comparison else [],
        alignments=[(e.name, e.alignment[:LONGEST], max(0, len(e.alignment) - LONGEST)) for e in evaluations],
    )


def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters["share"] = _share
    return environment.get_template("report.html.jinja")


def _rows(
    evaluations: Sequence[Evaluation], comparison: Comparison | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All texts together first: before and after correcting, where that is compared."""
    if comparison:
        yield "before", _cells(comparison.before)
        yield "after", _cells(comparison.after)
    elif len(evaluations) > 1:
        yield "all", _cells(total(evaluation.scores for evaluation in evaluations))
    for evaluation in evaluations:
        yield evaluation.name or "text", _cells(evaluation.scores)


def _cells(scores: Scores) -> tuple[str, ...]:
    return tuple(_share(pick(scores).value) for _, pick in _COLUMNS)


def _facts(comparison: Comparison) -> Iterator[tuple[str, str]]:
    yield "wrong words put right", _of(comparison.fixed)
    yield "right words broken", _of(comparison.broken)
    yield "wrong words changed, still wrong", _of(comparison.changed)
    yield "precision", _of(comparison.precision)
    if comparison.judgements:
        error = calibration_error(reliability(comparison.judgements))
        yield "mean distance of promise and outcome", _share(error)


def _share(value: float) -> str:
    return f"{100 * value:.2f} %"


def _of(rate: Rate) -> str:
    return f"{_share(rate.value)} ({rate.count} of {rate.total})"


def _point(point: Bin) -> dict[str, object]:
    """A bin as a circle in the diagram's 260-pixel square; its area grows with the logarithm of the count."""
    return {
        "x": round(40 + 260 * point.mean, 1),
        "y": round(270 - 260 * point.right.value, 1),
        "r": round(3 + len(str(point.right.total)), 1),
        "label": f"{_share(point.mean)} promised, {_of(point.right)} right",
    }


def _rate(rate: Rate) -> dict[str, float]:
    return {"count": rate.count, "total": rate.total, "rate": round(rate.value, 6)}


def _scores(scores: Scores) -> dict[str, object]:
    return {
        "cer": {measure.value: _rate(rate) for measure, rate in scores.cer.items()},
        "wer": {measure.value: _rate(rate) for measure, rate in scores.wer.items()},
        "recall": _rate(scores.recall),
        "precision": _rate(scores.precision),
    }


def _evaluation(evaluation: Evaluation) -> dict[str, object]:
    differing = [span for span in evaluation.alignment if not span.equal]
    return {
        "name": evaluation.name,
        **_scores(evaluation.scores),
        "differences": [{"truth": " ".join(s.truth), "text": " ".join(s.text)} for s in differing],
    }


def _comparison(comparison: Comparison) -> dict[str, object]:
    bins = reliability(comparison.judgements)
    return {
        "before": _scores(comparison.before),
        "after": _scores(comparison.after),
        "fixed": _rate(comparison.fixed),
        "broken": _rate(comparison.broken),
        "changed": _rate(comparison.changed),
        "precision": _rate(comparison.precision),
        "calibration_error": round(calibration_error(bins), 6),
        "reliability": [{**asdict(b), "right": _rate(b.right)} for b in bins],
        "mistakes": [asdict(mistake) for mistake in comparison.mistakes[:WORST]],
    }
