"""The tokens of a block in their places: what they say, what was decided on them, where lines begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from corrections.decisions.application import Reading
from corrections.decisions.decision import Verdict
from corrections.passage import Token
from scans.record import record
from tei.article import AnyLine, Article, Block, Grid, PrintedLine
from tei.batch import Batch
from tei.spelling import Division, divide

VISIBLE = {Verdict.MISPRINT: ("sic", "corr"), Verdict.REGULARISE: ("orig", "reg")}
"""Verdicts that leave what is printed visible, and the elements that show it."""


@record
class Piece:
    """A token in its place: `begins` a line, or is `joined` to the token before it without white space.

    `text` is what it says once decisions are applied, `doubtful` whether the engine was unsure and nobody has
    decided, `division` how the word goes on in the next line. `words` end in it: one or none or, where a
    line of which there is nothing to say is one piece, those of the line, with the last of its tokens.
    """

    token: Token
    line: AnyLine
    begins: bool
    joined: bool
    reading: Reading | None
    text: str
    division: Division
    doubtful: bool
    words: int

    @property
    def divided(self) -> bool:
        """Whether its hyphen only divides a word."""
        return self.division is Division.WEAK

    @property
    def printed(self) -> str:
        """What the newspaper prints: for misprints and period spellings what was decided on."""
        if self.reading is None or self.reading.decision.verdict not in VISIBLE:
            return self.text
        return self.reading.decision.before[self.reading.position]


def read_pieces(block: Block, article: Article, batch: Batch, *, whole: bool = False) -> list[Piece]:
    """The tokens of a block in their places, with what was decided on them.

    With `whole`, lines on which nothing was decided and in which nothing is doubtful are one piece each.
    """
    doubt = batch.encoding.doubt
    runs: list[tuple[Token, str, int, AnyLine, bool, Reading | None, bool]] = []
    for line in block.lines:
        decided = batch.decided(article, line)
        if whole and line.length and not _is_told(line, decided, doubt):
            runs.append((line.last, line.text, line.length, line, True, None, False))
            continue
        for n, token in enumerate(line.tokens):
            reading = decided.get(token.id)
            doubtful = reading is None and _is_doubtful(token, line, doubt)
            runs.append((token, reading.text if reading else token.text, 1, line, n == 0, reading, doubtful))
    pieces: list[Piece] = []
    division, compounds = Division.NONE, batch.compounds(block)
    rests = [*[text for _, text, *_ in runs[1:]], ""]
    for (token, text, count, line, begins, reading, doubtful), rest in zip(runs, rests, strict=True):
        joined = bool(pieces) and (bool(division) or not text)
        division = divide(token, reading, text, rest, compounds)
        words = count - (division is not Division.NONE) if text else 0
        pieces.append(Piece(token, line, begins, joined, reading, text, division, doubtful, words))
    return pieces


def _is_told(line: AnyLine, decided: Mapping[str, Reading], doubt: float) -> bool:
    """Whether a word of the line was decided on or is in doubt, or one within it goes on in the next."""
    if isinstance(line, PrintedLine):
        return bool([word for word in line.words if word.confidence < doubt or word.id in decided])
    return any(token.id in decided or _is_doubtful(token, line, doubt) for token in line.tokens) or any(
        token.hyphenated for token in line.tokens[:-1]
    )


def _is_doubtful(token: Token, line: AnyLine, doubt: float) -> bool:
    """Whether the engine was less sure of a word than that."""
    return token.confidence is not None and token.confidence < doubt and line.placement is not None


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
