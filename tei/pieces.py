"""The tokens of a block in their places: what they say, what was decided on them, where lines begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corrections.application import Reading
from corrections.decision import Verdict
from corrections.passage import Token
from scans.record import record
from tei.article import Article, Block, Grid, TextLine
from tei.batch import Batch

VISIBLE = {Verdict.MISPRINT: ("sic", "corr"), Verdict.REGULARISE: ("orig", "reg")}
"""Verdicts that leave what is printed visible, and the elements that show it."""


@record
class Piece:
    """A token in its place: `begins` a line, or is `joined` to the token before it without white space.

    `text` is what it says once decisions are applied; `divided` whether the word goes on in the next line.
    """

    token: Token
    line: TextLine
    begins: bool
    joined: bool
    reading: Reading | None
    text: str
    divided: bool

    @property
    def printed(self) -> str:
        """What the newspaper prints: for misprints and period spellings what was decided on."""
        if self.reading is None or self.reading.decision.verdict not in VISIBLE:
            return self.text
        return self.reading.decision.before[self.reading.position]


def read_pieces(block: Block, article: Article, batch: Batch) -> list[Piece]:
    """The tokens of a block in their places, with what was decided on them."""
    places = [
        (token, line, i == 0, decided.get(token.id))
        for line in block.lines
        for decided in (batch.decided(article, line),)
        for i, token in enumerate(line.tokens)
    ]
    texts = [token.text if reading is None else reading.text for token, _, _, reading in places]
    pieces: list[Piece] = []
    divided = False
    for (token, line, begins, reading), text, rest in zip(places, texts, [*texts[1:], ""], strict=False):
        joined = bool(pieces) and (divided or not text)
        divided = token.hyphenated and rest != ""
        pieces.append(Piece(token, line, begins, joined, reading, text, divided))
    return pieces


def extent(pieces: Sequence[Piece], index: int) -> int:
    """How many pieces from here on belong to the decision on the first one."""
    reading = pieces[index].reading
    if reading is None:
        return 1
    end = index + 1
    while end < len(pieces) and (r := pieces[end].reading) and r.decision is reading.decision:
        end += 1
    return end - index


def undivided(pieces: Sequence[Piece], index: int) -> bool:
    """Whether no decision is about the tokens on both sides of a boundary."""
    if not 0 < index < len(pieces):
        return True
    before, after = pieces[index - 1].reading, pieces[index].reading
    return before is None or after is None or before.decision is not after.decision


def settle_cells(pieces: Sequence[Piece], grid: Grid) -> Grid:
    """The cells with what a decision joins to them from those that come after."""
    begins = [cell.start for row in grid for cell in row if cell and undivided(pieces, cell.start)]
    ends = dict(pairwise((*begins, len(pieces))))
    return tuple(
        tuple(range(cell.start, ends.get(cell.start, cell.start) if cell else cell.start) for cell in row)
        for row in grid
    )
