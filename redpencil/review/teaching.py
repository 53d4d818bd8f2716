"""What decisions and learned texts made of the doubts that are open: the same queue, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corrections.proposal import Proposal, Recommendation
from redpencil.review.doubt import asks
from redpencil.review.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Teaching:
    """The doubts that nobody has decided on, and what the taught corrector says of them.

    Attributes:
        open: doubts of the shipped corrector.
        certain: of these, how many the taught one applies.
        renamed: how many have another first candidate.
        settled: how many it no longer asks about.
        surer, less_sure: how many first candidates have become likelier, and less likely.
        new: doubts that only the taught corrector has.
    """

    open: int
    certain: int
    renamed: int
    settled: int
    surer: int
    less_sure: int
    new: int


def compare_queues(shipped: Iterable[Sheet], taught: Iterable[Sheet]) -> Teaching:
    """Hold the open doubts of the same documents against each other."""
    before, after = _proposals(shipped), _proposals(taught)
    doubts = {place: proposal for place, proposal in before.items() if asks(proposal)}
    pairs = [(old, after.get(place)) for place, old in doubts.items()]
    kept = [(old, new) for old, new in pairs if new and old.candidates and new.candidates]
    same = [(old.best, new.best) for old, new in kept if old.best.texts == new.best.texts]
    return Teaching(
        open=len(doubts),
        certain=sum(new is not None and new.recommendation is Recommendation.APPLY for _, new in pairs),
        renamed=len(kept) - len(same),
        settled=sum(new is None or _is_left(new) for _, new in pairs),
        surer=sum(new.probability > old.probability for old, new in same),
        less_sure=sum(new.probability < old.probability for old, new in same),
        new=sum(asks(new) and place not in doubts for place, new in after.items()),
    )


def _is_left(proposal: Proposal) -> bool:
    return proposal.recommendation is Recommendation.LEAVE and not asks(proposal)


def _proposals(sheets: Iterable[Sheet]) -> dict[tuple[str, tuple[str, ...]], Proposal]:
    """What is proposed for words that nobody has decided on."""
    return {
        (sheet.id, proposal.tokens): proposal
        for sheet in sheets
        for proposal in sheet.proposals
        if not sheet.decided(proposal.tokens)
    }
