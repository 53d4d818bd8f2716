"""Lines that are spelt as we write them, taken out of a file all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
_STRING = re.sub(r"\((?!\?)", "(?:", rf'<String {_NAME} CONTENT="{_SIGN}+" WC="[0-9.e-]+"{_PART} {_BOX}/>')
_LINES = re.compile(
    rf"<TextLine {_NAME} {_BOX}>((?:{_SPACE}{_STRING}(?:{_SPACE}<SP/>)?)+)"
    rf'(?:{_SPACE}<HYP CONTENT="({_SIGN}*)"/>)?{_SPACE}</TextLine>'
)
_TOLD = '"([^"]*)"'
_STRINGS = re.compile(
    rf'<String ID={_TOLD} CONTENT={_TOLD} WC={_TOLD}(?: SUBS_TYPE="[^"]*" SUBS_CONTENT="[^"]*")? '
    rf"HPOS={_TOLD} VPOS={_TOLD} WIDTH={_TOLD} HEIGHT={_TOLD}"
)
"""The strings of lines that were found: how their attributes are spelt need not be asked again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines that were taken out of a file.

    Attributes:
        rest: the file without them. Where neighbours stood there is a TextLine with the attribute TAKEN.
        runs: neighbours together, in their order.
        names: ids of these lines and their words.
    """

    rest: bytes
    runs: tuple[tuple[Line, ...], ...]
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
    text, passed = content.decode(), 0
    heads: list[Sequence[str]] = []
    begins: list[int] = []

    def take(line: re.Match[str]) -> str:
        nonlocal passed
        before, passed = text[passed : line.start()], line.end()
        heads.append(line.groups())
        if before.isspace():
            return ""
        begins.append(len(heads) - 1)
        return f'<TextLine {TAKEN}="{len(begins) - 1}"/>'

    rest = _LINES.sub(take, text).encode()
    if not heads:
        return Taken(rest, (), frozenset())
    lines, names = _read_lines(heads, confidences)
    ends = [*begins[1:], len(lines)]
    return Taken(rest, tuple([lines[begin:end] for begin, end in zip(begins, ends, strict=True)]), names)


def _read_lines(
    heads: Iterable[Sequence[str]], confidences: Mapping[str | None, float]
) -> tuple[tuple[Line, ...], frozenset[str]]:
    """The lines from what was found of each, a column after another: id, box, strings, hyphen at its end.

    Their ids and those of their words come with them. Raises ValueError where two are the same.
    """
    ids, *box, strings, hyphens = zip(*heads, strict=True)
    ends = [*accumulate([held.count("<String ") for held in strings])]
    names, said, told, *boxes = zip(*_STRINGS.findall("".join(strings)), strict=True)
    texts = list(said)
    for end, hyphen in zip(ends, hyphens, strict=True):
        texts[end - 1] += hyphen or ""
    words = (*map(Word, names, texts, _read_boxes(boxes), map(confidences.__getitem__, told)),)
    within = map(words.__getitem__, map(slice, [0, *ends], ends))
    known = frozenset(names).union(ids)
    if len(known) < len(names) + len(ids):
        raise ValueError
    return (*map(Line, ids, _read_boxes(box), within, [hyphen is not None for hyphen in hyphens]),), known


def _read_boxes(columns: Iterable[Sequence[str]]) -> Iterator[BBox]:
    """Boxes from columns of their left and upper sides, widths and heights."""
    left, top, width, height = (list(map(int, column)) for column in columns)
    return BBox.many(left, top, map(add, left, width), map(add, top, height))
