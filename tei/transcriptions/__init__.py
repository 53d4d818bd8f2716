"""Articles from existing transcriptions: plain text, TEI, and pages of the Marxists' Internet Archive."""

from __future__ import annotations

import re
from pathlib import Path

from corrections.plain_text.encoding import read_text
from scans.errors import FormatError
from tei.article import Article
from tei.transcriptions.archive import parse_archive_html
from tei.transcriptions.tei_text import is_tei, parse_tei
from tei.transcriptions.text import parse_text

__all__ = ["parse_archive_html", "parse_text", "read_transcription"]

_LARGEST = 20_000_000
_SURROGATES = re.compile("[\ud800-\udfff]")
"""What stands for bytes that are broken."""
_XML = frozenset((".xml", ".tei"))
_HTML = frozenset((".htm", ".html", ".xhtml"))


def read_transcription(path: Path) -> Article:
    """Read a transcription of one article: the archive's HTML and TEI by their files' endings, else text.

    The file's name without its ending becomes the article's id, so decisions survive a new import of
    the same text.

    Raises:
        FormatError: the file cannot be read, is no text, or holds none.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FormatError(path, "is larger than 20 MB", "Split it into one file an article")
        if path.suffix.lower() in _HTML:
            return parse_archive_html(path.read_bytes(), path.stem)
        if path.suffix.lower() in _XML and is_tei(path.read_bytes()):
            return parse_tei(path.read_bytes(), path)
        text, _ = read_text(path)
    except OSError as error:
        raise FormatError(
            path, f"cannot be read: {error.strerror}", "Check the path and its rights"
        ) from error
    return parse_text(_SURROGATES.sub("\ufffd", text), path.stem)
