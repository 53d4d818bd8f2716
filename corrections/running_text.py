"""Plain text as passages, each token with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from corrections.passage import Passage, Token

CHUNK = 1 << 20
"""Characters that are taken together as one document; a text may be far longer."""
LONGEST_PASSAGE = 2000
"""Tokens; a longer paragraph is cut."""
LONGEST_TOKEN = 200
"""Characters; what is longer is no word, and is passed over."""

_PIECE = re.compile(r"\r\n|\r|\n|\S+")
_HYPHENS = ("-", "¬", "\u00ad", "‐")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a token stands: characters from the start of the text, line and column from 1."""

    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text with its passages.

    Attributes:
        text: the stretch.
        offset: where it starts in the whole text, in characters.
        passages: its paragraphs; a token's id is its offset in the whole text.
        places: by token id.
    """

    text: str
    offset: int
    passages: tuple[Passage, ...]
    places: Mapping[str, Place]


def read_sections(chunks: Iterable[str]) -> Iterator[Section]:
    """Cut a text that comes in chunks into sections; joined, their texts are the text again."""
    offset, line, column = 0, 1, 1
    for text in _regroup(chunks):
        reader = _Reader(offset, line, column)
        passages = tuple(reader.read(text))
        yield Section(text, offset, passages, reader.places)
        offset, line, column = offset + len(text), reader.line, reader.column_at(offset + len(text))


def _regroup(chunks: Iterable[str]) -> Iterator[str]:
    """Chunks cut where a word begins, best of all at a paragraph."""
    rest = ""
    for chunk in chunks:
        rest += chunk
        while len(rest) > CHUNK:
            cut = _cut(rest)
            if not cut:
                break
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _cut(text: str) -> int:
    """Where the last paragraph, line or word within a chunk begins; 0 where there is none."""
    for gap in (("\n\n", "\r\n\r\n", "\r\r"), ("\n", "\r"), (" ", "\t")):
        found = max(text.rfind(mark, 1, CHUNK) for mark in gap)
        if found > 0:
            begin = re.compile(r"\S").search(text, found)
            return begin.start() if begin else 0
    return 0


class _Reader:
    """Reads passages and keeps count of lines and columns."""

    def __init__(self, offset: int, line: int, column: int) -> None:
        self.offset, self.line, self.places = offset, line, dict[str, Place]()
        self._line_start = offset - column + 1

    def column_at(self, offset: int) -> int:
        return offset - self._line_start + 1

    def read(self, text: str) -> Iterator[Passage]:
        tokens: list[Token] = []
        breaks = 0
        for piece in _PIECE.finditer(text):
            if piece.group()[0] in "\r\n":
                breaks += 1
                self.line, self._line_start = self.line + 1, self.offset + piece.end()
                continue
            if tokens and (breaks > 1 or len(tokens) >= LONGEST_PASSAGE):
                yield _passage(tokens)
                tokens = []
            if tokens and breaks:
                tokens[-1] = _end_line(tokens[-1], piece.group())
            breaks = 0
            if len(piece.group()) <= LONGEST_TOKEN:
                tokens.append(self._token(piece))
        if tokens:
            yield _passage(tokens)

    def _token(self, piece: re.Match[str]) -> Token:
        start = self.offset + piece.start()
        self.places[str(start)] = Place(start, self.offset + piece.end(), self.line, self.column_at(start))
        return Token(str(start), piece.group())


def _passage(tokens: list[Token]) -> Passage:
    return Passage(f"p{tokens[0].id}", (*tokens[:-1], replace(tokens[-1], ends_line=True)))


def _end_line(token: Token, following: str) -> Token:
    """The token as the last of its line; a hyphen before a small letter divides a word."""
    stem = token.text[:-1]
    hyphenated = token.text.endswith(_HYPHENS) and stem[-1:].isalpha() and following[0].islower()
    return replace(token, ends_line=True, hyphenated=hyphenated)
