"""What the readers' own decisions teach about the doubts that are left."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from corrections.proposal import Candidate
from redpencil.review.doubt import Doubt, core, transfer

_WEIGHT = 2.0
"""How many decisions the corrector's own probability is worth."""


class Experience:
    """Counts of what people made of which form, over all documents."""

    def __init__(self) -> None:
        self._forms: dict[str, Counter[str]] = {}

    def learn(
        self, counts: Counter[tuple[str, str]], before: Counter[tuple[str, str]] | None = None
    ) -> frozenset[str]:
        """Add counts of (form, what became of it), in place of those learned before; returns what changed."""
        before = before or Counter()
        changed = {key for key in counts.keys() | before.keys() if counts[key] != before[key]}
        for form, after in changed:
            self._forms.setdefault(form, Counter())[after] += counts[form, after] - before[form, after]
        return frozenset(form for form, _ in changed)

    def refine(self, doubt: Doubt) -> Doubt:
        """The doubt with candidates as likely as past decisions on its form say, best first.

        The estimate is the mean of a beta distribution whose prior is the corrector's probability.
        """
        seen = self._forms.get(doubt.form)
        total = sum(seen.values()) if seen else 0
        if not seen or not total:
            return doubt
        known = [_refine(candidate, seen, total) for candidate in doubt.candidates]
        texts = {candidate.text.lower() for candidate in known}
        new = [
            candidate
            for after, count in seen.items()
            if count > 0 and after != doubt.form and len(doubt.tokens) == 1
            if (candidate := _recall(doubt, after, count, total)).text.lower() not in texts
        ]
        changed = total - seen[doubt.form]
        wrong = (changed + _WEIGHT * doubt.wrong) / (total + _WEIGHT)
        ranked = tuple(sorted((*known, *new), key=lambda candidate: -candidate.probability))
        return replace(doubt, candidates=ranked, wrong=wrong)


def _refine(candidate: Candidate, seen: Counter[str], total: int) -> Candidate:
    count = seen[core(candidate.text)]
    probability = (count + _WEIGHT * candidate.probability) / (total + _WEIGHT)
    said = f"{candidate.reason}; so decided {count} of {total} times"
    return Candidate(candidate.texts, probability, said, candidate.source)


def _recall(doubt: Doubt, after: str, count: int, total: int) -> Candidate:
    text = transfer(doubt.form, after, doubt.text)
    return Candidate((text,), count / (total + _WEIGHT), f"so decided {count} of {total} times")
