"""Which doubts of a document are open for a reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from corrections.decisions.agreement import Dispute
from corrections.decisions.decision import Verdict
from corrections.proposal import Candidate, Proposal, Recommendation
from redpencil.machine import MACHINE
from redpencil.review.doubt import Cause, Doubt, asks, core
from redpencil.review.sheet import Sheet
from redpencil.review.staleness import offer_places

_UNKNOWN = "likely misread; type what is printed"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader wants to see beside what is likely wrong: weak doubts, and what has been applied."""

    weak: bool = False
    applied: bool = False

    def wants(self, proposal: Proposal) -> bool:
        """Whether the proposal is to be looked at, if nobody has decided on it."""
        if proposal.recommendation is Recommendation.APPLY:
            return self.applied
        return self.weak or asks(proposal)


Slot = tuple[int, int]
"""0 for people's questions and 1 for proposals, and its number among them: sorts as the text reads."""
Change = tuple[Slot, Doubt | None]
"""What is asked there now; None for nothing any more."""


class Opening:
    """What of one document is open for one reader.

    Args:
        sheet: the document.
        who: the reader.
        scope: what the reader wants to see.
        refine: puts into a doubt what past decisions taught; None where they settled it.
    """

    def __init__(self, sheet: Sheet, who: str, scope: Scope, refine: Callable[[Doubt], Doubt | None]) -> None:
        self._sheet, self._who, self._refine = sheet, who, refine
        self._proposals = [proposal for proposal in sheet.proposals if scope.wants(proposal)]
        self._by_token: dict[str, list[int]] = {}
        self._by_form: dict[str, list[int]] = {}
        self._asked: tuple[Doubt, ...] = ()
        for index, proposal in enumerate(self._proposals):
            self._by_form.setdefault(core(proposal.text), []).append(index)
            for token in proposal.tokens:
                self._by_token.setdefault(token, []).append(index)

    @property
    def document(self) -> str:
        """Its id."""
        return self._sheet.id

    def all(self) -> Iterator[Change]:
        """Everything."""
        yield from self._ask()
        yield from self._look(range(len(self._proposals)))

    def update(self, tokens: Iterable[str]) -> Iterator[Change]:
        """What people ask, and what was proposed about these words."""
        yield from self._ask()
        yield from self._look({index for token in tokens for index in self._by_token.get(token, ())})

    def learn(self, forms: Collection[str]) -> Iterator[Change]:
        """What is asked and was proposed about words of these forms."""
        if any(doubt.form in forms for doubt in self._asked):
            yield from self._ask()
        for form in forms:
            yield from self._look(self._by_form.get(form, ()))

    def _look(self, indexes: Iterable[int]) -> Iterator[Change]:
        for index in indexes:
            yield (1, index), self._doubt(self._proposals[index])

    def _doubt(self, proposal: Proposal) -> Doubt | None:
        sheet = self._sheet
        if not is_open(sheet, proposal.tokens, self._who):
            return None
        applied = any((r := sheet.reading(t)) and r.decision.who == MACHINE for t in proposal.tokens)
        cause = Cause.APPLIED if applied else Cause.PROPOSED
        note = "" if proposal.candidates else _UNKNOWN
        return self._refine(sheet.doubt(proposal.tokens, proposal.candidates, cause, note))

    def _ask(self) -> Iterator[Change]:
        before = len(self._asked)
        stale = offer_places(self._sheet) if self._sheet.application.stale else ()
        self._asked = (*_questions(self._sheet, self._who), *stale)
        for index, doubt in enumerate(self._asked):
            yield (0, index), self._refine(doubt)
        for index in range(len(self._asked), before):
            yield (0, index), None


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
