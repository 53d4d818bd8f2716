"""Notes of the newspaper's editors inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.article import Span, SpanKind

_SIGNED = r"[-–—]\s*(?:the\s+)?Ed(?:s|itors?)?\b\.?"
_NOTE = re.compile(
    rf"\((?:[^()]|\([^()]*\))*?{_SIGNED}\s*\)|\[(?:[^\[\]]|\[[^\[\]]*\])*?{_SIGNED}\s*\]"
    r"|[(\[](?:Note by the editors?|Editors?[’']?s? note|Ed\. note)\b[^()\[\]]*[)\]]",
    re.IGNORECASE,
)


def find_notes(words: Sequence[str]) -> tuple[Span, ...]:
    """Notes such as "(the reference is to … – Ed.)", by index into the words."""
    text, starts = " ".join(words), []
    position = 0
    for word in words:
        starts.append(position)
        position += len(word) + 1
    return tuple(
        Span(SpanKind.NOTE, _word_at(starts, match.start()), _word_at(starts, match.end() - 1))
        for match in _NOTE.finditer(text)
    )


def _word_at(starts: Sequence[int], position: int) -> int:
    """Index of the word that holds a character of the joined text."""
    return sum(start <= position for start in starts) - 1
