"""The engines there are."""

from __future__ import annotations

from collections.abc import Callable

from ocr.engine import Engine
from ocr.recorded import RecordedEngine
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.errors import SettingsError

ENGINES: dict[str, Callable[[OcrSettings], Engine]] = {
    "tesseract": TesseractEngine,
    "recorded": RecordedEngine,
}


def make_engine(settings: OcrSettings) -> Engine:
    """The engine that the settings name.

    Raises:
        SettingsError: there is no engine of that name.
    """
    if settings.engine not in ENGINES:
        raise SettingsError("[ocr] engine", f"is '{settings.engine}'", f"Use one of: {', '.join(ENGINES)}")
    return ENGINES[settings.engine](settings)
