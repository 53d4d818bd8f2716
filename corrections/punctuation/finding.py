"""How a rule says what it found."""

from __future__ import annotations

from corrections.passage import Passage
from corrections.proposal import Candidate, Proposal, Recommendation


def suggest(
    passage: Passage,
    start: int,
    reason: str,
    *candidates: tuple[tuple[str, ...], float],
    recommendation: Recommendation = Recommendation.ASK,
) -> Proposal:
    """A proposal for the tokens from index `start`; each candidate is its texts and a probability."""
    tokens = passage.tokens[start : start + len(candidates[0][0])]
    return Proposal(
        tuple(token.id for token in tokens),
        tuple(token.text for token in tokens),
        tuple(Candidate(texts, probability, reason) for texts, probability in candidates),
        recommendation,
    )
