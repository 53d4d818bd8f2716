"""Pages of blocks in the place of letters."""

import numpy as np
import pytest

LETTER, PITCH = 12, 22
"""Height of a letter and distance of lines, in pixels."""


class Paper:
    """A white page to print on; `image` is grey."""

    def __init__(self, width=1200, height=1600):
        self.image = np.full((height, width), 255, np.uint8)
        self.chance = np.random.default_rng(7)

    def print_line(self, left, top, right, size=LETTER):
        """Words of one to nine letters with a little white between, flush on both sides."""
        x = left
        while x < right - size:
            for _ in range(int(self.chance.integers(2, 9))):
                if x + size * 0.6 > right:
                    break
                self._print_letter(x, top, size)
                x += int(size * 0.8)
            x += int(size * 0.6)
        self._print_letter(right - int(size * 0.6), top, size)
        return self

    def _print_letter(self, left, top, size):
        """Two stems and a bar, like an n or an H."""
        wide, stem, bar = int(size * 0.6), max(2, size // 6), int(self.chance.integers(0, size // 2))
        self.image[top : top + size, left : left + stem] = 0
        self.image[top : top + size, left + wide - stem : left + wide] = 0
        self.image[top + bar : top + bar + stem, left : left + wide] = 0

    def print_column(self, left, top, right, lines):
        for line in range(lines):
            self.print_line(left + (20 if line % 6 == 0 else 0), top + PITCH * line, right)
        return self

    def rule(self, left, top, right, bottom):
        self.image[top:bottom, left:right] = 0
        return self


@pytest.fixture
def paper():
    return Paper


@pytest.fixture
def pitch():
    return PITCH
