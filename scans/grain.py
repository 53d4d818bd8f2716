"""Grain: how far the pixels of even paper differ from each other."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from scans.grey import measure_level
from scans.letters import Grey

GRAINY = 18.0
"""Standard deviation in grey levels above which grain costs more than smoothing it."""

NORMAL_MEDIAN = 0.6745
"""The median of the absolute values of a normal distribution, in standard deviations."""

_STRIPS, _STRIP = 8, 32
"""How many strips of a page are looked at, and how many pixels each is high."""
_IMMERKAER = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def measure_grain(grey: Grey) -> npt.NDArray[np.float32]:
    """How far each pixel is from what its neighbours let expect, in grey levels; blind to flat ramps.

    Its median over even paper is NORMAL_MEDIAN standard deviations of the noise. The mask is Immerkær's (Fast
    noise variance estimation, 1996).
    """
    return np.asarray(np.abs(cv2.filter2D(grey, cv2.CV_32F, _IMMERKAER)) / 6, np.float32)


def measure_noise(grey: Grey) -> float:
    """The standard deviation of a whole page's grain, in grey levels of white paper; by strips of it."""
    step = max(_STRIP, len(grey) // _STRIPS)
    strips = np.concatenate([grey[top : top + _STRIP] for top in range(0, len(grey), step)])
    noise = float(np.median(measure_grain(strips))) / NORMAL_MEDIAN
    return noise * 255 / max(1.0, measure_level(strips, 0.75))
