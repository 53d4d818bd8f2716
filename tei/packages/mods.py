"""Descriptions of issues and articles in MODS, for METS."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from tei.article import Article
from tei.citation import format_pages, page_runs
from tei.packages.elements import build
from tei.packages.issue import Issue


def describe_issue(issue: Issue) -> Element:
    """The issue: title, place, publisher, date, volume and number, and the rights that were stated."""
    series = issue.batch.edition.series
    return build(
        "mods:mods",
        build("mods:titleInfo", build("mods:title", series.title)),
        build("mods:typeOfResource", "text"),
        build("mods:genre", "newspaper issue"),
        _origin(issue),
        build("mods:language", build("mods:languageTerm", series.language, type="code", authority="rfc3066")),
        *_parts(issue, ()),
        build("mods:identifier", issue.name, type="local"),
        *_rights(issue),
    )


def describe_article(issue: Issue, article: Article) -> Element:
    """The article: title, authors, pages, and the issue that hosts it."""
    series = issue.batch.edition.series
    names = (
        build("mods:name", build("mods:namePart", name), build("mods:role", build("mods:roleTerm", "author")))
        for name in article.authors
    )
    host = build(
        "mods:relatedItem",
        build("mods:titleInfo", build("mods:title", series.title)),
        _origin(issue),
        *_parts(issue, article.pages),
        type="host",
    )
    return build(
        "mods:mods",
        build("mods:titleInfo", build("mods:title", issue.headline(article))),
        *names,
        build("mods:genre", article.genre),
        host,
        build("mods:identifier", article.id, type="local"),
    )


def _origin(issue: Issue) -> Element:
    series, day = issue.batch.edition.series, issue.label.date
    place = build("mods:place", build("mods:placeTerm", series.place, type="text")) if series.place else None
    publisher = build("mods:publisher", series.publisher) if series.publisher else None
    issued = build("mods:dateIssued", day.isoformat(), encoding="w3cdtf") if day else None
    return build("mods:originInfo", place, publisher, issued)


def _parts(issue: Issue, pages: tuple[str, ...]) -> Iterator[Element]:
    label = issue.label
    numbers = (("volume", label.volume), ("issue", label.issue))
    details = [
        build("mods:detail", build("mods:number", str(number)), type=kind)
        for kind, number in numbers
        if number is not None
    ]
    if pages:
        written = format_pages(page_runs(pages)).partition(" ")[2]
        details.append(build("mods:extent", build("mods:list", written), unit="pages"))
    if details:
        yield build("mods:part", *details)


def _rights(issue: Issue) -> Iterator[Element]:
    for licence in issue.batch.edition.licences:
        yield build("mods:accessCondition", licence.text or licence.target, displayLabel=licence.scope)
