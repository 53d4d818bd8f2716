"""One thing to look at: a span of words, what it may be, and why it is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from corrections.proposal import Candidate, Fault, Proposal, Recommendation

_CLINGING = re.compile(r"^[\W_]+|[\W_]+$")


_LEAST = 0.005
_MARK = 0.25
"""What a wrong mark is worth beside a wrong word."""


class Cause(StrEnum):
    """Why a span is shown to a reader."""

    PROPOSED = "proposed"
    """The corrector is not sure enough to act."""
    APPLIED = "applied"
    """The corrector has acted; a person may look again."""
    FLAGGED = "flagged"
    """A reader asked for a second one."""
    DISPUTED = "disputed"
    """Readers say different things of it."""
    STALE = "stale"
    """It was decided on another reading of the page; this is the nearest place now."""
    CHOSEN = "chosen"
    """The reader pointed at it."""


@dataclass(frozen=True)
class Doubt:
    """A span of neighbouring words in question.

    Attributes:
        document: id of the page or transcription.
        tokens: ids of the words, in order.
        before: what the engine read there, same length.
        current: what stands there now, after the decisions, same length.
        candidates: best first; may be empty.
        cause: why it is shown.
        fault: whose error it probably is.
        note: more about the cause, in words, or "".
        line: index of the line in which it begins.
        wrong: probability, 0 to 1, that what the engine read is wrong, whatever is right.
        stale: tokens and texts of the decision that no longer fits, for Cause.STALE.
    """

    document: str
    tokens: tuple[str, ...]
    before: tuple[str, ...]
    current: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    cause: Cause
    fault: Fault = Fault.MISREADING
    note: str = ""
    line: int = 0
    wrong: float = 0.0
    stale: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @cached_property
    def text(self) -> str:
        """What the engine read, as people read it."""
        return " ".join(self.before)

    @property
    def now(self) -> str:
        """What stands there now, as people read it."""
        return " ".join(text for text in self.current if text)

    @cached_property
    def form(self) -> str:
        """What makes two doubts alike: what the engine read, without capitals and clinging punctuation.

        With the punctuation where that is what is in doubt: "and_" is not like every "and".
        """
        plain = core(self.text)
        words_stay = any(core(candidate.text) == plain for candidate in self.candidates[:1])
        return self.text.lower() if words_stay else plain

    @cached_property
    def shown(self) -> tuple[Candidate, ...]:
        """The candidates worth a reader's look: up to nine, without those of less than half a percent."""
        best = self.candidates[:9]
        if not best or best[0].probability == 0:
            return best
        return best[: max(sum(candidate.probability >= _LEAST for candidate in best), 1)]

    @cached_property
    def pair(self) -> tuple[str, str]:
        """What makes doubts one group: what is read, and what it most likely should be."""
        return self.form, core(self.candidates[0].text) if self.candidates else ""

    @cached_property
    def gain(self) -> float:
        """Errors in words that looking at it is expected to remove, 0 to 1: a candidate is right, or none."""
        return max(self.known, self.wrong) * (_MARK if self._is_mark else 1.0)

    @property
    def _is_mark(self) -> bool:
        """Whether only marks are in doubt, no letter and no digit."""
        return bool(self.candidates) and _plain(self.candidates[0].text) == _plain(self.text)

    @cached_property
    def known(self) -> float:
        """The probability, 0 to 1, that one of the candidates is right, so that nothing has to be typed."""
        return min(sum(candidate.probability for candidate in self.candidates), 1.0)


LIKELY = 0.5
"""Probability of being wrong from which a person is asked about words that nobody has a better one for."""


def asks(proposal: Proposal) -> bool:
    """Whether a person is asked about it: the corrector has a doubt, or the words are likely wrong."""
    left = proposal.recommendation is Recommendation.LEAVE
    return proposal.recommendation is Recommendation.ASK or (left and proposal.wrong >= LIKELY)


@lru_cache(maxsize=1 << 16)
def core(text: str) -> str:
    """The text in lower case without the punctuation that clings to its ends; all of it if that is all."""
    return (strip(text) or text).lower()


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def strip(text: str) -> str:
    """The text without the punctuation that clings to its ends."""
    return _CLINGING.sub("", text)


@lru_cache(maxsize=1 << 16)
def transfer(old: str, new: str, other: str) -> str:
    """`other` changed as `old` was changed into `new`: its own punctuation kept, and its own capitals.

    "tne," → "the," makes of "Tne" "The". Where the change touches the punctuation, `new` as it is.
    """
    inner, wanted = strip(old), strip(new)
    if not inner or not wanted or old.replace(inner, wanted, 1) != new or core(old) != core(other):
        return new
    return other.replace(strip(other), _like(strip(other), inner, wanted), 1)


def _like(pattern: str, inner: str, wanted: str) -> str:
    if pattern == inner:
        return wanted
    if len(pattern) > 1 and pattern.isupper():
        return wanted.upper()
    return wanted[:1].upper() + wanted[1:] if pattern[:1].isupper() else wanted[:1].lower() + wanted[1:]
