"""One page as a file's header describes it, and the limits it must keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scans.errors import RedpencilError, ScanError
from scans.settings import ScanSettings

_COPY_AGAIN = "Open it in another program to see whether it is whole, and copy or scan it again"


@dataclass(frozen=True, slots=True)
class Frame:
    """An image inside a file, which shows a page or two.

    Attributes:
        page: its position from 1.
        width, height: upright, in pixels.
        dpi: 50 to 1200.
        fold: where the fold between two facing pages is, pixels from the left; None for a single page.
    """

    page: int
    width: int
    height: int
    dpi: int
    fold: int | None = None


def check_size(path: Path, page: int, size: tuple[int, int], settings: ScanSettings) -> None:
    """Raise ScanError for a page that has no pixels or more than the settings allow."""
    width, height = size
    if width < 1 or height < 1:
        raise ScanError(path, f"page {page} has no pixels", _COPY_AGAIN)
    if width * height > settings.max_pixels:
        problem = f"page {page} has {width} x {height} pixels; {settings.max_pixels} are allowed"
        raise ScanError(path, problem, "Scan it at a lower resolution, or raise max_pixels in redpencil.toml")


def check_count(path: Path, count: int, settings: ScanSettings) -> None:
    """Raise ScanError for a file that has no pages or more than the settings allow."""
    if count < 1:
        raise ScanError(path, "holds no page", _COPY_AGAIN)
    if count > settings.max_pages:
        problem = f"holds more than the {settings.max_pages} pages that are allowed"
        raise ScanError(path, problem, "Split it, or raise max_pages in redpencil.toml")


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn whatever a decoder raises over a file into a ScanError that names the file."""
    try:
        yield
    except RedpencilError:
        raise
    except FileNotFoundError as error:
        raise ScanError(path, "is not there any more", "Put it back, or take it out of the batch") from error
    except PermissionError as error:
        raise ScanError(path, "may not be read by you", "Change its permissions") from error
    except MemoryError as error:
        raise ScanError(path, "needs more memory than there is", "Scan it at a lower resolution") from error
    except Exception as error:  # a stranger's file can make a decoder fail in any way
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ScanError(path, f"cannot be read ({reason})", _COPY_AGAIN) from error
