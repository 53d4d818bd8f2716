"""How black the ink is, how even the paper, how grainy and soft the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from scans.grain import NORMAL_MEDIAN, measure_grain
from scans.grey import measure_level
from scans.letters import Grey, Letters, Mask
from scans.showthrough import close_strokes

_SAMPLES = 400


@dataclass(frozen=True, slots=True)
class Tone:
    """What was measured around the letters of a page that was divided by its paper's brightness.

    Attributes:
        paper: the brightness that three quarters of the paper exceed, 0 to 255; near 255.
        ink: brightness of the darkest tenth of the ink, 0 to 255.
        noise: standard deviation of the paper's grain in grey levels.
        softness: pixels over which the edge of a letter goes from ink to paper; 2 is sharp.
        unevenness: how far the paper's brightness varied before the division, as a share of itself.
        shade: by what share of the usual paper the darkest twentieth of it around letters is darker: what
            shines through of the other side.
    """

    paper: float
    ink: float
    noise: float
    softness: float
    unevenness: float
    shade: float


def measure_tone(flat: Grey, ink: Mask, letters: Letters, paper: Grey) -> Tone:
    """Measure on pieces around some of the letters; `paper` is what the page was divided by, at any scale.

    Raises ValueError when there are no letters.
    """
    pieces = _cut_pieces(flat, ink, letters)
    values = np.concatenate([grey.ravel() for grey, _ in pieces])
    inked = np.concatenate([mask.ravel() for _, mask in pieces])
    white, black = measure_level(values[~inked], 0.25), measure_level(values[inked], 0.1)
    slope = float(np.median([_measure_slope(grey) for grey, _ in pieces]))
    softness = max(1.0, white - black) / max(1.0, slope)
    noise, shade = _measure_noise(pieces), _measure_shade(pieces, letters.x_height)
    return Tone(white, black, noise, softness, _measure_unevenness(flat, letters, paper), shade)


def _cut_pieces(flat: Grey, ink: Mask, letters: Letters) -> list[tuple[Grey, Mask]]:
    reach = 2 * letters.x_height
    pieces = []
    for left, top, _, _ in letters.boxes[:: max(1, len(letters) // _SAMPLES)]:
        x, y = max(0, left - reach // 2), max(0, top - reach // 2)
        pieces.append((flat[y : y + 2 * reach, x : x + 2 * reach], ink[y : y + 2 * reach, x : x + 2 * reach]))
    return pieces


def _measure_slope(piece: Grey) -> float:
    """The steepest slope in a piece but for 2 %, in grey levels a pixel."""
    return measure_level(cv2.absdiff(piece[:, 2:], piece[:, :-2]), 0.98) / 2


def _measure_noise(pieces: list[tuple[Grey, Mask]]) -> float:
    grain = np.concatenate([measure_grain(grey)[_find_blank(ink)] for grey, ink in pieces])
    return float(np.median(grain)) / NORMAL_MEDIAN if grain.size else 0.0


def _measure_shade(pieces: list[tuple[Grey, Mask]], x_height: int) -> float:
    blank = np.concatenate([close_strokes(grey, x_height)[_find_blank(ink)] for grey, ink in pieces])
    return 1 - measure_level(blank, 0.05) / max(1.0, measure_level(blank, 0.5))


def _find_blank(ink: Mask) -> Mask:
    return np.asarray(cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0)


def _measure_unevenness(flat: Grey, letters: Letters, paper: Grey) -> float:
    scale = paper.shape[1] / flat.shape[1], paper.shape[0] / flat.shape[0]
    x = np.clip((letters.boxes[:, 0] * scale[0]).astype(int), 0, paper.shape[1] - 1)
    y = np.clip((letters.boxes[:, 1] * scale[1]).astype(int), 0, paper.shape[0] - 1)
    low, middle, high = np.percentile(paper[y, x], (5, 50, 95))
    return float((high - low) / max(1.0, middle))
