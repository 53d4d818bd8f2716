"""What the tokens of a passage become when a word among them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrections.channel import Channel, align
from corrections.passage import Token
from corrections.stream import Piece, Place
from corrections.unit import cast


@dataclass(frozen=True, slots=True)
class Rewording:
    """Pieces of tokens and what stands in their place.

    Attributes:
        pieces: in the order of the text.
        texts: as many; "" merges a piece into the one before it.
    """

    pieces: tuple[Piece, ...]
    texts: tuple[str, ...]


def reword(
    places: Sequence[Place], words: Sequence[str], capitals: float, tokens: Sequence[Token], channel: Channel
) -> Rewording | None:
    """Put one or two words in the place of one or two places; None where that cannot be done neatly.

    Args:
        places: one, or two neighbours that are merged.
        words: in lower case; two where a place is split.
        capitals: share of capitals of the (last) word.
        tokens: of the passage.
        channel: to find where a word is divided.
    """
    pieces = tuple(piece for place in places for piece in place.pieces)
    stands = [tokens[piece.token].text[piece.start : piece.end] for piece in pieces]
    if len(pieces) == 1:
        return Rewording(pieces, (_cast_all(words, stands[0], capitals),))
    word = cast(words[0], "".join(stands), capitals)
    first, second = pieces[0], pieces[1]
    apart = tokens[first.token].text[first.end :] or second.start
    if len(places) > 1 and apart:
        return None
    if len(places) == 1 or tokens[first.token].ends_line:
        cut = _cut(stands[0], "".join(stands), words[0], channel)
        if not 0 < cut < len(word):
            return None
        hyphen = "" if len(places) == 1 else "-"
        return Rewording(pieces, (word[:cut] + hyphen, word[cut:]))
    return Rewording(pieces, (word, ""))


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
        for before, piece, text in zip(each.pieces, each.pieces[1:], each.texts[1:], strict=False):
            if not text:
                texts[before.token - offset] += texts[piece.token - offset]
                texts[piece.token - offset] = ""
    return tuple(texts)


def _cast_all(words: Sequence[str], stands: str, capitals: float) -> str:
    if len(words) == 1:
        return cast(words[0], stands, capitals)
    cut = len(words[0])
    return f"{cast(words[0], stands[:cut])} {cast(words[1], stands[cut:], capitals)}"


def _cut(left: str, whole: str, word: str, channel: Channel) -> int:
    """How many letters of the word stand before the division of what was read."""
    read = meant = 0
    for edit in align(channel, whole, word)[1]:
        if read >= len(left):
            break
        read, meant = read + len(edit.read), meant + len(edit.meant)
    return meant
