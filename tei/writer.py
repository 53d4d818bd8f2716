"""TEI files: one for an article, one for an issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from scans.files import write_bytes
from tei.article import Article
from tei.batch import Batch, full, short, stem
from tei.body import build_body, build_remarks
from tei.breaks import Breaks
from tei.draft import Draft
from tei.facsimile import build_facsimile
from tei.header import build_header
from tei.inline import Script
from tei.markup import element, identifier, local, serialize
from tei.responsibility import name_agents
from tei.standoff import build_standoff


def write_article(article: Article, batch: Batch, path: Path) -> None:
    """Write one article as a TEI file."""
    write_bytes(path, encode_article(article, batch))


def write_issue(articles: Sequence[Article], batch: Batch, path: Path) -> None:
    """Write the articles of one issue, at least one, as a TEI file."""
    write_bytes(path, encode_issue(articles, batch))


def encode_article(article: Article, batch: Batch) -> bytes:
    """One article as a TEI document: the same bytes for the same article and batch."""
    return _encode(identifier(full(article, batch.edition.series)), (article,), batch, whole=False)


def encode_issue(articles: Sequence[Article], batch: Batch) -> bytes:
    """The articles of one issue as a TEI document with a text for each, under one header."""
    mark = identifier(stem(articles[0].label, batch.edition.series))
    return _encode(mark, tuple(articles), batch, whole=True)


@dataclass(frozen=True, slots=True)
class _Written:
    """An article's text, what a transcription says of itself, and what both ask of the rest of the file."""

    script: Script
    body: Element
    remarks: list[Element]


def _encode(mark: str, articles: tuple[Article, ...], batch: Batch, whole: bool) -> bytes:
    agents = name_agents(articles, batch)
    written = [_write(article, batch, agents) for article in articles]
    names = frozenset(local(node) for one in written for node in one.body.iter(etree.Element))
    remarks = tuple(remark for one in written for remark in one.remarks)
    scripts = [one.script for one in written]
    standoff = build_standoff(
        [pair for script in scripts for pair in script.corrections],
        [pair for script in scripts for pair in script.doubts],
        agents,
        batch.pages.keys(),
    )
    facsimile = build_facsimile(articles, batch, [word for script in scripts for word in script.words])
    header = build_header(Draft(mark, articles, batch, agents, names, remarks, whole))
    parts = [part for part in (header, standoff, facsimile) if part is not None]
    return serialize(
        element("TEI", *parts, _text(written, whole), id=mark, lang=batch.edition.series.language)
    )


def _write(article: Article, batch: Batch, agents: dict[str, str]) -> _Written:
    script = Script(article, batch, Breaks(batch, short(article)), agents)
    return _Written(script, build_body(script), build_remarks(script))


def _text(written: Sequence[_Written], whole: bool) -> Element:
    if not whole:
        return element("text", element("body", written[0].body))
    texts = [element("text", element("body", one.body), n=str(n)) for n, one in enumerate(written, start=1)]
    return element("text", element("group", *texts))
