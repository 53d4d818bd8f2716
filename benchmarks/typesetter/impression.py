"""The impression: ink on cheap paper, half a lifetime in a cellar, and a scanner.

All strengths are shares of full black from 0 to 1, all lengths points (1/72 inch) unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wear:
    """What happened to the page.

    Attributes:
        ink: blackness of full ink.
        gain: how far ink spreads beyond the type.
        ragged: unevenness of the letters' edges, from 0 to about 0.2.
        fade: by how much ink is paler where the inking was poor.
        ghost: strength of the other side's print shining through.
        tone: brightness of the paper, from 0 to 1.
        mottle, grain: unevenness of the paper, wide and fine.
        light: fall-off of the light from one corner to the opposite one.
        focus: blur of the scanner.
        noise: of the scanner's sensor, standard deviation.
        specks: dust and foxing, spots a square inch.
        skew: degrees, clockwise positive.
        bend: sideways and downward bow of the sheet.
        torn: depth of a torn edge at the right; 0 for none.
        border: inches of the scanner's bed around the sheet.
        bed: brightness of that bed.
        scale: the scan's resolution against the press's, at most 1.
    """

    ink: float = 0.88
    gain: float = 0.10
    ragged: float = 0.07
    fade: float = 0.25
    ghost: float = 0.05
    tone: float = 0.86
    mottle: float = 0.025
    grain: float = 0.02
    light: float = 0.12
    focus: float = 0.22
    noise: float = 0.022
    specks: float = 0.5
    skew: float = 0.0
    bend: float = 0.0
    torn: float = 0.0
    border: float = 0.12
    bed: float = 0.25
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Warp:
    """How the flat sheet lies in the scan: shifted, turned, bowed and reduced; pixels and radians."""

    width: int
    height: int
    border: int
    angle: float
    bend: float
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the scan."""
        return (
            round((self.width + 2 * self.border) * self.scale),
            round((self.height + 2 * self.border) * self.scale),
        )

    def sources(self, x: Field, y: Field) -> tuple[Field, Field]:
        """Where on the flat sheet the points x, y of the scan come from."""
        cosine, sine = np.cos(self.angle), np.sin(self.angle)
        across, down = (
            x / self.scale - self.width / 2 - self.border,
            y / self.scale - self.height / 2 - self.border,
        )
        u = across * cosine + down * sine
        v = -across * sine + down * cosine
        bow_x = self.bend * np.sin(np.pi * (v / self.height + 0.5) * 1.4)
        bow_y = 0.5 * self.bend * np.sin(np.pi * (u / self.width + 0.5) * 1.7)
        return (
            (u + bow_x + self.width / 2).astype(np.float32),
            (v + bow_y + self.height / 2).astype(np.float32),
        )

    def targets(self, x: Field, y: Field) -> tuple[Field, Field]:
        """Where in the scan the points x, y of the flat sheet lie, by fixed-point iteration."""
        to_x, to_y = (x + self.border) * self.scale, (y + self.border) * self.scale
        for _ in range(12):
            back_x, back_y = self.sources(to_x, to_y)
            to_x, to_y = to_x + (x - back_x) * self.scale, to_y + (y - back_y) * self.scale
        return to_x, to_y


def lay(width: int, height: int, dpi: int, wear: Wear) -> Warp:
    """The warp of a sheet of so many pixels."""
    border, angle = round(wear.border * dpi), float(np.radians(wear.skew))
    return Warp(width, height, border, angle, wear.bend * dpi / 72, wear.scale)


def tear_line(height: int, width: int, dpi: int, wear: Wear, seed: int) -> Field:
    """Where the right edge of the sheet is at each row: a ragged line that goes in and out."""
    chance = np.random.default_rng((seed, 1))
    rows = np.arange(height)
    coarse = np.interp(rows, np.linspace(0, height, 9), chance.uniform(0, 1, 9) ** 2)
    fine = np.interp(rows, np.linspace(0, height, 160), chance.uniform(0, 0.15, 160))
    return np.asarray(width - (coarse + fine) * wear.torn * dpi / 72, np.float32)


