"""Print of the other side that shines through: paler and softer than the page's own, it counts as paper."""

from __future__ import annotations

import cv2
import numpy as np

from scans.letters import Grey

_STROKE = 0.7
"""x-heights: strokes of the page's own type are thinner, those of the other side blurred to more."""
_DARKEST = 0.55
"""Share of the paper's brightness: what is wide and darker than this is ink."""


def close_strokes(flat: Grey, x_height: int) -> Grey:
    """The page without its strokes: paper, what shines through it, and the ink of large type and pictures.

    Args:
        flat: the page, its light evened (`scans.illumination.flatten`).
        x_height: of its letters in pixels.
    """
    side = max(3, round(_STROKE * x_height) | 1)
    smooth = cv2.GaussianBlur(flat, (3, 3), 0)
    return np.asarray(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)), np.uint8)


def lift_showthrough(flat: Grey, x_height: int) -> Grey:
    """The page divided by the brightness of its paper with what shines through; arguments as above."""
    paper = close_strokes(flat, x_height)
    paper[paper < _DARKEST * 255] = 255
    return np.asarray(cv2.divide(flat, paper, scale=255), np.uint8)
