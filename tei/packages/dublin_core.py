"""Dublin Core, the fifteen elements that every archive reads."""

from __future__ import annotations

from tei.article import Article
from tei.citation import cite, format_citation
from tei.packages.elements import build, serialize_elements
from tei.packages.issue import Issue


def encode_dublin_core(issue: Issue, article: Article | None = None) -> bytes:
    """An article, or the whole issue, as an oai_dc record; unknown elements are left out."""
    series, edition = issue.batch.edition.series, issue.batch.edition
    creators = article.authors if article else ()
    source = format_citation(cite(article, series)) if article else ""
    day = issue.label.date
    facts = [
        ("title", issue.headline(article) if article else issue.title),
        *(("creator", creator) for creator in creators),
        ("publisher", edition.publisher),
        *(("contributor", person.name) for person in edition.people),
        ("date", day.isoformat() if day else ""),
        ("type", "Text"),
        ("format", "application/tei+xml"),
        ("identifier", article.id if article else issue.name),
        ("source", source.removeprefix("From ").removesuffix(".")),
        ("language", series.language),
        ("relation", issue.name if article else ""),
        *(("rights", f"{licence.text} {licence.target}".strip()) for licence in edition.licences),
    ]
    made = (build(f"dc:{name}", value) for name, value in facts if value)
    return serialize_elements(build("oai_dc:dc", *made))
