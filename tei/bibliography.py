"""What the text comes from: the newspaper, the issue, the article, and its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ocr.page import Page
from scans.numerals import LARGEST, to_roman
from scans.scan import Label
from tei.article import Article, BlockKind
from tei.batch import Batch, short
from tei.citation import Citation, format_citation, page_runs
from tei.citation.dates import format_date
from tei.continuation import UNREAD
from tei.markup import Markup, element, identifier
from tei.metadata import Series
from tei.reading import read_lines
from tei.spelling import degree

_QUOTES = frozenset("\"'‘’“”")
_TITLING = (BlockKind.HEAD, BlockKind.SUBHEAD)
_TOP = frozenset((*_TITLING, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CAPTION, *UNREAD))
"""What stands before the text of an article."""


def title_of(article: Article, batch: Batch, kind: BlockKind = BlockKind.HEAD) -> str:
    """The article's headline (or its other decks) as running text, decisions applied; else its name.

    Headlines further down in the text are no part of it, nor are marks about it: rules and dirt read as such.
    """
    tops = [list(found) for top, found in groupby(article.blocks, lambda block: block.kind in _TOP) if top]
    found = next((top for sought in _TITLING for top in tops if any(b.kind is sought for b in top)), [])
    lines = [line for block in found if block.kind is kind for line in read_lines(block, article, batch)]
    return _clean(" ".join(lines)) or (article.name if kind is BlockKind.HEAD else "")


def _clean(title: str) -> str:
    words = [word for word in title.split() if word not in _QUOTES]
    lettered = [n for n, word in enumerate(words) if any(map(str.isalnum, word))]
    # A full stop that was read as a comma, which stays in the text: no title ends with one.
    return " ".join(words[lettered[0] : lettered[-1] + 1]).rstrip(",;") if lettered else title


@dataclass(frozen=True, slots=True)
class Titles:
    """An article's headline and its other decks as running text, with decisions applied; "" for none."""

    main: str
    sub: str


def find_titles(article: Article, batch: Batch) -> Titles:
    """What an article is called."""
    return Titles(title_of(article, batch), title_of(article, batch, BlockKind.SUBHEAD))


@lru_cache(maxsize=256)
def refer(label: Label, pages: tuple[str, ...], series: Series) -> str:
    """The reference inside a sentence: "The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3"."""
    citation = Citation(series.title, label.volume, label.issue, label.date, page_runs(pages))
    return format_citation(citation, "mia").removeprefix("From ").removesuffix(".")


def refer_to(article: Article, series: Series) -> str:
    """The reference to an article, as `refer` writes it."""
    return refer(article.label, article.pages, series)


def build_source(
    articles: Sequence[Article],
    pages: Sequence[Page],
    series: Series,
    whole: bool,
    titles: Mapping[str, Titles],
) -> Markup:
    """sourceDesc: the issue where the file holds a whole one, each article, and the images.

    `pages` are those that the articles stand on, `titles` what they are called, by id.
    """
    made: list[Markup] = []
    label = articles[0].label
    if whole:
        made.append(
            element("biblStruct", _monograph(label, (), series, editor=True), type="newspaperIssue", id="src")
        )
    for article in articles:
        made.append(_article(article, titles[article.id], series, editor=not whole))
        made.append(_display(article, series))
    if pages:
        made.append(_images(pages, label, series))
    return element("sourceDesc", *made)


def source_id(article: Article) -> str:
    """xml:id of the article's biblStruct."""
    return identifier(short(article), "src")


def list_authors(article: Article) -> list[Markup]:
    """Who wrote the article, an element each; how surely, where only a signature tells."""
    cert = degree(article.authorship) if article.authorship < 1 else None
    return [element("author", name, cert=cert) for name in article.authors]


def _tell_authorship(article: Article) -> list[Markup]:
    """Of an article without a byline: it may still be signed, which does not tell for sure who wrote it."""
    kinds = {block.kind for block in article.blocks}
    if BlockKind.BYLINE in kinds or (article.authors and BlockKind.SIGNED not in kinds):
        return []
    said = "Signed below the text." if BlockKind.SIGNED in kinds else "Unsigned."
    return [element("note", said, type="authorship")]


def _article(article: Article, titled: Titles, series: Series, editor: bool) -> Markup:
    titles = [element("title", titled.main or "[untitled]", level="a", type="main")]
    if titled.sub:
        titles.append(element("title", titled.sub, level="a", type="sub"))
    language = element("textLang", language_name(series.language), mainLang=series.language)
    note = _tell_authorship(article)
    if article.source:
        note.append(element("note", article.source, type="statedSource"))
    return element(
        "biblStruct",
        element("analytic", *list_authors(article), *titles, language),
        _monograph(article.label, article.pages, series, editor),
        *note,
        id=source_id(article),
        type="newspaperArticle",
    )


@lru_cache(maxsize=256)
def _monograph(label: Label, pages: tuple[str, ...], series: Series, editor: bool) -> Markup:
    imprint = [element("pubPlace", series.place)] if series.place else []
    imprint += [element("publisher", series.publisher)] if series.publisher else []
    imprint.append(dated(label))
    scopes = []
    if label.volume is not None:
        scopes.append(element("biblScope", _roman(label.volume), unit="volume", n=str(label.volume)))
    if label.issue:
        scopes.append(element("biblScope", label.issue, unit="issue", n=label.issue))
    for run in page_runs(pages):
        text = run.first if run.first == run.last else f"{run.first}–{run.last}"
        ends = _ends(run.first, run.last)
        scopes.append(element("biblScope", text, unit="page", **ends))
    name = series.editor or f"Editors of {series.title}"
    editors = [element("editor", element("orgName", name), id="series-editor")] if editor else []
    return element(
        "monogr", element("title", series.title, level="j"), *editors, element("imprint", *imprint), *scopes
    )


def _roman(number: int) -> str:
    return to_roman(number) if 0 < number <= LARGEST else str(number)


def _ends(first: str, last: str) -> dict[str, str]:
    """@from and @to, which are words: nothing where a page number holds white space."""
    return {} if " " in first + last else {"from_": first, "to": last}


def _display(article: Article, series: Series) -> Markup:
    reference = f"#{source_id(article)}"
    return element("bibl", f"From {refer_to(article, series)}.", type="display", sameAs=reference)


def _images(pages: Sequence[Page], label: Label, series: Series) -> Markup:
    digests = {page.image: page.sha256 for page in pages if page.sha256}
    numbers = [
        element("idno", digest, type="sha256", subtype=identifier(image)) for image, digest in digests.items()
    ]
    title = f"Page images of {refer(label, (), series)}"
    return element("bibl", element("title", title, level="m"), *numbers, id="scan", type="digitalSource")


LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "yi": "Yiddish",
}
"""English names of the languages of the series we know; others are called by their code."""


def language_name(code: str) -> str:
    """A language's English name."""
    return LANGUAGES.get(code, code)


def dated(label: Label) -> Markup:
    """The issue's date, in words and for machines."""
    if label.date is None:
        return element("date", "[not dated]")
    return element("date", format_date(label.date), when=label.date.isoformat())


def pages_in_words(numbers: Iterable[str]) -> str:
    """Page numbers as a sentence says them: "page 1", "pages 1 and 3", "pages 1, 3 and 4"."""
    known = list(numbers)
    if not known:
        return "pages without a known number"
    if len(known) == 1:
        return f"page {known[0]}"
    return f"pages {', '.join(known[:-1])} and {known[-1]}"
