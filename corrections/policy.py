"""How sure the corrector must be before it acts."""

from __future__ import annotations

from dataclasses import dataclass

from corrections.proposal import Recommendation
from scans.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Policy:
    """What to do with a proposal of a given probability.

    Attributes:
        precision: share of the corrections applied unasked that must be right, from 0.5 to 1. A
            proposal is applied when its calibrated probability is at least this.
        doubt: probability from which a person is asked; below it the text is left alone.
        gap: least difference in probability to the second candidate for a proposal to be applied.
    """

    precision: float = 0.98
    doubt: float = 0.3
    gap: float = 0.5

    def __post_init__(self) -> None:
        if not 0.5 <= self.precision <= 1:
            raise SettingsError(
                "precision", f"{self.precision} is not between 0.5 and 1", "Give a share such as 0.98"
            )

    def recommend(self, best: float, second: float = 0.0) -> Recommendation:
        """The recommendation for the best candidate, given the probabilities of the first two."""
        if best >= self.precision and best - second >= self.gap:
            return Recommendation.APPLY
        return Recommendation.ASK if best >= self.doubt else Recommendation.LEAVE
