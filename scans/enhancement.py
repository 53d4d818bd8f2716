"""The filters that make print easier to read, each applied only where the page was measured to need it."""

from __future__ import annotations

import cv2
import numpy as np

from scans.grey import measure_level
from scans.illumination import Evened, find_ink
from scans.letters import Grey, Letters
from scans.showthrough import lift_showthrough
from scans.tone import Tone, measure_tone

_SHADED = 0.055
"""Share by which the print of the other side darkens the paper; lifting less costs more than it brings."""
_UNEVEN, _PALE = 0.04, 100.0
_WASHED_OUT, _SOFT = 130.0, 2.2
"""Ink this pale with edges this soft has lost its thin strokes to blur."""
_GRITTY, _BLURRED = 10.0, 0.21
"""Grey levels of grain in full contrast that sharpening would make dots and marks of; edges so many x-heights
wide are worth it nevertheless."""
_NOISY = 10.0
"""Grain in grey levels that is worth smoothing."""
_WORN = 0.17, 0.6
"""Pieces for each letter of print whose thin strokes are gone: dots and marks of sound print make .04 to .16;
where there are more, no letters were told."""
_INKED = 0.01
"""Share of a page that is ink, however little is printed and however pale."""
_DARKER = 2.0
"""Power that the brightness, 0 to 1, of worn print is raised to: pale strokes show, black ones stay."""


def enhance(grey: Grey, evened: Evened, letters: Letters) -> tuple[Grey, tuple[str, ...]]:
    """The page with what it needs of: grain smoothed, light evened, contrast, sharpness.

    Args:
        grey: the page.
        evened: the same in even light (`scans.illumination.even`).
        letters: on it.

    Returns:
        The page of the same size, and an account of each step that was taken.

    Raises:
        ValueError: the page has no letters.
    """
    steps: list[str] = []
    flat, tone = evened.flat, measure_tone(evened.flat, evened.ink, letters, evened.paper)
    if tone.shade > _SHADED:
        grey = flat = lift_showthrough(flat, letters.x_height)
        steps.append(f"print of the other side lifted that darkens the paper by {tone.shade:.0%}")
        tone = measure_tone(flat, find_ink(flat), letters, evened.paper)
    if tone.noise > _NOISY:
        radius = min(1.2, max(0.5, 0.08 * letters.x_height))
        steps.append(f"Gaussian {radius:.1f} px against noise of {tone.noise:.0f} grey levels")
        flat = smooth(flat, radius)
    clear = _develop(grey, flat, tone, letters.x_height, steps)
    if tone.ink < _PALE and _WORN[0] < letters.broken < _WORN[1]:
        clear = darken(stretch(flat, tone.ink, tone.paper))
        steps.append(f"thin strokes darkened of print with {letters.broken:.2f} pieces for a letter")
    return clear, tuple(steps)


def _develop(grey: Grey, flat: Grey, tone: Tone, x_height: int, steps: list[str]) -> Grey:
    """Full contrast; the page as it was when its light and contrast were good already."""
    if tone.noise <= _NOISY and tone.unevenness < _UNEVEN and tone.ink < _PALE:
        return grey
    steps.append(f"light evened by {tone.unevenness:.0%}, ink from {tone.ink:.0f} to 0")
    clear = stretch(flat, tone.ink, tone.paper)
    if tone.ink < _WASHED_OUT or tone.softness < _SOFT or tone.noise > _NOISY:
        return clear
    grain = tone.noise * 255 / max(1.0, tone.paper - tone.ink)
    if grain > _GRITTY and tone.softness < _BLURRED * x_height:
        return clear
    radius = 0.15 * x_height
    steps.append(f"unsharp mask {radius:.1f} px against edges {tone.softness:.1f} px wide")
    return sharpen(clear, radius)


def smooth(grey: Grey, radius: float) -> Grey:
    """The image under a Gaussian of `radius` pixels."""
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), radius), np.uint8)


def bring_out(flat: Grey, paper: float = 0.5) -> Grey:
    """A page in even light, its darkest hundredth black, and white what is lighter than the share `paper`."""
    return stretch(flat, measure_level(flat, _INKED), measure_level(flat, paper))


def stretch(grey: Grey, black: float, white: float) -> Grey:
    """The image with the grey level `black` at 0 and `white` at 255."""
    levels = (np.arange(256) - black) * 255 / max(1.0, white - black)
    return np.asarray(cv2.LUT(grey, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


def darken(grey: Grey) -> Grey:
    """The image with all but black and white darker."""
    return np.asarray(cv2.LUT(grey, (255 * (np.arange(256) / 255) ** _DARKER).astype(np.uint8)), np.uint8)


def sharpen(grey: Grey, radius: float) -> Grey:
    """The image and once more what a Gaussian of `radius` pixels would take from it (unsharp mask)."""
    return np.asarray(cv2.addWeighted(grey, 2, smooth(grey, radius), -1, 0), np.uint8)
