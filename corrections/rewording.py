"""What the tokens of a passage become when a word among them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corrections.channel import NEVER, Channel, Edit, align
from corrections.passage import Token
from corrections.stream import Piece, Place
from corrections.unit import cast

_BRACKETS = {"]": "[", ")": "("}
"""Marks that are a letter of the word before them, unless they close what was opened."""
_STAR = "*"
"""A mark of a note, if it is no letter."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Pieces of tokens and what stands in their place.

    Attributes:
        pieces: in the order of the text.
        texts: as many; "" merges a piece into the first.
    """

    pieces: tuple[Piece, ...]
    texts: tuple[str, ...]


def reword(
    places: Sequence[Place], words: Sequence[str], capitals: float, tokens: Sequence[Token], channel: Channel
) -> Rewording | None:
    """Put one or two words in the place of one to three places; None where that cannot be done neatly.

    Args:
        places: one, or neighbours that are merged.
        words: in lower case; two where a place is split.
        capitals: share of capitals of the (last) word.
        tokens: of the passage.
        channel: to find where a word is divided.
    """
    pieces = _join(places, tokens)
    stands = [tokens[piece.token].text[piece.start : piece.end] for piece in pieces]
    pattern = _trust_capital("".join(stands), words[0], places[0], channel)
    if len(pieces) == 1:
        if len(words) == 1:
            pieces = (_take_marks(pieces[0], words[0], tokens, channel),)
        return Rewording(pieces, (_cast_all(words, pattern, capitals),))
    word = cast(words[0], pattern, capitals)
    ends = [tokens[piece.token].ends_line for piece in pieces[:-1]]
    if not any(ends) and len(places) > 1:
        return Rewording(pieces, (word, *("" for _ in ends)))
    cut = _cut(stands[0], "".join(stands), words[0], channel)
    if any(ends[1:]) or not 0 < cut < len(word):
        return None
    hyphen = "" if len(places) == 1 else "-"
    return Rewording(pieces, (word[:cut] + hyphen, *("" for _ in ends[1:]), word[cut:]))


def _join(places: Sequence[Place], tokens: Sequence[Token]) -> tuple[Piece, ...]:
    """The pieces of places, those of one token as one; of merged tokens also the stray marks between them."""
    if len(places) == 1:
        return places[0].pieces
    pieces: list[Piece] = []
    for piece in (piece for place in places for piece in place.pieces):
        if pieces and pieces[-1].token == piece.token:
            pieces[-1] = replace(pieces[-1], end=piece.end)
            continue
        if pieces:
            pieces[-1] = replace(pieces[-1], end=len(tokens[pieces[-1].token].text))
        pieces.append(replace(piece, start=0) if pieces else piece)
    return tuple(pieces)


def rewrite(tokens: Sequence[Token], rewordings: Sequence[Rewording], offset: int = 0) -> tuple[str, ...]:
    """The texts of the tokens after rewordings that do not overlap; a token merged away becomes "".

    `offset` is the place of the first token in its passage.
    """
    texts = [token.text for token in tokens]
    pairs = [pair for each in rewordings for pair in zip(each.pieces, each.texts, strict=True)]
    for piece, text in sorted(pairs, key=lambda pair: (pair[0].token, pair[0].start), reverse=True):
        at = piece.token - offset
        texts[at] = texts[at][: piece.start] + text + texts[at][piece.end :]
    for each in rewordings:
        for piece, text in zip(each.pieces[1:], each.texts[1:], strict=True):
            if not text:
                texts[each.pieces[0].token - offset] += texts[piece.token - offset]
                texts[piece.token - offset] = ""
    return tuple(texts)


def _cast_all(words: Sequence[str], stands: str, capitals: float) -> str:
    if len(words) == 1:
        return cast(words[0], stands, capitals)
    cut = len(words[0])
    return f"{cast(words[0], stands[:cut])} {cast(words[1], stands[cut:], capitals)}"


def _trust_capital(stands: str, word: str, place: Place, channel: Channel) -> str:
    """What stands there, but a small letter where one capital was read for two: "Httle" for "little".

    Where a sentence may start, the two may well have been "Li".
    """
    if place.opens or not stands[0].isupper() or stands[:1].lower() == word[:1]:
        return stands
    if channel.log_probability(Edit(stands[0], word[:2])) <= NEVER:
        return stands
    first = align(channel, stands, word)[1][0]
    return stands[0].lower() + stands[1:] if len(first.read) == 1 < len(first.meant) else stands


def _take_marks(piece: Piece, word: str, tokens: Sequence[Token], channel: Channel) -> Piece:
    """The piece with a bracket after it that was read for the word's last letter, without a note's star."""
    text = tokens[piece.token].text
    stands, after = text[piece.start : piece.end], text[piece.end : piece.end + 1]
    ends = after in _BRACKETS and not _is_open(after, piece, tokens)
    if not ends and _STAR not in (stands[0], stands[-1]):
        return piece
    edits, star = align(channel, stands, word)[1], Edit(_STAR, "")
    right = int(ends and not edits[-1].read) - int(edits[-1] == star)
    left = int(edits[0] == star)
    return replace(piece, start=piece.start + left, end=piece.end + right)


def _is_open(bracket: str, piece: Piece, tokens: Sequence[Token]) -> bool:
    """Whether the bracket after the piece closes one that was opened in the passage."""
    before = "".join(token.text for token in tokens[: piece.token])
    before += tokens[piece.token].text[: piece.start]
    return before.count(_BRACKETS[bracket]) > before.count(bracket)


def _cut(left: str, whole: str, word: str, channel: Channel) -> int:
    """How many letters of the word stand before the division of what was read."""
    read = meant = 0
    for edit in align(channel, whole, word)[1]:
        if read >= len(left):
            break
        read, meant = read + len(edit.read), meant + len(edit.meant)
    return meant
