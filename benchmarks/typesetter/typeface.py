"""Type: where the fonts of a face are on this machine, and how large they are cast."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from scans.errors import RedpencilError


class TypefaceError(RedpencilError):
    """A face is not installed; only making new pages needs one, not the pages that ship."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The font files of one face."""

    name: str
    regular: Path
    bold: Path
    italic: Path

    def cast(self, weight: str, pixels: float) -> ImageFont.FreeTypeFont:
        """The font of a weight ("regular", "bold", "italic") with an em of so many pixels."""
        return _load(str(getattr(self, weight)), round(pixels, 2))


# Face: (regular, bold, italic, Debian package)
FACES = {
    "Old Standard": (
        "OldStandard-Regular.ttf",
        "OldStandard-Bold.ttf",
        "OldStandard-Italic.ttf",
        "fonts-oldstandard",
    ),
    "EB Garamond": (
        "EBGaramond12-Regular.otf",
        "EBGaramond12-Regular.otf",  # its bold has no quotation marks
        "EBGaramond12-Italic.otf",
        "fonts-ebgaramond",
    ),
    "Libertine": (
        "LinLibertine_R.otf",
        "LinLibertine_RB.otf",
        "LinLibertine_RI.otf",
        "fonts-linuxlibertine",
    ),
    "Didot": ("GFSDidot.otf", "GFSDidotBold.otf", "GFSDidotItalic.otf", "fonts-gfs-didot"),
    "Junicode": (
        "JunicodeTwoBeta-Regular.otf",
        "JunicodeTwoBeta-Bold.otf",
        "JunicodeTwoBeta-Italic.otf",
        "fonts-junicode",
    ),
    "Liberation": (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "fonts-liberation",
    ),
}


def find_typeface(name: str) -> Typeface:
    """The files of a face in the system's and the user's font folders.

    Raises:
        TypefaceError: when one of its files is not there; the message names the Debian package.
    """
    *files, package = FACES[name]
    places = {path.name: path for path in _font_files() if path.name in files}
    missing = sorted(set(files) - set(places))
    if missing:
        raise TypefaceError(
            name,
            f"the face is not installed here ({', '.join(missing)} not found)",
            f"Install the Debian package {package}, or put the files into {_user_folder()}",
        )
    return Typeface(name, *(places[file] for file in files))


@lru_cache(maxsize=256)
def _load(path: str, pixels: float) -> ImageFont.FreeTypeFont:
    """Basic layout sets the same with and without Pillow's optional shaping library."""
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


def _user_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Fonts"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "Microsoft" / "Windows" / "Fonts"
    return Path.home() / ".local" / "share" / "fonts"


@lru_cache(maxsize=1)
def _font_files() -> tuple[Path, ...]:
    return tuple(_walk())


def _walk() -> Iterator[Path]:
    system = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts")]
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    for folder in (_user_folder(), *system, windows):
        yield from (path for path in folder.rglob("*") if path.suffix.lower() in {".otf", ".ttf"})
