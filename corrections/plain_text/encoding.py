"""The encodings of plain-text files, so that a file goes out as it came in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from scans.errors import FormatError

CHUNK = 1 << 20
"""Bytes or characters that are looked at together."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøœùúûüßÀÂÄÁÅÆÇÈÉÊËÍÎÏÑÓÔÖØŒÚÛÜ‘’‚“”„–—…«»‹›£€¢§¶°½¼¾¿¡·•†‡©®™ª\xa0\xad"
)
_SINGLE_BYTE = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp850"]
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_BROKEN = re.compile(r"[\udc80-\udcff]")
_BROKEN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text file is encoded.

    Attributes:
        codec: Python's name of the codec.
        mark: the byte order mark the file begins with, or nothing.
    """

    codec: str
    mark: bytes = b""

    def __str__(self) -> str:
        return f"{self.codec} with byte order mark" if self.mark else self.codec

    def decode(self, path: Path) -> Iterator[str]:
        """The text of a file in chunks, without the mark; broken bytes become lone surrogates."""
        with path.open("rb") as file:
            file.seek(len(self.mark))
            decoder = codecs.getincrementaldecoder(self.codec)(self._errors)
            while chunk := file.read(CHUNK):
                yield decoder.decode(chunk)
            yield decoder.decode(b"", final=True)

    def encode(self, text: str) -> bytes:
        """The bytes of a text, without the mark; the inverse of `decode`."""
        return text.encode(self.codec, self._errors)

    def holds(self, text: str) -> bool:
        """Whether the text can be written in this encoding and has no broken bytes."""
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True

    @property
    def _errors(self) -> str:
        return "surrogatepass" if self.codec.startswith(("utf-16", "utf-32")) else "surrogateescape"


def read_text(path: Path) -> tuple[str, Encoding]:
    """The whole text of a file, line ends untouched, and its encoding.

    Raises:
        FormatError: it cannot be read, or is no text.
    """
    encoding = detect_encoding(path)
    return "".join(encoding.decode(path)), encoding


def detect_encoding(path: Path) -> Encoding:
    """The encoding of a text file: by its mark, else UTF-8 where it is, else the likeliest single-byte one.

    A file that is UTF-8 but for less than a tenth of its special characters counts as UTF-8.

    Raises:
        FormatError: it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(CHUNK)
        encoding = _marked(sample) or _unmarked(path, sample)
        for _ in encoding.decode(path):
            pass
    except OSError as error:
        raise FormatError(path, f"it cannot be read ({error.strerror})", "Check the path") from None
    except UnicodeDecodeError:
        raise FormatError(path, "it is no whole text", "Save it again as UTF-8 text") from None
    return encoding


def _marked(sample: bytes) -> Encoding | None:
    return next((Encoding(codec, mark) for mark, codec in _MARKS if sample.startswith(mark)), None)


def _unmarked(path: Path, sample: bytes) -> Encoding:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls * 100 > len(sample):
        mend = "Name a text file; page scans go into scans/, and a word processor can save plain text"
        raise FormatError(path, "it is no text but a binary file", mend)
    if _is_utf8(path):
        return Encoding("utf-8")
    guesses = (_guess(sample), "cp1252")
    return Encoding(next((codec for codec in guesses if _decodes(path, codec)), "latin-1"))


def _guess(sample: bytes) -> str:
    """Windows' Western code page where its characters make sense, which statistics of English miss."""
    special = {character for character in sample.decode("cp1252", "replace") if character > "\x7f"}
    if special <= _WESTERN:
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_SINGLE_BYTE).best()
    return best.encoding if best else "cp1252"


def _is_utf8(path: Path) -> bool:
    special = broken = 0
    for text in Encoding("utf-8").decode(path):
        special += len(text) - len(text.encode("ascii", "ignore"))
        broken += len(_BROKEN.findall(text))
    return broken <= _BROKEN_SHARE * special


def _decodes(path: Path, codec: str) -> bool:
    return not any(_BROKEN.search(text) for text in Encoding(codec).decode(path))
