"""How sure the corrector must be before it acts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corrections.proposal import Recommendation
from scans.errors import SettingsError

_MEASURED = (
    (0.9561, 0.5),
    (0.9653, 0.6),
    (0.9742, 0.7),
    (0.9822, 0.8),
    (0.9849, 0.85),
    (0.9884, 0.9),
    (0.9912, 0.95),
    (0.9951, 0.98),
    (1.0, 1.0),
)
"""Precision reached in cross-validation, and the least safety of the corrections applied for it."""


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

    @property
    def safety(self) -> float:
        """Least share of right among right and harmful that a correction of this precision needs."""
        precisions, safeties = zip(*_MEASURED, strict=True)
        return float(np.interp(self.precision, precisions, safeties))

    def recommend(self, right: float, harmful: float) -> Recommendation:
        """The recommendation, given how probably a correction is right, and how probably it does harm.

        Args:
            right: probability that the correction is what is printed.
            harmful: probability that what stands there is what is printed.
        """
        if right >= self.certainty and right >= self.safety * (right + harmful):
            return Recommendation.APPLY
        return Recommendation.ASK if right >= self.doubt else Recommendation.LEAVE
