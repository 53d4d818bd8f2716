"""Plain text as passages, each token with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corrections.passage import Passage, Token

CHUNK = 1 << 20
"""Characters that are taken together as one document; a text may be far longer."""
LONGEST_PASSAGE = 2000
"""Tokens; a longer paragraph is cut."""
LONGEST_TOKEN = 200
"""Characters; what is longer is no word, and is passed over."""

_BREAK = re.compile(r"\r\n|\r|\n")
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
class Lines:
    """Offsets at which lines start, in order; `first` is the number of the first of them."""

    first: int
    starts: tuple[int, ...]

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        index = bisect_right(self.starts, offset) - 1
        return self.first + index, offset - self.starts[index] + 1


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text with its passages.

    Attributes:
        text: the stretch.
        offset: where it starts in the whole text, in characters.
        passages: its paragraphs; a token's id is its offset in the whole text.
        lines: where its lines start.
    """

    text: str
    offset: int
    passages: tuple[Passage, ...]
    lines: Lines

    def place(self, token: str, text: str) -> Place:
        """Where the token with this id and text stands."""
        start = int(token)
        return Place(start, start + len(text), *self.lines.locate(start))


def read_sections(chunks: Iterable[str]) -> Iterator[Section]:
    """Cut a text that comes in chunks into sections; joined, their texts are the text again."""
    offset, lines = 0, Lines(1, (0,))
    for text in _regroup(chunks):
        lines = _number(text, offset, lines.first + len(lines.starts) - 1, lines.starts[-1])
        yield Section(text, offset, tuple(_passages(text, offset)), lines)
        offset += len(text)


def replace_text(section: Section, text: str) -> Section:
    """The section with another text, at the same place."""
    if text == section.text:
        return section
    lines = _number(text, section.offset, section.lines.first, section.lines.starts[0])
    return Section(text, section.offset, tuple(_passages(text, section.offset)), lines)


def _number(text: str, offset: int, first: int, start: int) -> Lines:
    """The lines of a text, of which the first has started before it, or with it."""
    return Lines(first, (start, *(offset + found.end() for found in _BREAK.finditer(text))))


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


def _passages(text: str, offset: int) -> Iterator[Passage]:
    tokens: list[Token] = []
    breaks = 0
    for piece in _PIECE.finditer(text):
        word = piece.group()
        if word[0] in "\r\n":
            breaks += 1
            continue
        if tokens and (breaks > 1 or len(tokens) >= LONGEST_PASSAGE):
            yield _passage(tokens)
            tokens = []
        if tokens and breaks:
            tokens[-1] = _end_line(tokens[-1], word)
        breaks = 0
        if len(word) <= LONGEST_TOKEN:
            tokens.append(Token(str(offset + piece.start()), word))
    if tokens:
        yield _passage(tokens)


def _passage(tokens: list[Token]) -> Passage:
    return Passage(f"p{tokens[0].id}", (*tokens[:-1], replace(tokens[-1], ends_line=True)))


def _end_line(token: Token, following: str) -> Token:
    """The token as the last of its line; a hyphen before a small letter divides a word."""
    stem = token.text[:-1]
    hyphenated = token.text.endswith(_HYPHENS) and stem[-1:].isalpha() and following[0].islower()
    return replace(token, ends_line=True, hyphenated=hyphenated)
