"""What correcting did to a text: held against the truth before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corrections.evaluation.alignment import align
from corrections.evaluation.normalisation import Measure, read_words
from corrections.evaluation.reliability import Judgement, judge
from corrections.evaluation.scores import Rate, Scores, evaluate, total
from corrections.plain_text.edits import Change

WORST = 50
_CONTEXT = 3


class Harm(StrEnum):
    """What kind of mistake is left, the worst first."""

    BROKEN = "broken"
    """It was right and is wrong now."""
    CHANGED = "changed"
    """It was wrong, was changed, and is still wrong."""
    MISSED = "missed"
    """It was wrong and is as it was."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word of the truth that the corrected text has wrong, in lower case without punctuation.

    `count` says how often the same stands for the same; `context` shows the truth around the first.
    """

    harm: Harm
    truth: str
    before: str
    after: str
    count: int
    context: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text before and after correction.

    Attributes:
        before, after: scores of both.
        fixed: how many of the truth's words that were wrong are right now.
        broken: how many of the truth's words that were right are wrong now.
        changed: how many of the truth's words were wrong, were changed and are still wrong.
        mistakes: all kinds of mistakes that are left, worst first.
        judgements: of changes with their probabilities, where they were given.
    """

    before: Scores
    after: Scores
    fixed: Rate
    broken: Rate
    changed: Rate
    mistakes: tuple[Mistake, ...]
    judgements: tuple[Judgement, ...] = ()

    @property
    def precision(self) -> Rate:
        """Of the words that came right or went wrong, the share that came right."""
        return Rate(self.fixed.count, self.fixed.count + self.broken.count)


def compare(truth: str, before: str, after: str, changes: Iterable[Change] = ()) -> Comparison:
    """Hold a text against the truth before and after correction, word by word and normalised.

    A word counts as wrong when what stands for it is not just that word; a word that was split or
    joined is wrong. `changes` are those that `proofread` proposed for `before`.
    """
    words = read_words(truth, Measure.NORMALISED)
    readings = list(zip(words, _readings(words, before), _readings(words, after), strict=True))
    wrong = [(old, new) for word, old, new in readings if old != word]
    right = [new == word for word, old, new in readings if old == word]
    fixed = sum(new == word for word, old, new in readings if old != word)
    changed = sum(old != new for old, new in wrong) - fixed
    return Comparison(
        before=evaluate(truth, before).scores,
        after=evaluate(truth, after).scores,
        fixed=Rate(fixed, len(wrong)),
        broken=Rate(len(right) - sum(right), len(right)),
        changed=Rate(changed, len(wrong)),
        mistakes=tuple(_mistakes(readings)),
        judgements=tuple(judge(truth, before, changes)),
    )


def total_comparison(comparisons: Sequence[Comparison]) -> Comparison:
    """The comparisons of many texts as of one."""
    nothing = Rate(0, 0)
    return Comparison(
        before=total(row.before for row in comparisons),
        after=total(row.after for row in comparisons),
        fixed=sum((row.fixed for row in comparisons), nothing),
        broken=sum((row.broken for row in comparisons), nothing),
        changed=sum((row.changed for row in comparisons), nothing),
        mistakes=_merge(mistake for row in comparisons for mistake in row.mistakes),
        judgements=tuple(judgement for row in comparisons for judgement in row.judgements),
    )


def _readings(words: Sequence[str], text: str) -> Iterator[str]:
    """What stands for each word of the truth."""
    for span in align(words, read_words(text, Measure.NORMALISED)):
        yield from (" ".join(span.text) for _ in span.truth)


def _mistakes(readings: Sequence[tuple[str, str, str]]) -> tuple[Mistake, ...]:
    found: list[Mistake] = []
    for place, (word, old, new) in enumerate(readings):
        if new != word:
            harm = Harm.BROKEN if old == word else Harm.MISSED if old == new else Harm.CHANGED
            around = readings[max(0, place - _CONTEXT) : place + _CONTEXT + 1]
            found.append(Mistake(harm, word, old, new, 1, " ".join(row[0] for row in around)))
    return _merge(found)


def _merge(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    counts: Counter[tuple[Harm, str, str, str]] = Counter()
    contexts: dict[tuple[Harm, str, str, str], str] = {}
    for mistake in mistakes:
        key = (mistake.harm, mistake.truth, mistake.before, mistake.after)
        counts[key] += mistake.count
        contexts.setdefault(key, mistake.context)
    order = list(Harm)
    merged = (Mistake(*key, count, contexts[key]) for key, count in counts.items())
    return tuple(sorted(merged, key=lambda m: (order.index(m.harm), -m.count, m.truth, m.before, m.after)))
