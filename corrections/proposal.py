"""What the corrector proposes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload


class Recommendation(StrEnum):
    """What to do with a proposal: apply it unasked, ask a person, or leave the text alone."""

    APPLY = "apply"
    ASK = "ask"
    LEAVE = "leave"


class Fault(StrEnum):
    """Whose error it is. A misreading is put right silently; a misprint stays visible as sic/corr."""

    MISREADING = "misreading"
    MISPRINT = "misprint"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to put a span of tokens right.

    Attributes:
        texts: what each token of the span becomes. "" merges a token into the one before it, a space
            inside splits it; line ends stay where they are: ("pos", "sible") → ("possible", ""),
            ("soextensive",) → ("so extensive",), ("coun-", "lry") → ("coun-", "try").
        probability: calibrated, that this is what the truth says; from 0 to 1.
        reason: in words, for people.
        source: the lexicon entry's form that supports it, or "".
    """

    texts: tuple[str, ...]
    probability: float
    reason: str
    source: str = ""

    @property
    def text(self) -> str:
        """The candidate as people read it."""
        return " ".join(text for text in self.texts if text)


class Ranking(Sequence[Candidate]):
    """Candidates, best first; those after the best are only made when they are looked at, as few are."""

    __slots__ = ("_best", "_others")

    def __init__(self, best: Candidate, others: Iterable[Candidate]) -> None:
        self._best, self._others = best, others

    @overload
    def __getitem__(self, at: int) -> Candidate: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, at: int | slice) -> Candidate | tuple[Candidate, ...]:
        return self._best if at == 0 else self._all[at]

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self._all == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all)

    @property
    def _all(self) -> tuple[Candidate, ...]:
        self._others = tuple(self._others)
        return (self._best, *self._others)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span of neighbouring tokens that may be wrong, and what may be right instead.

    Attributes:
        tokens: ids of the span, in order.
        before: their texts, same length.
        candidates: best first, each with as many texts as there are tokens; empty only where the text is left
            alone.
        recommendation: by the policy, for the first candidate.
        fault: whose error it probably is.
        wrong: probability that what stands there is wrong, whatever is right; 0 where nobody has said.
    """

    tokens: tuple[str, ...]
    before: tuple[str, ...]
    candidates: Sequence[Candidate]
    recommendation: Recommendation
    fault: Fault = Fault.MISREADING
    wrong: float = 0.0

    @property
    def best(self) -> Candidate:
        return self.candidates[0]

    @property
    def text(self) -> str:
        """What stands there now, as people read it."""
        return " ".join(self.before)
