"""Bytes of a transcription as text."""

from __future__ import annotations

from pathlib import Path

from charset_normalizer import from_bytes

from scans.errors import FormatError


def decode(raw: bytes, subject: str | Path) -> str:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or the encoding that fits best.

    Raises:
        FormatError: it is no text in any known encoding.
    """
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
        if best is None:
            raise FormatError(subject, "is not text in any known encoding", "Save it as UTF-8") from None
        text = str(best)
    if "\x00" in text:
        raise FormatError(subject, "holds binary data, not text", "Give a plain text or HTML file")
    return text
