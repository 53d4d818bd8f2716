"""The text of an article: divisions, headings, paragraphs, notes, jump lines."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from tei.article import Block, BlockKind
from tei.batch import short
from tei.bibliography import source_id
from tei.inline import Script
from tei.markup import element, identifier, pointer
from tei.spelling import degree

TOP = {
    BlockKind.HEAD: lambda: element("head", type="main"),
    BlockKind.SUBHEAD: lambda: element("head", type="sub"),
    BlockKind.BYLINE: lambda: element("byline"),
    BlockKind.DATELINE: lambda: element("dateline"),
}
"""What may stand only before the text of a division."""
WITHIN: dict[BlockKind, Callable[[], Element]] = {
    BlockKind.PARAGRAPH: lambda: element("p"),
    BlockKind.QUOTATION: lambda: element("quote", rendition="#r-block"),
    BlockKind.NOTE: lambda: element("note", type="editorial", place="inline", resp="#series-editor"),
    BlockKind.TABLE: lambda: element("table"),
    BlockKind.BYLINE: lambda: element("ab", type="byline"),
    BlockKind.DATELINE: lambda: element("ab", type="dateline"),
    BlockKind.JUMP_LINE: lambda: element("fw", type="jumpLine", place="bottom"),
    BlockKind.JUMP_HEAD: lambda: element("fw", type="jumpHead", place="top"),
    BlockKind.FURNITURE: lambda: element("fw", type="header", place="top"),
}
FLOATING = frozenset((BlockKind.JUMP_LINE, BlockKind.JUMP_HEAD, BlockKind.FURNITURE, BlockKind.CAPTION))
"""What interrupts the text without being part of it, and so does not end the top of a division."""


def build_body(script: Script) -> Element:
    """The article as a div, its breaks, corrections and notes in place."""
    article = script.article
    mark = identifier(short(article))
    root = element(
        "div",
        type=article.genre.value,
        id=mark,
        decls=f"#{source_id(article)}",
        cert=_certainty(article.confidence),
        prev=pointer("article", article.earlier.name) if article.earlier else None,
        next=pointer("article", article.later.name) if article.later else None,
    )
    current, at_top = root, True
    for block in article.blocks:
        if not block.tokens:
            continue
        opens = block.kind is BlockKind.SECTION or (
            not at_top and block.kind in (BlockKind.HEAD, BlockKind.SUBHEAD)
        )
        if opens:
            current, at_top = element("div", type="section", id=identifier(mark, block.id, "div")), True
            root.append(current)
        for mark_ in script.breaks.turn(block.lines[0]):
            current.append(mark_)
        made = _element(block, opens, at_top)
        current.append(made)
        _label(made, block, mark)
        script.write(_inside(made, block), block)
        at_top = at_top and (opens or block.kind in TOP or block.kind in FLOATING)
    _link_jumps(root, script)
    return root


def build_remarks(script: Script) -> list[Element]:
    """What a transcription says of itself, a note for each of its lines."""
    made = []
    for block in script.article.front:
        if block.tokens:
            note = element("note", type="transcription", id=identifier(short(script.article), block.id))
            script.write(note, block)
            made.append(note)
    return made


def _element(block: Block, opens: bool, at_top: bool) -> Element:
    if opens:
        return element("head")
    if block.kind is BlockKind.CAPTION:
        return element("figure", element("head"))
    if at_top and block.kind in TOP:
        return TOP[block.kind]()
    return WITHIN[block.kind]()


def _inside(made: Element, block: Block) -> Element:
    return made[0] if block.kind is BlockKind.CAPTION else made


def _label(made: Element, block: Block, mark: str) -> None:
    """A name for what people refer to, and a warning where the segmentation is unsure."""
    made.set("xml:id", identifier(mark, block.id))
    if block.confidence < 0.6:
        made.set("cert", "low")


def _certainty(confidence: float) -> str | None:
    return None if confidence >= 1 else degree(confidence)


def _link_jumps(root: Element, script: Script) -> None:
    """Wrap each jump line in a ref to the page break or to the issue it leads to, where there is one.

    A jump line leads to the next page break of the article, a jump head back to the one before its own.
    """
    article = script.article
    order = [name for name, _ in script.breaks.pages]
    passed = -1
    for node in root.iter():
        passed += node.tag == "pb"
        if node.tag != "fw":
            continue
        step = {"jumpLine": 1, "jumpHead": -1}.get(node.get("type", ""))
        if step is None:
            continue
        link = article.later if step > 0 else article.earlier
        if 0 <= passed + step < len(order):
            inner = element("ref", target=f"#{order[passed + step]}")
        elif link:
            inner = element("ref", target=pointer("article", link.name), cert=_certainty(link.confidence))
        else:
            continue
        inner.text, node.text = node.text, None
        inner[:], node[:] = list(node), [inner]
