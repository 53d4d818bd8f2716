"""An article as a page of the Marxists' Internet Archive, ready to upload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree, html
from lxml.etree import _Element as Element

from tei.archive_path import archive_path, link_indexes, link_style
from tei.article import Article, Block, BlockKind, Span, SpanKind
from tei.batch import Batch
from tei.bibliography import title_of
from tei.citation import cite, format_citation
from tei.citation.dates import format_date
from tei.markup import clean
from tei.reading import HEADED, ReadWord, arrange, read_words
from tei.transcriptions.archive import GENERATOR

_TAGS = {BlockKind.HEAD: "h1", BlockKind.SUBHEAD: "h3", BlockKind.SECTION: "h4"}
_CLASSES = {
    BlockKind.BYLINE: "byline",
    BlockKind.DATELINE: "dateline",
    BlockKind.SALUTE: "salute",
    BlockKind.SIGNED: "signed",
    BlockKind.QUOTATION: "quoteb",
    BlockKind.NOTE: "endnote",
    BlockKind.CAPTION: "caption",
    BlockKind.UPDATED: "updat",
    BlockKind.REMARK: "transcriber",
}
_SPANS = {
    SpanKind.NOTE: ("span", "inote"),
    SpanKind.EMPHASIS: ("em", None),
    SpanKind.ANCHOR: ("sup", "anote"),
}
_CLOSING = ".,;:!?)]”’"


def write_archive_html(article: Article, batch: Batch) -> str:
    """The page: breadcrumb, title, source and credits, corrected text, day of the last change.

    A misprint of the newspaper is put right, with what it prints as a tooltip; period spelling stays.
    All text is escaped; links are relative to `archive_path`. `parse_archive_html` reads the page back.
    """
    head, body = _head(article, batch), _node("body", *_body(article, batch))
    page = _node("html", head, body, lang=batch.edition.series.language)
    for parent in (page, *page):
        parent.text = "\n"
        for node in parent:
            node.tail = "\n"
    return str(html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")) + "\n"


def _head(article: Article, batch: Batch) -> Element:
    series, day = batch.edition.series, article.label.date
    title = ": ".join((*article.authors[:1], title_of(article, batch) or "Untitled"))
    dated = f" ({format_date(day)})" if day else ""
    made = [
        _node("meta", charset="utf-8"),
        _node("title", f"{title}{dated}"),
        _node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _node("meta", name="generator", content=GENERATOR),
        _node("meta", name="description", content=format_citation(cite(article, series))),
        _node("link", rel="stylesheet", type_="text/css", href=link_style(archive_path(article, batch))),
    ]
    if article.authors:
        made.append(_node("meta", name="author", content=", ".join(article.authors)))
    return _node("head", *made)


def _body(article: Article, batch: Batch) -> Iterator[Element]:
    order = arrange(article)
    yield _breadcrumb(article, batch)
    yield _node("hr")
    if article.authors:
        yield _node("h2", ", ".join(article.authors))
    yield from (_block(block, article, batch) for block in order.top)
    yield _node("hr")
    yield from _information(order.front, article, batch)
    yield _node("hr")
    first = True
    for block in order.text:
        made = _block(block, article, batch)
        if block.kind is BlockKind.PARAGRAPH and first:
            made.set("class", "fst")
        first = block.kind is BlockKind.SECTION or (first and block.kind is not BlockKind.PARAGRAPH)
        yield made
    yield _node("hr")
    yield from (_block(block, article, batch) for block in order.bottom)
    yield _node("p", _node("a", "Top of page", href="#top"), class_="footer")


def _breadcrumb(article: Article, batch: Batch) -> Element:
    series = batch.edition.series
    made = _node("p", class_="linkback", id="top")
    for words, address in link_indexes(archive_path(article, batch), series):
        if len(made):
            _add(made, " | ")
        _add(made, _node("a", words, href=address))
    return made


def _information(front: Sequence[Block], article: Article, batch: Batch) -> Iterator[Element]:
    """Source and credits as the transcription states them, else as the labels and the project file do."""
    made = _node("p", class_="info")
    if not any(block.kind is BlockKind.SOURCE for block in front):
        _cite(made, article, batch)
    if not any(block.kind is BlockKind.CREDIT for block in front):
        for line in _stated_credits(batch):
            _break(made)
            _add(made, line)
    for block in front:
        if block.kind is not BlockKind.REMARK:
            _break(made)
            _fill(made, read_words(block, article, batch), block.spans, False)
    yield made
    yield from (_block(block, article, batch) for block in front if block.kind is BlockKind.REMARK)


def _cite(made: Element, article: Article, batch: Batch) -> None:
    """The reference, with the newspaper's title in italics as the archive has it."""
    series = batch.edition.series
    before, _, after = format_citation(cite(article, series)).partition(series.title or " ")
    for part in (before, _node("em", series.title), after):
        _add(made, part)