def print_page(
    ink: NDArray[np.uint8], other_side: NDArray[np.uint8] | None, dpi: int, wear: Wear, seed: int
) -> NDArray[np.uint8]:
    """The scan of a printed page, grey, larger than `ink` by the border on each side, then scaled.

    Args:
        ink: what the type prints, 0 for paper to 255 for full ink.
        other_side: the same for the back of the sheet; None where it is blank.
        dpi: of both.
        wear: what happens to the page.
        seed: the same seed gives the same scan.
    """
    chance = np.random.default_rng(seed)
    point = dpi / 72
    inked = _spread(ink, point, wear, chance)
    sheet = wear.tone + _clouds(ink.shape, 6, wear.mottle, chance) + _grain(ink.shape, wear.grain, chance)
    if other_side is not None and wear.ghost:
        ghost = cv2.GaussianBlur(other_side[:, ::-1].astype(np.float32) / 255, (0, 0), 0.9 * point)
        sheet -= wear.ghost * ghost
    _speckle(sheet, dpi, wear, chance)
    sheet *= 1 - inked * wear.ink
    if wear.torn:
        edge = tear_line(ink.shape[0], ink.shape[1], dpi, wear, seed)
        sheet[np.arange(ink.shape[1])[None, :] > edge[:, None]] = wear.bed
    return _scan(sheet, lay(ink.shape[1], ink.shape[0], dpi, wear), point, wear, chance)


def _spread(ink: NDArray[np.uint8], point: float, wear: Wear, chance: np.random.Generator) -> Field:
    """Ink as it bites into paper: spread, with ragged edges, and paler where the roller was dry."""
    soft = cv2.GaussianBlur(ink.astype(np.float32) / 255, (0, 0), 0.22 * point)
    edge = 0.5 - wear.gain + _rough(ink.shape, 0.35 * point, wear.ragged, chance)
    inked = np.clip((soft - edge) * 2.5 + 0.5, 0, 1) * (soft > 0.02)
    paler = np.clip(_clouds(ink.shape, 14, 1.0, chance), 0, 1)
    mealy = 1 - np.abs(_rough(ink.shape, 0.5 * point, 0.25, chance))
    return np.asarray(inked * mealy * (1 - wear.fade * paler), np.float32)


def _clouds(shape: tuple[int, ...], cells: int, strength: float, chance: np.random.Generator) -> Field:
    """A slowly changing field around 0 with so many waves along the page's longer side."""
    coarse = chance.standard_normal((cells + 2, cells)).astype(np.float32) * strength
    field = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(field, np.float32)


def _rough(shape: tuple[int, ...], pixels: float, strength: float, chance: np.random.Generator) -> Field:
    """Noise with grains of so many pixels and a standard deviation of `strength`."""
    noise = chance.standard_normal(shape, dtype=np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), max(pixels, 0.3))
    return smooth * np.float32(strength / max(float(smooth[:256, :256].std()), 1e-6))


def _grain(shape: tuple[int, ...], strength: float, chance: np.random.Generator) -> Field:
    """Fibres: noise drawn out along the paper's run."""
    noise = chance.standard_normal(shape, dtype=np.float32)
    return cv2.blur(noise, (7, 2)) * np.float32(strength * 3.7)


def _speckle(sheet: Field, dpi: int, wear: Wear, chance: np.random.Generator) -> None:
    height, width = sheet.shape
    count = chance.poisson(wear.specks * height * width / dpi**2)
    for x, y, size, dark in zip(
        chance.integers(0, width, count),
        chance.integers(0, height, count),
        chance.gamma(1.2, 0.35 * dpi / 72, count),
        chance.uniform(0.1, 0.6, count),
        strict=True,
    ):
        value = float(max(sheet[y, x] - dark, 0.1))
        cv2.circle(sheet, (int(x), int(y)), max(1, round(float(size))), value, -1, cv2.LINE_AA)


def _scan(
    sheet: Field, warp: Warp, point: float, wear: Wear, chance: np.random.Generator
) -> NDArray[np.uint8]:
    width, height = warp.size
    point *= warp.scale
    if warp.scale < 1:
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), 0.35 / warp.scale), np.float32)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    flat = cv2.remap(sheet, *warp.sources(x, y), cv2.INTER_LINEAR, borderValue=wear.bed)
    lit = flat * (1 - wear.light * (x / width * 0.7 + y / height * 0.3))
    seen = cv2.GaussianBlur(lit, (0, 0), max(wear.focus * point, 0.3))
    scan = seen + chance.standard_normal(seen.shape, dtype=np.float32) * np.float32(wear.noise)
    return np.asarray(np.clip(scan * 255, 0, 255), np.uint8)
