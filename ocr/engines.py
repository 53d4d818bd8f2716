"""The engines there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ocr.engine import Engine
from ocr.rapid import RapidEngine
from ocr.recorded import RecordedEngine
from ocr.settings import OcrSettings
from ocr.tesseract import TesseractEngine
from scans.errors import SettingsError

ENGINES: dict[str, Callable[[OcrSettings], Engine]] = {
    "tesseract": TesseractEngine,
    "rapidocr": RapidEngine,
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


def make_second(settings: OcrSettings) -> Engine | None:
    """The engine that reads doubtful lines as well, if the settings name one; errors as for `make_engine`."""
    wanted = settings.thorough and settings.second
    return make_engine(replace(settings, engine=settings.second)) if wanted else None
