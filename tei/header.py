"""The teiHeader: title, publication, source, and the history of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC

from lxml import etree
from lxml.etree import _Element as Element

from corrections.decision import Decision, Verdict
from tei.article import Article, BlockKind
from tei.batch import Batch, decisions, scanned
from tei.bibliography import (
    build_source,
    dated,
    pages_in_words,
    refer,
    refer_to,
    source_id,
    title_of,
)
from tei.encoding import build_encoding
from tei.markup import add, clean, element
from tei.metadata import Licence
from tei.responsibility import state_responsibilities

OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
COUNTED = {
    Verdict.CORRECT: ("misreading put right", "misreadings put right"),
    Verdict.MISPRINT: ("misprint marked", "misprints marked"),
    Verdict.REGULARISE: ("period spelling explained", "period spellings explained"),
    Verdict.KEEP: ("reading confirmed", "readings confirmed"),
    Verdict.FLAG: ("reading left for a second reader", "readings left for a second reader"),
}


def build_header(
    mark: str,
    articles: Sequence[Article],
    batch: Batch,
    agents: dict[str, str],
    names: Sequence[str],
    whole: bool,
) -> Element:
    """The header of an article's file, or, with `whole`, of an issue's.

    `mark` is the xml:id of the TEI element, `names` the elements used in the text, `agents` pointers to
    who decided, by name.
    """
    parts = [
        _file(mark, articles, batch, agents, whole),
        build_encoding(articles, batch, whole, names),
        _profile(articles, batch),
        _dublin_core(articles, batch, whole),
    ]
    changes = _changes(decisions(articles, batch), agents, bool(scanned(articles)))
    return element("teiHeader", *parts, element("revisionDesc", element("listChange", *changes)))


def _file(
    mark: str, articles: Sequence[Article], batch: Batch, agents: dict[str, str], whole: bool
) -> Element:
    version = batch.edition.version or "1.0.0"
    edition = element("edition", f"Digital edition, version {version}", n=version.replace(" ", "_"))
    title = element(
        "titleStmt", *_titles(articles, batch, whole), *state_responsibilities(articles, batch, agents)
    )
    parts = [
        title,
        element("editionStmt", edition),
        _extent(articles, batch),
        _publication(mark, articles, batch),
    ]
    updated = dict.fromkeys(article.updated for article in articles if article.updated)
    if updated:
        text = "Taken over from a transcription last updated on "
        notes = [
            element(
                "note",
                text,
                element("date", f"{day.isoformat()}", when=day.isoformat()),
                ".",
                type="provenance",
            )
            for day in updated
        ]
        parts.append(element("notesStmt", *notes))
    return element("fileDesc", *parts, build_source(articles, batch, whole))


def name_file(articles: Sequence[Article], batch: Batch, whole: bool) -> str:
    """The title of the file: the article's headline, or the issue's reference."""
    if not whole:
        return (
            title_of(articles[0], batch=batch)
            or f"[Untitled article, {refer_to(articles[0], batch.edition.series)}]"
        )
    return refer(articles[0].label, (), batch.edition.series)


def _titles(articles: Sequence[Article], batch: Batch, whole: bool) -> list[Element]:
    series, article = batch.edition.series, articles[0]
    level = None if whole else "a"
    made = [element("title", name_file(articles, batch, whole), type="main", level=level)]
    sub = "" if whole else title_of(article, BlockKind.SUBHEAD, batch)
    if sub:
        made.append(element("title", sub, type="sub", level=level))
    general = element("title", f"TEI edition of an {'issue' if whole else 'article'} of ", type="gmd")
    if not whole:
        general.text = "TEI edition of an article in "
    general.append(element("title", series.title, level="j"))
    if article.label.date:
        add(general, f", {dated(article.label).text}")
    return [*made, general]


def _extent(articles: Sequence[Article], batch: Batch) -> Element:
    numbers = tuple(dict.fromkeys(number for article in articles for number in article.pages))
    images = len(scanned(articles))
    words = 0
    for article in articles:
        for block in article.blocks:
            for line in block.lines:
                for token in line.tokens:
                    reading = batch.reading(article, line, token.id)
                    words += (reading is None or reading.text != "") and not token.hyphenated
    parts = []
    if numbers:
        parts.append(
            element(
                "measure",
                f"{pages_in_words(numbers)} of the newspaper",
                unit="pages",
                quantity=str(len(numbers)),
            )
        )
    if images:
        text = f"{images} page image{'s' if images > 1 else ''}"
        parts.append(element("measure", text, unit="images", quantity=str(images)))
    parts.append(element("measure", f"{words} words", unit="words", quantity=str(words)))
    return element("extent", *parts)


def _publication(mark: str, articles: Sequence[Article], batch: Batch) -> Element:
    edition = batch.edition
    return element(
        "publicationStmt",
        element("publisher", edition.publisher or "[s.n.]"),
        element("pubPlace", edition.place or "[s.l.]"),
        element("idno", mark, type="local"),
        _availability(edition.licences, mark, articles),
    )


def _availability(licences: Sequence[Licence], mark: str, articles: Sequence[Article]) -> Element:
    if not licences:
        text = (
            "No statement of rights has been made for this file: neither for the newspaper's text nor for "
            "this edition of it."
        )
        return element("availability", element("p", text), status="unknown")
    sources = " ".join(f"#{source_id(article)}" for article in articles)
    made = [
        element(
            "licence",
            element("p", licence.text or licence.target),
            target=licence.target or None,
            corresp=sources if licence.scope == "source" else f"#{mark}",
        )
        for licence in licences
    ]
    return element("availability", *made)


def _profile(articles: Sequence[Article], batch: Batch) -> Element:
    language = batch.edition.series.language
    used = element("langUsage", element("language", LANGUAGES.get(language, language), ident=language))
    day = articles[0].label.date
    if day is None:
        return element("profileDesc", used)
    return element("profileDesc", element("creation", element("date", when=day.isoformat())), used)


LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "yi": "Yiddish",
}


def _dublin_core(articles: Sequence[Article], batch: Batch, whole: bool) -> Element:
    series, label = batch.edition.series, articles[0].label
    source = refer(label, (), series) if whole else refer_to(articles[0], series)
    facts = [("title", name_file(articles, batch, whole))]
    facts += [("creator", name) for name in articles[0].authors if not whole]
    facts += [("date", label.date.isoformat())] if label.date else []
    facts += [("source", source), ("language", series.language), ("type", "Text")]
    record = etree.Element(f"{{{OAI}}}dc", nsmap={"oai_dc": OAI, "dc": DC})
    for name, value in facts:
        if value:
            etree.SubElement(record, f"{{{DC}}}{name}").text = clean(value)
    return element("xenoData", record)


def _changes(made: Sequence[Decision], agents: dict[str, str], scans: bool) -> list[Element]:
    """Newest first: a change for each day and name, and the reading or taking over at the bottom."""
    days: dict[tuple[str, str], Counter[Verdict]] = {}
    for decision in made:
        key = (decision.when.astimezone(UTC).date().isoformat(), decision.who)
        days.setdefault(key, Counter())[decision.verdict] += 1
    first = "Optical character recognition and segmentation." if scans else "Taken over from a transcription."
    found = [element("change", first, n="1", who="#app-ocr" if scans else "#app-redpencil")]
    for n, ((day, who), counts) in enumerate(sorted(days.items()), start=2):
        found.append(element("change", _tell(counts), n=str(n), when=day, who=agents[who]))
    return found[::-1]


def _tell(counts: Counter[Verdict]) -> str:
    told = [f"{counts[v]} {words[counts[v] > 1]}" for v, words in COUNTED.items() if counts[v]]
    return f"{', '.join(told)}."
