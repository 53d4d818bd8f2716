"""The text of an article: divisions, headings, paragraphs, notes, jump lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tei.article import Block, BlockKind
from tei.batch import short
from tei.bibliography import source_id
from tei.continuation import find_continuations
from tei.inline import Script
from tei.markup import LINE, Markup, element, identifier, part, pointer
from tei.spelling import degree

TOP: Mapping[BlockKind, tuple[str, Mapping[str, str]]] = {
    BlockKind.HEAD: ("head", {"type": "main"}),
    BlockKind.SUBHEAD: ("head", {"type": "sub"}),
    BlockKind.BYLINE: ("byline", {}),
    BlockKind.DATELINE: ("dateline", {}),
    BlockKind.SALUTE: ("salute", {}),
}
"""What may stand only before the text of a division."""
WITHIN: Mapping[BlockKind, tuple[str, Mapping[str, str]]] = {
    BlockKind.PARAGRAPH: ("p", {}),
    BlockKind.QUOTATION: ("quote", {"rendition": "#r-block"}),
    BlockKind.NOTE: ("note", {"type": "editorial", "place": "inline", "resp": "#series-editor"}),
    BlockKind.TABLE: ("table", {}),
    BlockKind.BYLINE: ("ab", {"type": "byline"}),
    BlockKind.DATELINE: ("ab", {"type": "dateline"}),
    BlockKind.SALUTE: ("ab", {"type": "salute"}),
    BlockKind.SIGNED: ("ab", {"type": "signed"}),
    BlockKind.JUMP_LINE: ("fw", {"type": "jumpLine", "place": "bottom"}),
    BlockKind.JUMP_HEAD: ("fw", {"type": "jumpHead", "place": "top"}),
    BlockKind.FURNITURE: ("fw", {"type": "header", "place": "top"}),
}
FLOATING = frozenset((BlockKind.JUMP_LINE, BlockKind.JUMP_HEAD, BlockKind.FURNITURE, BlockKind.CAPTION))
"""What interrupts the text without being part of it, and so does not end the top of a division."""
CLOSING = frozenset((BlockKind.SALUTE, BlockKind.SIGNED, BlockKind.DATELINE))
"""What may close a division."""
_OPENING = frozenset(("salute", "dateline"))
"""What an opener holds, which has a salute: a dateline alone needs none."""
_CLOSED = frozenset(("p", "quote", "table", "ab"))
"""What a closer may come after; notes and pictures alone it may not."""
STEPS = {BlockKind.JUMP_LINE: 1, BlockKind.JUMP_HEAD: -1}
"""To which page break from where it stands a jump leads."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A block of text that is written.

    Attributes:
        name, attributes: of its element.
        inside: its text.
        before: the page and column breaks before it.
        passed: index of the page break that it stands under, -1 for none.
        opens: whether it is the head of a section.
    """

    block: Block
    name: str
    attributes: Mapping[str, str | None]
    inside: Markup
    before: Sequence[Markup]
    passed: int
    opens: bool


def build_body(script: Script) -> Markup:
    """The article as a div, its breaks, corrections and notes in place; what is in the div is a part."""
    article = script.article
    mark = identifier(short(article))
    sections: list[list[_Written]] = [[]]
    heads: list[str] = []
    for written in list(_write_blocks(script, mark)):
        if written.opens:
            heads.append(identifier(mark, written.block.id, "div"))
            sections.append([])
        sections[-1].append(written)
    inside = _fill(sections[0], script, closes=not heads) + [
        element("div", *_fill(held, script, closes=True), type="section", id=name)
        for name, held in zip(heads, sections[1:], strict=True)
    ]
    return element(
        "div",
        *([part(LINE.join(inside))] if inside else []),
        type=article.genre.value,
        id=mark,
        decls=f"#{source_id(article)}",
        cert=_certainty(article.confidence),
        prev=pointer("article", article.earlier.name) if article.earlier else None,
        next=pointer("article", article.later.name) if article.later else None,
    )


def _fill(held: Sequence[_Written], script: Script, closes: bool) -> list[Markup]:
    """The blocks of a division: whom it addresses in an opener, what closes it, if it may, in a closer."""
    at = _find_closer(held) if closes else len(held)
    made: list[Markup] = []
    for opens, group in groupby(held[:at], lambda written: written.name in _OPENING):
        found = list(group)
        if opens and any(written.name == "salute" for written in found):
            made += _gather("opener", found)
        else:
            made += [markup for written in found for markup in (*written.before, _enclose(written, script))]
    return made + (_gather("closer", held[at:]) if at < len(held) else [])


def _gather(name: str, held: Sequence[_Written]) -> list[Markup]:
    """What opens or closes a division in one element, with the breaks before it."""
    first, *rest = held
    inside = [_sign(first), *(markup for written in rest for markup in (*written.before, _sign(written)))]
    return [*first.before, element(name, *inside)]


def _find_closer(held: Sequence[_Written]) -> int:
    """Where what closes a division begins; behind its end where nothing does."""
    at = len(held)
    while at and held[at - 1].block.kind in CLOSING:
        at -= 1
    signed = any(written.block.kind is not BlockKind.DATELINE for written in held[at:])
    return at if signed and any(written.name in _CLOSED for written in held[:at]) else len(held)


def _sign(written: _Written) -> Markup:
    """A block within an opener or a closer, where its element's name is what tells its kind."""
    return element(written.block.kind.value, written.inside, **{**written.attributes, "type": None})


