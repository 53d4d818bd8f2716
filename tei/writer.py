"""TEI files: one for an article, one for an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei.article import Article
from tei.batch import Batch, full, short, stem
from tei.bibliography import Titles, find_titles
from tei.body import build_body, build_remarks
from tei.breaks import Breaks
from tei.draft import Draft
from tei.encoding import EXPLAINED
from tei.facsimile import Zones, build_facsimile, build_zones
from tei.header import build_header
from tei.inline import Script
from tei.markup import TEI, Markup, element, identifier
from tei.serialization import Layout, lay_out
from tei.standoff import build_standoff, log_correction, log_doubt


@dataclass(frozen=True, slots=True)
class Document:
    """A TEI file in memory: the article it holds (None for a whole issue), and its text.

    That is the same for the same articles and batch.
    """

    article: Article | None
    layout: Layout

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return self.layout.content


@dataclass(frozen=True, slots=True)
class Composed:
    """An article's text and zones, what a transcription says of itself, and what they ask of the header.

    Body and zones are markup that its own document and that of its issue share.
    """

    article: Article
    batch: Batch
    script: Script
    body: Markup
    words: int
    remarks: tuple[Markup, ...]
    zones: Zones
    names: frozenset[str]
    titles: Titles
    corrections: tuple[Markup, ...]
    doubts: tuple[Markup, ...]


def compose(article: Article, batch: Batch) -> Composed:
    """Write an article's text, which its own file and that of its issue share."""
    script = Script(article, batch, Breaks(batch, short(article)))
    body, words = build_body(script), script.count
    remarks = tuple(build_remarks(script))
    names = frozenset(name for name in EXPLAINED if any(f"<{name}" in text for text in body.parts))
    zones = build_zones(article, batch, script.words)
    corrections = tuple(
        log_correction(mark, decision, batch.agents, decision.document in batch.pages)
        for mark, decision in script.corrections
    )
    titles = find_titles(article, batch)
    doubts = tuple(log_doubt(mark, confidence) for mark, confidence in script.doubts)
    return Composed(article, batch, script, body, words, remarks, zones, names, titles, corrections, doubts)


def enclose_article(composed: Composed) -> Document:
    """The document of one article."""
    mark = identifier(full(composed.article, composed.batch.edition.series))
    text = element("text", element("body", composed.body))
    return Document(composed.article, _enclose(mark, (composed,), text, whole=False))


def enclose_issue(composed: Sequence[Composed]) -> Document:
    """The document of an issue: a text for each of its articles, at least one, under one header."""
    texts = [element("text", element("body", one.body), n=str(n)) for n, one in enumerate(composed, start=1)]
    mark = identifier(stem(composed[0].article.label, composed[0].batch.edition.series))
    return Document(None, _enclose(mark, composed, element("text", element("group", *texts)), whole=True))


def encode(articles: Sequence[Article], batch: Batch) -> Iterator[Document]:
    """The document of each article of an issue, then that of the issue."""
    composed = []
    for article in articles:
        composed.append(compose(article, batch))
        yield enclose_article(composed[-1])
    yield enclose_issue(composed)


def _enclose(mark: str, composed: Sequence[Composed], text: Markup, whole: bool) -> Layout:
    scripts, batch = [one.script for one in composed], composed[0].batch
    pages = dict.fromkeys(page for one in composed for page in one.zones)
    decided = {key: decision for script in scripts for key, decision in script.decisions.items()}
    draft = Draft(
        mark,
        tuple(one.article for one in composed),
        batch,
        tuple(batch.pages[page] for page in pages),
        not all(one.zones for one in composed),
        tuple(sorted(decided.values(), key=lambda decision: (decision.when, decision.who))),
        sum(one.words for one in composed),
        frozenset().union(*(one.names for one in composed)),
        {one.article.id: one.titles for one in composed},
        tuple(remark for one in composed for remark in one.remarks),
        whole,
    )
    standoff = build_standoff(
        [told for one in composed for told in one.corrections],
        [told for one in composed for told in one.doubts],
    )
    facsimile = build_facsimile([one.zones for one in composed], batch)
    parts = [part for part in (build_header(draft), standoff, facsimile) if part is not None]
    language = batch.edition.series.language
    return lay_out(element("TEI", *parts, text, xmlns=TEI, id=mark, lang=language))
