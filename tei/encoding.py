"""encodingDesc: what was done to the text, said as it was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version

from lxml.etree import _Element as Element

from corrections.decision import Decision, Verdict
from ocr.page import Step
from tei.article import Article, SpanKind
from tei.batch import Batch, decisions, scanned
from tei.bibliography import pages_in_words
from tei.markup import element, identifier

_VERSION = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")


def build_encoding(articles: Sequence[Article], batch: Batch, whole: bool, names: Sequence[str]) -> Element:
    """The encoding description; `names` are the elements that the text really uses."""
    made = decisions(articles, batch)
    parts = [
        element("projectDesc", element("p", _project(articles, made))),
        element("samplingDecl", element("p", _sampling(articles, whole))),
        _editorial(articles, made, bool(scanned(articles)), set(names)),
    ]
    if "quote" in names:
        rendition = element("rendition", "margin-left: 2em; margin-right: 2em;", id="r-block", scheme="css")
        parts.append(element("tagsDecl", rendition))
    if any(decision.source for decision in made if decision.verdict is not Verdict.KEEP):
        parts.append(_prefixes())
    return element("encodingDesc", *parts, _applications(articles, batch))


def _project(articles: Sequence[Article], made: Sequence[Decision]) -> str:
    people = {decision.who for decision in made} - {"redpencil"}
    if scanned(articles):
        begin = "The text was read from page images by optical character recognition"
    else:
        begin = "The text was taken over from an existing transcription"
    if not made:
        return f"{begin}; it has not been corrected."
    how = "by the software's own policy" if not people else "by people and, where certain, by the software"
    if people and not any(decision.who == "redpencil" for decision in made):
        how = "by people"
    return f"{begin}. Corrections were decided {how}; the change log counts them by name and day."


def _sampling(articles: Sequence[Article], whole: bool) -> str:
    if whole:
        numbers = dict.fromkeys(number for article in articles for number in article.pages)
        return f"All articles found on {pages_in_words(numbers)} of the issue; page furniture is left out."
    where = f", from {pages_in_words(articles[0].pages)}" if articles[0].pages else ""
    return f"One article of the issue is encoded{where}. Whatever else those pages hold is not."


def _editorial(
    articles: Sequence[Article], made: Sequence[Decision], scans: bool, names: set[str]
) -> Element:
    people = any(decision.who != "redpencil" for decision in made)
    status = "medium" if people else "low"
    misreadings = (
        "Misreadings by the OCR engine are put right in the text and logged in standOff, never marked sic. "
        if scans
        else "Errors of the earlier transcription are put right in the text and logged in standOff. "
    )
    misprints = (
        "Misprints of the newspaper that were recognised as such stand in sic, what was meant in corr."
    )
    parts = [element("correction", element("p", misreadings + misprints), status=status, method="markup")]
    spelling = "Period spelling is kept."
    if "orig" in names:
        spelling += " Where the modern form is given, it stands in reg beside orig."
    parts.append(element("normalization", element("p", spelling), method="markup"))
    if scans:
        parts += [element("hyphenation", element("p", _HYPHENS), eol="all")]
    parts.append(element("quotation", element("p", "Quotation marks are kept as characters."), marks="all"))
    parts.append(element("punctuation", element("p", "As in the source."), marks="all"))
    parts.append(element("segmentation", element("p", _segmentation(scans))))
    notes = any(s.kind is SpanKind.NOTE for a in articles for b in a.blocks for s in b.spans)
    if notes:
        text = "Notes signed by the newspaper's editors stand in note, with resp pointing to them."
        parts.append(element("interpretation", element("p", text)))
    return element("editorialDecl", *parts)


_HYPHENS = (
    "A hyphen that only divides a word at the end of a line is kept in pc with force=weak; the break that "
    "follows has break=no. A reading text drops both. Hyphens that belong to the word are plain text."
)


def _segmentation(scans: bool) -> str:
    if not scans:
        return "Headings, paragraphs, quotations and notes follow the transcription."
    return (
        "Articles, headings and paragraphs were found by software from the layout of the page, unless the "
        "change log says otherwise; cert=low marks a doubtful one. Lines and text regions have lb and "
        "cb; a word has an element of its own only where it was corrected or is doubtful."
    )


def _prefixes() -> Element:
    text = "A form in the lexicon that supports the correction, in percent encoding."
    prefix = element(
        "prefixDef",
        element("p", text),
        ident="lex",
        matchPattern="(.+)",
        replacementPattern="urn:redpencil:lexicon:$1",
    )
    return element("listPrefixDef", prefix)


def _applications(articles: Sequence[Article], batch: Batch) -> Element:
    pages = [batch.pages[page] for page in scanned(articles)]
    steps = dict.fromkeys(step for page in pages for step in page.steps)
    engines = dict.fromkeys(page.steps[-1].software for page in pages if page.steps)
    made = [_application("app-redpencil", "redpencil", own_version(), ("Correction and TEI export.",))]
    main = next(iter(engines), None)
    if pages and main is None:
        made.append(_application("app-ocr", "OCR", "0", ("The engine is not recorded.",)))
    for n, software in enumerate(dict.fromkeys(step.software for step in steps), start=1):
        mark = "app-ocr" if software == main else f"app-{n}"
        made.append(_application(mark, software, *_told(software, steps)))
    return element("appInfo", *made)


def _told(software: str, steps: Iterable[Step]) -> tuple[str, tuple[str, ...]]:
    """The version of a piece of software, and its distinct settings, shortened where every page differs."""
    own = [step for step in steps if step.software == software]
    settings = tuple(dict.fromkeys(step.settings for step in own if step.settings))
    more = (f"and {len(settings) - 5} more settings.",) if len(settings) > 5 else ()
    return own[0].version, settings[:5] + more


def _application(mark: str, software: str, release: str, told: Iterable[str]) -> Element:
    fits = _VERSION.fullmatch(release)
    label = software if fits else f"{software} {release}".strip()
    described = [element("desc", text) for text in told]
    ident = identifier(software) if software else "unknown"
    return element(
        "application",
        element("label", label),
        *described,
        id=mark,
        ident=ident,
        version=release if fits else "0",
    )


def own_version() -> str:
    """The installed version of redpencil; "0" when run from a bare checkout."""
    try:
        return version("redpencil")
    except PackageNotFoundError:
        return "0"
