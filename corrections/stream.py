"""A document as one stream of places, each holding one word to be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corrections.passage import Passage, Token
from corrections.unit import Unit, UnitKind, divide
from scans.record import record

_TAIL = ".,:;!?\"'”’)]—–"
_ENDS = (".", "!", "?", ":", ";")
_HYPHENS = ("-", "¬", "‐")


@record
class Piece:
    """Where (part of) a place stands: token `token` of its passage, characters start to end."""

    token: int
    start: int
    end: int


@record
class Place:
    """One word of the stream.

    Attributes:
        passage: index of the passage.
        text: folded, without clinging punctuation; of a divided word both halves together.
        kind: see UnitKind.
        token, start, end: where it stands, as of a `Piece`; of a divided word the first half.
        opens: whether a sentence or line may start here, so that a capital means nothing.
        closes: whether punctuation follows.
        glued: whether the next place is in the same token (after a hyphen or a full stop).
        hyphened: whether it is, and only a hyphen stands between.
        ends_line: whether a line ends after it, though no hyphen says that it goes on.
        rest: where the other half stands, if the word is divided over a line end.
        others: what else the engine read there, where both readings are one whole word.
    """

    passage: int
    text: str
    kind: UnitKind
    token: int
    start: int
    end: int
    opens: bool
    closes: bool
    glued: bool
    hyphened: bool = False
    ends_line: bool = False
    rest: Piece | None = None
    others: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """One, or two where the word is divided."""
        first = Piece(self.token, self.start, self.end)
        return (first, self.rest) if self.rest else (first,)


def read_places(passages: Sequence[Passage], knows: Callable[[str], bool]) -> Iterator[Place]:
    """The places of a document; `knows` tells which words are words, for hyphens at line ends."""
    for number, passage in enumerate(passages):
        yield from _read_passage(number, passage.tokens, knows)


def _read_passage(number: int, tokens: Sequence[Token], knows: Callable[[str], bool]) -> Iterator[Place]:
    opens, carried = True, 0
    for index, token in enumerate(tokens):
        units, skipped, carried = divide(token.text), carried, 0
        last = len(units) - 1
        for order, unit in enumerate(units):
            if order < skipped:
                continue
            text, kind, end, other = unit.text, unit.kind, _tail(token.text), None
            if order == last and kind is UnitKind.WORD:
                rest = _continuation(token, unit, tokens[index + 1 : index + 2], knows)
                if rest:
                    other = Piece(index + 1, rest.start, rest.end)
                    text, end = text + rest.text, _tail(tokens[index + 1].text)
                    carried = 1
            closes = order == last and end.strip("\"'”’)") != ""
            others = _find_others(token) if token.readings and not last and not carried else ()
            glued = order < last and not carried
            hyphened = glued and token.text[unit.end : units[order + 1].start] in _HYPHENS
            ends = token.ends_line and order == last and not carried
            where = unit.start, unit.end, opens, closes, glued, hyphened, ends
            yield Place(number, text, kind, index, *where, other, others)
            opens = closes and end.rstrip("\"'”’)").endswith(_ENDS)


def _find_others(token: Token) -> tuple[str, ...]:
    """Words that other readings of a token consist of."""
    read = (divide(text) for text in token.readings)
    return tuple(units[0].text for units in read if len(units) == 1 and units[0].kind is UnitKind.WORD)


def _tail(text: str) -> str:
    """The punctuation that a token ends with."""
    return text[len(text.rstrip(_TAIL)) :]


def _continuation(
    token: Token, unit: Unit, after: Sequence[Token], knows: Callable[[str], bool]
) -> Unit | None:
    """The first unit of the next token, where it goes on with this one after a hyphen."""
    if not after or token.text[unit.end :] not in _HYPHENS or not unit.text[-1:].isalpha():
        return None
    units = divide(after[0].text)
    if not units or units[0].start or units[0].kind is not UnitKind.WORD:
        return None
    rest = units[0].text
    if len(unit.text) + len(rest) > 24 or (rest[0].isupper() and not unit.text.isupper()):
        return None
    both = knows(unit.text) and knows(rest) and len(rest) > 2
    return units[0] if knows(unit.text + rest) or not both else None
