"""encodingDesc: what was done to the text, said as it was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version

from corrections.decisions.decision import Verdict
from ocr.page import Step
from tei.article import SpanKind
from tei.batch import SOFTWARE
from tei.bibliography import pages_in_words
from tei.draft import Draft
from tei.markup import Markup, element, identifier

_VERSION = re.compile(r"\d+[a-z]*\d*(\.\d+[a-z]*\d*){0,3}")
TAGGED = frozenset(("persName", "orgName", "placeName", "title"))
"""Elements of names in the text."""
EXPLAINED = TAGGED | {"quote", "orig"}
"""Elements of the text that the header explains."""
_HYPHENS = (
    "A hyphen that only divides a word at the end of a line is kept in pc with force=weak; the break that "
    "follows has break=no. A reading text drops both. Hyphens that belong to the word are plain text."
)


@dataclass(frozen=True, slots=True)
class _Manner:
    """What there is to say of how a text was made; many files say the same.

    Attributes:
        scanned, transcribed: where it comes from.
        people, software: who decided something.
        done: what was decided.
        names: those of its elements that are explained.
        notes: whether it has notes of the newspaper's own.
        sourced, linked: whether decisions point to the lexicon, and articles to other issues.
        numbers: of the pages.
        issue: how many articles there are of a whole issue; 0 for a file of one article.
        steps: how its pages were made, each once.
        engine: the first page's.
    """

    scanned: bool
    transcribed: bool
    people: bool
    software: bool
    done: frozenset[Verdict]
    names: frozenset[str]
    notes: bool
    sourced: bool
    linked: bool
    numbers: tuple[str, ...]
    issue: int
    steps: tuple[Step, ...]
    engine: str | None


def build_encoding(draft: Draft) -> Markup:
    """The encoding description: project, sampling, editorial principles, software."""
    deciders = {decision.who for decision in draft.decisions}
    return _describe(
        _Manner(
            scanned=bool(draft.pages),
            transcribed=draft.transcribed,
            people=bool(deciders - {SOFTWARE}),
            software=SOFTWARE in deciders,
            done=frozenset([decision.verdict for decision in draft.decisions]),
            names=draft.names,
            notes=any(s.kind is SpanKind.NOTE for a in draft.articles for b in a.blocks for s in b.spans),
            sourced=any(decision.source for decision in draft.decisions),
            linked=any(article.earlier or article.later for article in draft.articles),
            numbers=draft.numbers,
            issue=len(draft.articles) if draft.whole else 0,
            steps=tuple(dict.fromkeys(step for page in draft.pages for step in page.steps)),
            engine=next((page.steps[-1].software for page in draft.pages if page.steps), None),
        )
    )


@lru_cache(maxsize=64)
def _describe(manner: _Manner) -> Markup:
    parts = [
        element("projectDesc", element("p", _project(manner))),
        element("samplingDecl", element("p", _sampling(manner))),
        _editorial(manner),
    ]
    if "quote" in manner.names:
        rendition = element("rendition", "margin-left: 2em; margin-right: 2em;", id="r-block", scheme="css")
        parts.append(element("tagsDecl", rendition))
    if prefixes := list(_prefixes(manner)):
        parts.append(element("listPrefixDef", *prefixes))
    return element("encodingDesc", *parts, _applications(manner))


def _project(manner: _Manner) -> str:
    begins = []
    if manner.scanned:
        begins.append("was read from page images by optical character recognition")
    if manner.transcribed:
        begins.append("was taken over from an existing transcription")
    begin = f"The text {' or '.join(begins)}"
    if not manner.people and not manner.software:
        return f"{begin}; it has not been corrected."
    how = "by people and, where certain, by the software" if manner.software else "by people"
    how = how if manner.people else "by the software where it was certain, and reviewed by nobody"
    return f"{begin}. Corrections were decided {how}; the change log counts them by name and day."


def _sampling(manner: _Manner) -> str:
    where = f", from {pages_in_words(manner.numbers)}" if manner.numbers else ""
    if count := manner.issue:
        return (
            f"{count} article{'s' if count > 1 else ''} of the issue{where}. Running heads and other page "
            "furniture are left out, and so are pages that were not scanned."
        )
    return f"One article of the issue is encoded{where}. Whatever else the issue holds is not."


def _editorial(manner: _Manner) -> Markup:
    status = "medium" if manner.people else "low"
    parts = [element("correction", element("p", _correction(manner)), status=status, method="markup")]
    spelling = "Period spelling is kept."
    if "orig" in manner.names:
        spelling += " Where the modern form is given, it stands in reg beside orig."
    parts.append(element("normalization", element("p", spelling), method="markup"))
    if manner.scanned:
        parts.append(element("hyphenation", element("p", _HYPHENS), eol="all"))
    parts.append(element("quotation", element("p", "Quotation marks are kept as characters."), marks="all"))
    parts.append(element("punctuation", element("p", "As in the source."), marks="all"))
    parts.append(element("segmentation", element("p", _segmentation(manner))))
    if interpreted := _interpretation(manner):
        parts.append(element("interpretation", element("p", interpreted)))
    return element("editorialDecl", *parts)


def _correction(manner: _Manner) -> str:
    whose = "Misreadings by the OCR engine" if manner.scanned else "Errors of the earlier transcription"
    if manner.scanned and manner.transcribed:
        whose += ", and errors of the earlier transcription,"
    told = f"{whose} have not been corrected. "
    if Verdict.CORRECT in manner.done:
        told = f"{whose} that were found are put right in the text and logged in standOff, never marked sic. "
    if Verdict.MISPRINT in manner.done:
        return told + "Misprints of the newspaper that were recognised stand in sic, what was meant in corr."
    return told + "Misprints of the newspaper are left as they are."


def _segmentation(manner: _Manner) -> str:
    told = []
    if manner.transcribed:
        told.append("Headings, paragraphs, quotations and notes follow the transcription.")
    if manner.scanned:
        told.append(
            "Articles, headings and paragraphs of scanned pages were found by software from their layout, "
            "unless a person set them; cert=low marks a doubtful one. Parts of a paragraph that a jump or a "
            "picture cuts point to each other with next and prev. Lines and text regions have lb and cb; "
            "a word has an element of its own only where it was corrected or is doubtful."
        )
    return " ".join(told)


def _interpretation(manner: _Manner) -> str:
    told = []
    if manner.notes:
        told.append("Notes signed by the newspaper's editors stand in note, with resp pointing to them.")
    if manner.names & TAGGED:
        told.append("Names that the lexicon knows without ambiguity are tagged by software.")
    return " ".join(told)


def _prefixes(manner: _Manner) -> Iterator[Markup]:
    """What private URIs stand for."""
    if manner.sourced or manner.names & TAGGED:
        told = "A form in the lexicon used for correction, in percent encoding."
        yield _prefix("lex", "urn:redpencil:lexicon:$1", told)
    if manner.linked:
        told = (
            "Another part of an article, in the file of another issue; found by software, or set by a person."
        )
        yield _prefix("article", "$1.xml", told)


def _prefix(name: str, replacement: str, told: str) -> Markup:
    return element(
        "prefixDef", element("p", told), ident=name, matchPattern="(.+)", replacementPattern=replacement
    )


def _applications(manner: _Manner) -> Markup:
    made = [_application("app-redpencil", "redpencil", own_version(), ("Correction and TEI export.",))]
    if manner.scanned and manner.engine is None:
        made.append(_application("app-ocr", "OCR", "0", ("The engine is not recorded.",)))
    for n, software in enumerate(dict.fromkeys(step.software for step in manner.steps), start=1):
        mark = "app-ocr" if software == manner.engine else f"app-{n}"
        made.append(_application(mark, software, *_told(software, manner.steps)))
    return element("appInfo", *made)


def _told(software: str, steps: Iterable[Step]) -> tuple[str, tuple[str, ...]]:
    """The version of a piece of software, and its distinct settings, shortened where every page differs."""
    own = [step for step in steps if step.software == software]
    settings = tuple(dict.fromkeys(step.settings for step in own if step.settings))
    more = (f"and {len(settings) - 5} more.",) if len(settings) > 5 else ()
    return own[0].version, settings[:5] + more


def _application(mark: str, software: str, release: str, told: Iterable[str]) -> Markup:
    fits = _VERSION.fullmatch(release)
    label = software if fits else f"{software} {release}".strip()
    described = [element("desc", text) for text in told]
    return element(
        "application",
        element("label", label),
        *described,
        id=mark,
        ident=identifier(software) if software else "unknown",
        version=release if fits else "0",
    )


@cache
def own_version() -> str:
    """The installed version of redpencil; "0" when run from a bare checkout."""
    try:
        return version("redpencil")
    except PackageNotFoundError:
        return "0"
