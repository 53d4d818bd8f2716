"""An engine that replays stored results, for tests and demonstrations without Tesseract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ocr.alto import read_alto
from ocr.engine import Excerpt, Mode
from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from ocr.settings import OcrSettings
from scans.errors import EngineError


@dataclass(frozen=True, slots=True)
class RecordedEngine:
    """Answers for any excerpt with the words that `<recordings>/<page>.alto.xml` has inside its box.

    A recording thus stays good when the layout analysis cuts the page in another way.
    """

    settings: OcrSettings
    name: str = "recorded"
    version: str = "1"

    def check(self) -> str:
        """Say where the recordings are."""
        return f"recorded results in {self._folder()}"

    def read(self, excerpts: Sequence[Excerpt], mode: Mode) -> tuple[tuple[Region, ...], ...]:  # noqa: ARG002
        """Replay the words whose centres lie in each excerpt; see `Engine.read`.

        Raises:
            EngineError: there is no recording of the page.
            FormatError: the recording is broken.
        """
        pages = {excerpt.page: self._page(excerpt.page) for excerpt in excerpts}
        return tuple(tuple(_replay(pages[excerpt.page], excerpt)) for excerpt in excerpts)

    def _page(self, page: str) -> Page:
        path = self._folder() / f"{page}.alto.xml"
        if not path.is_file():
            raise EngineError(path, "there is no recorded result for this page", "Use the engine 'tesseract'")
        return read_alto(path)

    def _folder(self) -> Path:
        if self.settings.recordings is None:
            raise EngineError("[ocr] recordings", "is not set", "Name the folder of the recorded ALTO files")
        return self.settings.recordings


def _replay(page: Page, excerpt: Excerpt) -> Iterator[Region]:
    for region in page.regions:
        if lines := tuple(_lines(region, excerpt)):
            yield Region(region.id, RegionKind.TEXT, BBox.around([line.bbox for line in lines]), lines)


def _lines(region: Region, excerpt: Excerpt) -> Iterator[Line]:
    for line in region.lines:
        words = tuple(_place(word, excerpt) for word in line.words if _is_inside(word.bbox, excerpt.bbox))
        if words:
            yield Line(line.id, BBox.around([word.bbox for word in words]), words)


def _is_inside(box: BBox, frame: BBox) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return frame.left <= x < frame.right and frame.top <= y < frame.bottom


def _place(word: Word, excerpt: Excerpt) -> Word:
    """The word in pixels of the excerpt's image."""
    frame = excerpt.bbox
    across, down = excerpt.image.width / frame.width, excerpt.image.height / frame.height
    box = word.bbox.shifted(-frame.left, -frame.top)
    scaled = BBox(
        round(box.left * across), round(box.top * down), round(box.right * across), round(box.bottom * down)
    )
    return replace(word, bbox=scaled)
