"""Which doubts of a document are open for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrections.agreement import Dispute
from corrections.decision import Verdict
from corrections.proposal import Candidate, Proposal, Recommendation
from redpencil.correction import MACHINE
from redpencil.review.doubt import Cause, Doubt
from redpencil.review.sheet import Sheet
from redpencil.review.staleness import offer_places


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader wants to see beside what the corrector asks: its weak doubts, and what it has applied."""

    weak: bool = False
    applied: bool = False

    def wants(self, proposal: Proposal) -> bool:
        """Whether the proposal is to be looked at, if nobody has decided on it."""
        wanted = {
            Recommendation.ASK: True,
            Recommendation.LEAVE: self.weak,
            Recommendation.APPLY: self.applied,
        }
        return wanted[proposal.recommendation]


def open_doubts(sheet: Sheet, who: str, scope: Scope) -> Iterator[Doubt]:
    """The document's doubts that this reader should look at: as they stand in the text, questions first."""
    yield from _questions(sheet, who)
    if sheet.application.stale:
        yield from offer_places(sheet)
    for proposal in sheet.proposals:
        if scope.wants(proposal) and is_open(sheet, proposal.tokens, who):
            applied = any((r := sheet.reading(t)) and r.decision.who == MACHINE for t in proposal.tokens)
            cause = Cause.APPLIED if applied else Cause.PROPOSED
            yield sheet.doubt(proposal.tokens, proposal.candidates, cause)


def is_open(sheet: Sheet, tokens: tuple[str, ...], who: str) -> bool:
    """Whether the reader may still be asked: nothing stands that people decided, nor has this one spoken."""
    if sheet.decided(tokens):
        return False
    heard = [dispute for token in tokens if (dispute := sheet.heard.get(token))]
    if sheet.readers <= 1:
        return not heard
    return all(voice.who != who for dispute in heard for voice in dispute.voices)


def _questions(sheet: Sheet, who: str) -> Iterator[Doubt]:
    """What another reader flagged, and what readers say different things of."""
    for dispute in sheet.voices:
        newest = dispute.voices[-1]
        if newest.who == who or any(token not in sheet.tokens for token in dispute.tokens):
            continue
        if sheet.readers <= 1 and newest.verdict is Verdict.FLAG:
            note = f"{newest.who}: {newest.why}"
            yield sheet.doubt(dispute.tokens, _candidates(sheet, dispute), Cause.FLAGGED, note)
        elif sheet.readers > 1 and len(dispute.voices) >= sheet.readers and not _holds(sheet, dispute):
            note = "; ".join(describe(voice.who, voice.verdict, voice.after) for voice in dispute.voices)
            yield sheet.doubt(dispute.tokens, _candidates(sheet, dispute), Cause.DISPUTED, note)


def describe(who: str, verdict: Verdict, after: tuple[str, ...]) -> str:
    """What a reader said, in words."""
    said = " ".join(text for text in after if text)
    return f"{who}: {said or 'nothing'} ({verdict})"


def _holds(sheet: Sheet, dispute: Dispute) -> bool:
    return sheet.decided(dispute.tokens)


def _candidates(sheet: Sheet, dispute: Dispute) -> tuple[Candidate, ...]:
    """What the readers said, then what the corrector proposes."""
    said = {
        voice.after: Candidate(voice.after, 1 / len(dispute.voices), f"{voice.who} said so", voice.source)
        for voice in dispute.voices
        if voice.verdict not in (Verdict.FLAG, Verdict.KEEP)
    }
    proposal = sheet.proposed.get(dispute.tokens)
    rest = (c for c in (proposal.candidates if proposal else ()) if c.texts not in said)
    return (*said.values(), *rest)
