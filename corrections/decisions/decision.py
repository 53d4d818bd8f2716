"""What was decided: by a person, or by the policy in a person's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the decision says of the span it is about."""

    CORRECT = "correct"
    """A misreading, put right: `after` is what the newspaper prints."""
    MISPRINT = "misprint"
    """The newspaper's own error: `before` stays visible, `after` is what was meant."""
    REGULARISE = "regularise"
    """No error: `before` stays, `after` is the usual modern form (orig/reg)."""
    KEEP = "keep"
    """Right as it stands; `after` equals `before`."""
    FLAG = "flag"
    """For a second reader; `after` equals `before`."""
    UNDO = "undo"
    """Takes back the newest decision on the same span."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the append-only store.

    Attributes:
        document: id of the page or transcription.
        tokens: ids of the words it is about, in order.
        before: their texts when it was made; a decision holds only while these still stand there.
        after: what they become, as in `Candidate.texts`.
        verdict: see Verdict.
        who: a person's name, or "redpencil" for the policy.
        when: with time zone.
        why: in words.
        version: of redpencil.
        probability: of the candidate when it was decided, 0 to 1; 1 for what a person typed.
        source: the lexicon entry's form that supports it, or "".
    """

    document: str
    tokens: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    verdict: Verdict
    who: str
    when: datetime
    why: str
    version: str
    probability: float = 1.0
    source: str = ""
