"""Lines that are spelt as we write them, taken out of a file all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import add

from ocr.page import BBox, Line, Word

TAKEN = "TAKEN"
"""Attribute of what stands in the place of a line: which of those that were taken it is, from 0."""

_BEGIN = b"<?xml version='1.0' encoding='UTF-8'?>\n"
"""How our files begin; others are read element by element."""
_SPACE = r"[ \n]*"
_NAME = r'ID="([A-Za-z_][A-Za-z0-9_.-]*)"'
_BOX = " ".join(f'{side}="([0-9]{{1,9}})"' for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
_SIGN = r'[^"<&\s\x00-\x1f\ufffe\uffff]'
_PART = rf'(?: SUBS_TYPE="{_SIGN}*" SUBS_CONTENT="{_SIGN}*")?'
_STRING = rf'<String {_NAME} CONTENT="({_SIGN}+)" WC="([0-9.e-]+)"{_PART} {_BOX}/>'
_GROUP = re.compile(r"\((?!\?)")
_UNTOLD = _GROUP.sub("(?:", _STRING)
_LINES = re.compile(
    rf"<TextLine {_NAME} {_BOX}>((?:{_SPACE}{_UNTOLD}(?:{_SPACE}<SP/>)?)+)"
    rf'(?:{_SPACE}<HYP CONTENT="({_SIGN}*)"/>)?{_SPACE}</TextLine>'
)
_STRINGS = re.compile(_STRING)


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines that were taken out of a file.

    Attributes:
        rest: the file without them. In their places stand TextLines with the attribute TAKEN.
        lines: in their order.
        names: ids of these lines and their words.
    """

    rest: bytes
    lines: tuple[Line, ...]
    names: frozenset[str]


NONE = Taken(b"", (), frozenset())


def take_lines(content: bytes, confidences: Mapping[str | None, float]) -> Taken:
    """Take those lines out of a file that are spelt as `write_alto` spells them.

    That is nearly all of a page: what is left is soon parsed. Lines with other readings of a word, with signs
    that XML has to spell out, or with white space in a word stay where they are.

    Raises:
        ValueError: the file does not begin as ours do, is no UTF-8, or two things have the same id.
    """
    if not content.startswith(_BEGIN) or TAKEN.encode() in content:
        raise ValueError
    heads: list[Sequence[str]] = []

    def take(line: re.Match[str]) -> str:
        heads.append(line.groups())
        return f'<TextLine {TAKEN}="{len(heads) - 1}"/>'

    rest = _LINES.sub(take, content.decode()).encode()
    words = list(_read_words("".join([head[5] for head in heads]), confidences))
    names = frozenset([word.id for word in words] + [head[0] for head in heads])
    if len(names) < len(words) + len(heads):
        raise ValueError
    return Taken(rest, tuple(_read_lines(heads, iter(words))), names)


def _read_lines(heads: Iterable[Sequence[str]], words: Iterator[Word]) -> Iterator[Line]:
    """The lines from what was found of each: id, box, strings, and the hyphen at its end."""
    for name, left, top, width, height, strings, hyphen in heads:
        found = tuple(islice(words, strings.count("<String ")))
        if hyphen:
            found = (*found[:-1], replace(found[-1], text=found[-1].text + hyphen))
        x, y = int(left), int(top)
        yield Line(name, BBox(x, y, x + int(width), y + int(height)), found, hyphen is not None)


def _read_words(strings: str, confidences: Mapping[str | None, float]) -> Iterator[Word]:
    """The words of all lines, a column of their attributes after another."""
    if not strings:
        return iter(())
    names, texts, told, *boxes = zip(*_STRINGS.findall(strings), strict=True)
    left, top, width, height = (list(map(int, column)) for column in boxes)
    places = BBox.many(left, top, map(add, left, width), map(add, top, height))
    return map(Word, names, texts, places, map(confidences.__getitem__, told))