def _stated_credits(batch: Batch) -> list[str]:
    deeds = {"transcriber": "Transcribed", "markup": "Marked up"}
    sponsor = f" for {batch.edition.publisher}" if batch.edition.publisher else ""
    people = [person for person in batch.edition.people if person.role in deeds]
    return [f"{deeds[person.role]} by {person.name}{sponsor}." for person in people]


def _break(made: Element) -> None:
    if len(made) or made.text:
        _add(made, _node("br"))
        made[-1].tail = "\n"


def _block(block: Block, article: Article, batch: Batch) -> Element:
    if block.grid:
        return _table(block, read_words(block, article, batch))
    made = _node(_TAGS.get(block.kind, "p"), class_=_CLASSES.get(block.kind))
    _fill(made, read_words(block, article, batch), block.spans, block.kind in HEADED)
    return made


def _table(block: Block, words: Sequence[ReadWord]) -> Element:
    made = _node("table")
    for row in block.grid:
        cells = [_node("td") for _ in row]
        for cell, inside in zip(cells, row, strict=True):
            _fill(cell, words[inside.start : inside.stop], block.spans_within(inside), lines=False)
            cell.tail = "\n"
        made.append(_node("tr", *cells))
    return made


def _fill(made: Element, words: Sequence[ReadWord], spans: Sequence[Span], lines: bool) -> None:
    """Write the words with their spans, which lie inside one another; `lines` keeps line breaks."""
    waiting = sorted(spans, key=lambda span: (span.first, -span.last))
    opened: list[tuple[Element, int]] = [(made, len(words))]
    empty, anchored = True, False
    for index, word in enumerate(words):
        while opened[-1][1] < index:
            opened.pop()
        starting = [span for span in waiting if span.first == index and span.last <= opened[-1][1]]
        anchor = any(span.kind is SpanKind.ANCHOR for span in starting)
        if lines and word.begins and not word.glued and not empty:
            _add(opened[-1][0], _node("br"))
        elif not (empty or word.glued or anchor or (anchored and word.text[:1] in _CLOSING)):
            _add(opened[-1][0], " ")
        for span in starting:
            inner = _span(span)
            _add(opened[-1][0], inner)
            opened.append((inner, span.last))
        _add(opened[-1][0], _word(word))
        empty, anchored = empty and not word.text, anchor


def _span(span: Span) -> Element:
    tag, name = _SPANS[span.kind]
    return _node(tag, class_=name)


def _word(word: ReadWord) -> str | Element:
    if not word.printed:
        return word.text
    tip = f"The newspaper has “{word.printed}”"
    return _node("span", word.text, class_="corrected", title=tip)


def _node(tag: str, *content: str | Element, **attributes: str | None) -> Element:
    """An HTML element; a final `_` of an attribute's name is dropped, None left out."""
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_"), clean(value))
    for part in content:
        _add(made, part)
    return made


def _add(parent: Element, part: str | Element) -> None:
    """Append text or an element to mixed content."""
    if not isinstance(part, str):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(part)
    else:
        parent.text = (parent.text or "") + clean(part)