def build_remarks(script: Script) -> list[Markup]:
    """What a transcription says of itself, a note for each of its lines."""
    return [
        element(
            "note", script.write(block), type="transcription", id=identifier(short(script.article), block.id)
        )
        for block in script.article.front
        if any(line.length for line in block.lines)
    ]


def _write_blocks(script: Script, mark: str) -> Iterator[_Written]:
    at_top = True
    cut = list(find_continuations(script.article.blocks))
    onward = {first.id: identifier(mark, second.id) for first, second in cut}
    back = {second.id: identifier(mark, first.id) for first, second in cut}
    for block in script.article.blocks:
        if not any(line.length for line in block.lines):
            continue
        opens = block.kind is BlockKind.SECTION or (
            not at_top and block.kind in (BlockKind.HEAD, BlockKind.SUBHEAD)
        )
        name, attributes = _choose(block, opens, at_top or opens)
        before = script.breaks.turn(block.lines[0])
        passed = len(script.breaks.pages) - 1
        low = "low" if block.confidence < 0.6 else None
        told = {**attributes, "id": identifier(mark, block.id), "cert": low, "facs": script.region(block)}
        told |= {"prev": _point(back.get(block.id)), "next": _point(onward.get(block.id))}
        yield _Written(block, name, told, script.write(block), before, passed, opens)
        at_top = (at_top or opens) and (opens or block.kind in TOP or block.kind in FLOATING)


def _point(name: str | None) -> str | None:
    return f"#{name}" if name else None


def _choose(block: Block, opens: bool, at_top: bool) -> tuple[str, Mapping[str, str]]:
    """The block's element and what tells its kind."""
    if opens:
        return "head", {}
    if block.kind is BlockKind.CAPTION:
        return "figure", {}
    return TOP[block.kind] if at_top and block.kind in TOP else WITHIN[block.kind]


def _enclose(written: _Written, script: Script) -> Markup:
    """The block's element, with its text in a link where it sends the reader on."""
    inside = written.inside
    if written.block.kind is BlockKind.CAPTION:
        inside = element("head", inside)
    elif target := _find_target(written, script):
        inside = element("ref", inside, **target)
    return element(written.name, inside, **written.attributes)


def _find_target(written: _Written, script: Script) -> Mapping[str, str | None] | None:
    """The page break or the issue that a jump leads to, where there is one.

    A jump line leads to the next page break of the article, a jump head back to the one before its own.
    """
    step = STEPS.get(written.block.kind)
    if step is None:
        return None
    order = [name for name, _ in script.breaks.pages]
    if 0 <= written.passed + step < len(order):
        return {"target": f"#{order[written.passed + step]}"}
    link = script.article.later if step > 0 else script.article.earlier
    if link is None:
        return None
    return {"target": pointer("article", link.name), "cert": _certainty(link.confidence)}


def _certainty(confidence: float) -> str | None:
    return None if confidence >= 1 else degree(confidence)
