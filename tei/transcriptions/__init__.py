"""Articles from existing transcriptions: plain text, and pages of the Marxists' Internet Archive."""

from __future__ import annotations

from pathlib import Path

from scans.errors import FormatError
from tei.article import Article
from tei.transcriptions.archive import parse_archive_html
from tei.transcriptions.encoding import decode
from tei.transcriptions.text import parse_text

__all__ = ["parse_archive_html", "parse_text", "read_transcription"]

_LARGEST = 20_000_000
_HTML = frozenset((".htm", ".html", ".xhtml"))


def read_transcription(path: Path) -> Article:
    """Read a transcription of one article: the archive's HTML by its file name's ending, any other as text.

    The file's name without its ending becomes the article's id, so decisions survive a new import of
    the same text.

    Raises:
        FormatError: the file cannot be read, is no text, or holds none.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FormatError(path, "is larger than 20 MB", "Split it into one file an article")
        raw = path.read_bytes()
    except OSError as error:
        raise FormatError(
            path, f"cannot be read: {error.strerror}", "Check the path and its rights"
        ) from error
    if path.suffix.lower() in _HTML:
        return parse_archive_html(raw, path.stem)
    return parse_text(decode(raw, path), path.stem)
