"""Pictures: something like a screened photograph, for pages that need one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.typesetter.forme import Forme


def draw_pictures(forme: Forme, seed: int, screen: float = 60.0) -> NDArray[np.uint8]:
    """The ink of a page's pictures: dots that grow with the darkness, `screen` of them an inch."""
    ink = np.zeros((forme.height, forme.width), np.uint8)
    for number, box in enumerate(forme.pictures):
        tone = _shade(box.height, box.width, np.random.default_rng((seed, number)))
        y, x = np.mgrid[0 : box.height, 0 : box.width].astype(np.float32)
        period = forme.house.dpi / screen / (2 * np.pi)
        dots = (np.sin((x + y) * 0.7071 / period) + np.sin((x - y) * 0.7071 / period)) / 4 + 0.5
        ink[box.top : box.bottom, box.left : box.right] = np.where(tone > dots, 255, 0)
    return ink


def _shade(height: int, width: int, chance: np.random.Generator) -> NDArray[np.float32]:
    """Darkness from 0 to 1: a few dark figures before a clouded ground."""
    ground = cv2.resize(
        chance.random((5, 5), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    figures = np.zeros((height, width), np.float32)
    for _ in range(chance.integers(2, 6)):
        centre = int(chance.integers(0, width)), int(chance.integers(height // 4, height))
        axes = int(width * chance.uniform(0.05, 0.2)), int(height * chance.uniform(0.1, 0.35))
        turn = float(chance.uniform(0, 180))
        cv2.ellipse(figures, centre, axes, turn, 0, 360, float(chance.uniform(0.2, 0.6)), -1)
    soft = cv2.GaussianBlur(figures, (0, 0), max(1, width / 120))
    return np.asarray(np.clip(ground * 0.5 + soft, 0, 0.97), np.float32)
