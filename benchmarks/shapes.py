"""Which letters look alike in print: how likely a confusion is that was never counted.

Letters are drawn in a face of the period, blurred as ink does, and laid over each other.
"""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corrections.channel import Edit

FACE = "/usr/share/fonts/truetype/fonts-oldstandard/OldStandard-Regular.ttf"
SIZE, BLUR, HEIGHT, WIDTH = 48, 2.0, 20, 14
INK, STRETCH, FARTHEST = 0.15, 0.35, 0.2

LETTERS = [*string.ascii_lowercase, *string.ascii_uppercase, *"1!|"]
PAIRS = [a + b for a in string.ascii_letters for b in string.ascii_letters if a.isupper() or b.islower()]
MEANT = [*string.ascii_lowercase, *(a + b for a in string.ascii_lowercase for b in string.ascii_lowercase)]

RATES = {
    (2, 1): ((0.09, 0.11, 0.135, 0.2), (1.0e-3, 2.5e-4, 1.2e-4, 1.0e-4)),
    (1, 2): ((0.09, 0.11, 0.135, 0.2), (1.5e-3, 7e-4, 6e-4, 4e-4)),
    (2, 2): ((0.05, 0.07, 0.09, 0.1), (1.4e-3, 8.3e-4, 2.3e-4, 1.6e-4)),
}
"""By how many letters are read and meant: difference of their shapes, and the share at which small letters
that differ so were confused in articles that the channel had not seen, where it had no count for them.
Beyond the last difference no count is given."""
CAPITAL = 0.2
"""How much rarer it is where a capital is read."""


@dataclass(frozen=True)
class Shape:
    """A drawn string: its ink on a grid of one size, and how wide it was, in pixels."""

    ink: np.ndarray
    width: int


def draw(text: str, font: ImageFont.FreeTypeFont) -> Shape:
    """The shape of a string, as high as the face and as wide as its ink."""
    image = Image.new("L", (4 * SIZE, 3 * SIZE // 2))
    ImageDraw.Draw(image).text((SIZE // 2, SIZE // 6), text, font=font, fill=255)
    image = image.filter(ImageFilter.GaussianBlur(BLUR))
    inked = np.flatnonzero(np.asarray(image).max(axis=0) > INK * 255)
    left, right = int(inked[0]), int(inked[-1]) + 1
    grid = image.crop((left, 0, right, image.height)).resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    return Shape(np.asarray(grid, dtype=np.float64).ravel() / 255, right - left)


def measure_differences(reads: Sequence[str], meants: Sequence[str]) -> np.ndarray:
    """How different strings look, shape (reads, meants): ink by the root mean square, and width."""
    font = ImageFont.truetype(FACE, SIZE)
    first, second = ([draw(text, font) for text in texts] for texts in (reads, meants))
    left, right = (np.stack([shape.ink for shape in shapes]) for shapes in (first, second))
    squares = (left**2).sum(1)[:, None] + (right**2).sum(1) - 2 * left @ right.T
    widths = [np.log([shape.width for shape in shapes]) for shapes in (first, second)]
    return np.sqrt(squares.clip(0) / left.shape[1]) + STRETCH * np.abs(widths[0][:, None] - widths[1])


def imagine_confusions(counts: Mapping[Edit, float]) -> dict[Edit, float]:
    """Counts to expect of confusions of one or two letters that look alike and were not counted.

    What one letter can explain is left out: "tb" for "th" is "b" for "h".
    """
    totals: dict[str, float] = {}
    for edit, count in counts.items():
        totals[edit.meant] = totals.get(edit.meant, 0.0) + count
    found: dict[Edit, float] = {}
    reads = [*LETTERS, *PAIRS]
    for change in (str.lower, str.capitalize, str.upper):
        differences = measure_differences(reads, [change(meant) for meant in MEANT])
        for row, column in zip(*np.nonzero(differences < FARTHEST), strict=True):
            edit = Edit(reads[row], MEANT[column])
            if edit not in counts and _fits(edit, change(MEANT[column])):
                rate = _rate(edit, float(differences[row, column]))
                found[edit] = max(found.get(edit, 0.0), rate * totals.get(edit.meant, 0.0))
    return {edit: round(count, 3) for edit, count in found.items() if count >= 0.001}


def _fits(edit: Edit, printed: str) -> bool:
    """Whether no letter is the same, and a capital stands only for a capital."""
    read, meant = edit.read.lower(), edit.meant
    apart = len(read) + len(meant) > 2 and read[0] != meant[0] and read[-1] != meant[-1]
    return apart and (printed.islower() or edit.read[0].isupper())


def _rate(edit: Edit, difference: float) -> float:
    differences, rates = RATES[len(edit.read), len(edit.meant)]
    rare = 1.0 if edit.read.islower() else CAPITAL
    if difference > differences[-1]:
        return 0.0
    return rare * math.exp(float(np.interp(difference, differences, np.log(rates))))
