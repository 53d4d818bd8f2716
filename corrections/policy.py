"""How sure the corrector must be before it acts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from corrections.proposal import Recommendation
from scans.errors import SettingsError

NOISES = (0.04, 0.12)
"""Shares of unknown words by which clean, fair and noisy texts are told apart."""
_MEASURED = (
    (
        (0.936, 0.5),
        (0.9461, 0.6),
        (0.957, 0.7),
        (0.9673, 0.8),
        (0.9724, 0.85),
        (0.9791, 0.9),
        (0.9876, 0.95),
        (0.9955, 0.98),
        (1.0, 1.0),
    ),
    (
        (0.9691, 0.5),
        (0.9743, 0.6),
        (0.979, 0.7),
        (0.9847, 0.8),
        (0.987, 0.85),
        (0.9902, 0.9),
        (0.9948, 0.95),
        (0.9973, 0.98),
        (1.0, 1.0),
    ),
    (
        (0.9608, 0.5),
        (0.9707, 0.6),
        (0.9804, 0.7),
        (0.9882, 0.8),
        (0.9912, 0.85),
        (0.9929, 0.9),
        (0.995, 0.95),
        (0.9973, 0.98),
        (1.0, 1.0),
    ),
)
"""By noise the precision reached in cross-validation, and the least safety of what was applied for it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What to do with a proposal.

    Attributes:
        precision: of the corrections applied unasked that touch a word which was right, or make right
            one that was wrong, the share of the latter; from 0.5 to 1. A wrong word that becomes
            another wrong word is not counted here, but kept rare by `certainty`.
        certainty: least probability that an applied correction is what the newspaper prints.
        doubt: probability from which a person is asked; below it the text is left alone.
    """

    precision: float = 0.98
    certainty: float = 0.4
    doubt: float = 0.2

    def __post_init__(self) -> None:
        for name, least in (("precision", 0.5), ("certainty", 0.0), ("doubt", 0.0)):
            value = getattr(self, name)
            if not least <= value <= 1:
                raise SettingsError(
                    name, f"{value} is not between {least} and 1", "Give a share such as 0.98"
                )

    def safety(self, noise: float) -> float:
        """Least share of right among right and harmful that a correction of this precision needs.

        In a noisy text most corrections are of what cannot be right as it stands, so that the same precision
        is had with doubtful ones among them; in a clean text hardly any may be doubtful.

        Args:
            noise: share of unknown words in the text, 0 to 1.
        """
        precisions, safeties = zip(*_MEASURED[bisect_right(NOISES, noise)], strict=True)
        return float(np.interp(self.precision, precisions, safeties))

    def recommend(self, right: float, harmful: float, noise: float = 0.0) -> Recommendation:
        """The recommendation, given how probably a correction is right, and how probably it does harm.

        Args:
            right: probability that the correction is what is printed.
            harmful: probability that what stands there is what is printed.
            noise: share of unknown words in the text.
        """
        if right >= self.certainty and right >= self.safety(noise) * (right + harmful):
            return Recommendation.APPLY
        return Recommendation.ASK if right >= self.doubt else Recommendation.LEAVE
