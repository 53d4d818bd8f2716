"""What a project can say about the reading of its scans."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from scans.errors import SettingsError


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """The table `[ocr]`.

    Attributes:
        engine: a name in `ocr.engines.ENGINES`.
        language: the engine's language model; for Tesseract several are joined by "+", as in "eng+deu".
        timeout: seconds for one page, more than 0.
        thorough: whether doubtful lines are read several times and put to the vote.
        second: a name in `ocr.engines.ENGINES` of an engine that reads doubtful lines too; empty for none.
        recordings: folder of the ALTO files that the engine "recorded" replays.

    Raises:
        SettingsError: a number is out of its range.
    """

    engine: str = "tesseract"
    language: str = "eng"
    timeout: float = 300.0
    thorough: bool = False
    second: str = ""
    recordings: Path | None = None

    def __post_init__(self) -> None:
        if not 0 < self.timeout < math.inf:
            raise SettingsError("timeout", f"{self.timeout} makes no sense", "Give seconds, more than 0")
