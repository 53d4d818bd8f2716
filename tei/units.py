"""The words of a block as they stand, and those of an element of a TEI file: what is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from corrections.decisions.decision import Verdict
from corrections.passage import Token
from tei.article import Article, Block
from tei.batch import Batch
from tei.markup import local
from tei.pieces import Piece, read_pieces
from tei.spelling import HYPHENS

_CHOICES = {"corr": Verdict.MISPRINT, "reg": Verdict.REGULARISE}
_INSIDE = "\x1f"
"""Stands for white space inside a choice, which does not divide the text there."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of the text, whole even where a line end divides it.

    Attributes:
        printed, meant: what the newspaper prints, and what it means; the same for most words.
        verdict: MISPRINT or REGULARISE where they differ.
        tokens: that it is made of; words that one token has been split into share it. None for a word from
            a file.
    """

    printed: str
    meant: str
    verdict: Verdict | None = None
    tokens: tuple[Token, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.printed, self.meant


def read_units(block: Block, article: Article, batch: Batch) -> list[Unit]:
    """The words of a block as they now stand."""
    units: list[Unit] = []
    last: Piece | None = None
    for piece in read_pieces(block, article, batch):
        decision = piece.reading.decision if piece.reading else None
        verdict = decision.verdict if decision and decision.verdict in _CHOICES.values() else None
        unit = Unit(_stem(piece.printed, piece), _stem(piece.text, piece), verdict, (piece.token,))
        if verdict and last and last.reading and last.reading.decision is decision:
            units[-1] = _glue(units[-1], unit, "" if last.divided or not piece.text else " ")
        elif units and (piece.joined or units[-1].key == ("", "")):  # a word removed at the beginning
            units[-1] = _glue(units[-1], unit)
        else:
            units.append(unit)
        last = piece
    return [word for unit in units for word in _split(unit)]


def _split(unit: Unit) -> list[Unit]:
    """The words of a unit; one that is printed otherwise than meant stays whole."""
    if unit.verdict is not None or " " not in unit.meant:
        return [unit]
    return [Unit(word, word, None, unit.tokens) for word in unit.meant.split()]


def _stem(text: str, piece: Piece) -> str:
    return text[:-1] if piece.divided and text[-1:] in HYPHENS and len(text) > 1 else text


def _glue(left: Unit, right: Unit, gap: str = "") -> Unit:
    return Unit(
        (left.printed + gap + right.printed).strip(),
        (left.meant + gap + right.meant).strip(),
        left.verdict or right.verdict,
        left.tokens + right.tokens,
    )


def parse_units(node: Element) -> list[Unit]:
    """The words of a block's element."""
    pieces = list(_pieces(node))
    units: list[Unit] = []
    open_ = False
    for printed, meant, verdict in pieces:
        if verdict is None and not printed.strip():
            open_ = open_ and not printed
            continue
        words = [(printed, meant)] if verdict else [(word, word) for word in printed.split()]
        for position, (said, thought) in enumerate(words):
            unit = Unit(said.replace(_INSIDE, " "), thought.replace(_INSIDE, " "), verdict)
            begins = bool(position) or not open_ or (verdict is None and printed[:1].isspace())
            units[-1:] = [*units[-1:], unit] if begins or not units else [_glue(units[-1], unit)]
        open_ = verdict is not None or not printed[-1:].isspace()
    return units


def _pieces(node: Element) -> Iterator[tuple[str, str, Verdict | None]]:
    """Runs of text as (printed, meant, verdict); line-end hyphens and the white space at breaks left out."""
    text = node.text or ""
    yield text, text, None
    for child in node:
        name = local(child) if isinstance(child.tag, str) else ""
        if name == "choice":
            yield _choice(child)
        elif name and not (name == "pc" and child.get("force") == "weak"):
            yield from _pieces(child)
        if name == "cell":
            yield " ", " ", None
        tail = child.tail or ""
        tail = tail.lstrip() if child.get("break") == "no" else tail
        yield tail, tail, None


def _choice(node: Element) -> tuple[str, str, Verdict | None]:
    said = {local(child): _text(child) for child in node if isinstance(child.tag, str)}
    for after, verdict in _CHOICES.items():
        if after in said:
            before = said.get("sic" if after == "corr" else "orig", "")
            return (before, said[after], verdict) if before != said[after] else (before, before, None)
    text = next(iter(said.values()), "")
    return text, text, None


def _text(node: Element) -> str:
    return _INSIDE.join("".join(printed for printed, _, _ in _pieces(node)).split())
