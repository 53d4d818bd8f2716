"""The teiHeader: title, publication, source, and the history of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC

from corrections.decisions.decision import Verdict
from tei.bibliography import (
    build_source,
    language_name,
    list_authors,
    pages_in_words,
    refer,
    refer_to,
    source_id,
)
from tei.citation.dates import format_date
from tei.draft import Draft
from tei.encoding import build_encoding
from tei.markup import Markup, element
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
_NO_RIGHTS = (
    "No statement of rights has been made for this file: neither for the newspaper's text nor for this "
    "edition of it."
)


def build_header(draft: Draft) -> Markup:
    """The header of an article's file, or of an issue's."""
    return element(
        "teiHeader",
        _file(draft),
        build_encoding(draft),
        _profile(draft),
        _dublin_core(draft),
        element("revisionDesc", element("listChange", *_changes(draft))),
    )


def _file(draft: Draft) -> Markup:
    version = draft.batch.edition.version or "1.0.0"
    edition = element("edition", f"Digital edition, version {version}", n=version.replace(" ", "_"))
    notes = [*_provenance(draft), *draft.remarks]
    return element(
        "fileDesc",
        element("titleStmt", *_titles(draft), *state_responsibilities(draft)),
        element("editionStmt", edition),
        _extent(draft),
        _publication(draft),
        *([element("notesStmt", *notes)] if notes else []),
        build_source(draft.articles, draft.pages, draft.series, draft.whole, draft.titles),
    )


def _provenance(draft: Draft) -> list[Markup]:
    days = dict.fromkeys(article.updated for article in draft.articles if article.updated)
    text = "Taken over from a transcription last updated on "
    return [
        element("note", text, element("date", format_date(day), when=day.isoformat()), ".", type="provenance")
        for day in days
    ]


def name_file(draft: Draft) -> str:
    """The title of the file: the article's headline, or the issue's reference."""
    article = draft.articles[0]
    if draft.whole:
        return refer(article.label, (), draft.series)
    return draft.titles[article.id].main or f"[Untitled article, {refer_to(article, draft.series)}]"


def _titles(draft: Draft) -> list[Markup]:
    article, level = draft.articles[0], None if draft.whole else "a"
    made = [element("title", name_file(draft), type="main", level=level)]
    sub = "" if draft.whole else draft.titles[article.id].sub
    if sub:
        made.append(element("title", sub, type="sub", level=level))
    what = "an issue of " if draft.whole else "an article in "
    day = f", {format_date(article.label.date)}" if article.label.date else ""
    series = element("title", draft.series.title, level="j")
    authors = [] if draft.whole else list_authors(article)
    return [*made, element("title", f"TEI edition of {what}", series, day, type="gmd"), *authors]


def _extent(draft: Draft) -> Markup:
    parts = []
    if numbers := draft.numbers:
        text = f"{pages_in_words(numbers)} of the newspaper"
        parts.append(element("measure", text, unit="pages", quantity=str(len(numbers))))
    if images := len(draft.pages):
        text = f"{images} page image{'s' if images > 1 else ''}"
        parts.append(element("measure", text, unit="images", quantity=str(images)))
    words = f"{draft.words} word{'' if draft.words == 1 else 's'}"
    parts.append(element("measure", words, unit="words", quantity=str(draft.words)))
    return element("extent", *parts)


def _publication(draft: Draft) -> Markup:
    edition = draft.batch.edition
    return element(
        "publicationStmt",
        element("publisher", edition.publisher or "[s.n.]"),
        element("pubPlace", edition.place or "[s.l.]"),
        element("idno", draft.mark, type="local"),
        _availability(draft),
    )


def _availability(draft: Draft) -> Markup:
    licences = draft.batch.edition.licences
    if not licences:
        return element("availability", element("p", _NO_RIGHTS), status="unknown")
    sources = " ".join(f"#{source_id(article)}" for article in draft.articles)
    made = [
        element(
            "licence",
            element("p", licence.text or licence.target),
            target=licence.target or None,
            corresp=sources if licence.scope == "source" else f"#{draft.mark}",
        )
        for licence in licences
    ]
    return element("availability", *made)


def _profile(draft: Draft) -> Markup:
    language = draft.series.language
    used = element("langUsage", element("language", language_name(language), ident=language))
    day = draft.articles[0].label.date
    created = [element("creation", element("date", when=day.isoformat()))] if day else []
    return element("profileDesc", *created, used)


def _dublin_core(draft: Draft) -> Markup:
    article, series = draft.articles[0], draft.series
    source = refer(article.label, (), series) if draft.whole else refer_to(article, series)
    facts = [("title", name_file(draft))]
    facts += [("creator", name) for name in article.authors if not draft.whole]
    facts += [("date", article.label.date.isoformat())] if article.label.date else []
    facts += [("source", source), ("language", series.language), ("type", "Text")]
    told = [element(f"dc:{name}", value) for name, value in facts]
    return element("xenoData", element("oai_dc:dc", *told, **{"xmlns:oai_dc": OAI, "xmlns:dc": DC}))


def _changes(draft: Draft) -> Sequence[Markup]:
    """Newest first: a change for each day and name, and the reading or taking over at the bottom."""
    days: dict[tuple[str, str], Counter[Verdict]] = {}
    for decision in draft.decisions:
        key = (decision.when.astimezone(UTC).date().isoformat(), decision.who)
        days.setdefault(key, Counter())[decision.verdict] += 1
    begun = []
    if draft.transcribed:
        begun.append(("Taken over from a transcription.", "#app-redpencil"))
    if draft.pages:
        begun.append(("Optical character recognition.", "#app-ocr"))
        begun.append(("Segmentation into articles.", "#app-redpencil"))
    told: list[tuple[str, str | None, str]] = [(text, None, who) for text, who in begun]
    told += [(_tell(counts), day, draft.batch.agents[who]) for (day, who), counts in sorted(days.items())]
    made = [
        element("change", text, n=str(n), when=day, who=who)
        for n, (text, day, who) in enumerate(told, start=1)
    ]
    return made[::-1]


def _tell(counts: Counter[Verdict]) -> str:
    told = [f"{counts[v]} {words[counts[v] > 1]}" for v, words in COUNTED.items() if counts[v]]
    return f"{', '.join(told)}."
