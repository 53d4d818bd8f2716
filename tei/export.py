"""A project's pages, decisions and transcriptions as TEI files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from corrections.decisions.application import Reading
from corrections.passage import Token
from ocr.page import Page, Word
from scans.errors import FormatError, RedpencilError, isolating
from scans.files import renew_bytes
from scans.scan import Label
from tei.article import Article
from tei.authorship import find_authorship
from tei.batch import Batch, Encoding, full, stem
from tei.markup import identifier
from tei.metadata import Edition, Series
from tei.overrides import Overrides
from tei.precedent import Precedent, examine
from tei.segmentation import group_issues, segment
from tei.serials import link_serials
from tei.writer import Composed, Document, compose, enclose_article, enclose_issue


@dataclass(frozen=True, slots=True)
class Project:
    """What there is to export; pages and readings are asked for when their issue's turn comes.

    Attributes:
        edition: who publishes what.
        labels: by page id, in page order.
        load_page: the page of an id.
        load_readings: what was decided in a document, by token id; the document is a page's id or that of an
            imported article, and comes with its tokens' texts by id.
        imported: articles from transcriptions.
        overrides: what a person has set about articles.
    """

    edition: Edition
    labels: Mapping[str, Label]
    load_page: Callable[[str], Page]
    load_readings: Callable[[str, Mapping[str, str]], Mapping[str, Reading]]
    imported: Sequence[Article] = ()
    overrides: Overrides = Overrides()  # noqa: RUF009 (frozen)
    encoding: Encoding = Encoding()  # noqa: RUF009 (frozen)


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """What there is of an issue: its name and label, ids of its pages, and its imported articles."""

    name: str
    label: Label
    pages: tuple[str, ...]
    imported: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """One issue: its articles, what is behind them, the files written, its own first, and what went wrong."""

    name: str
    articles: tuple[Article, ...]
    batch: Batch
    files: tuple[Path, ...]
    problems: tuple[RedpencilError, ...] = ()


class Export:
    """A project's issues drafted and written, one after another or only some of them.

    A file is held to the profile before it takes the place of the old one; one that does not hold is not
    written. Memory holds an issue and its neighbours.
    """

    def __init__(self, project: Project, folder: Path) -> None:
        """`folder`: of the TEI files."""
        self.issues = plan_issues(project)
        self.folder = folder
        self._project = project
        self._near: dict[int, Exported] = {}
        self._kept: set[str] = set()
        self._whole = True

    def draft(self, at: int) -> Exported:
        """The issue of that place among `issues` as `write` would write it."""
        window = range(max(at - 1, 0), min(at + 2, len(self.issues)))
        self._near = {n: self._near.get(n) or _draft(self._project, self.issues[n]) for n in window}
        articles = (draft.articles for draft in self._near.values())
        linked = tuple(
            link_serials(articles, self._project.edition.series, self._project.overrides.continued)
        )
        return replace(self._near[at], articles=linked[at - window.start])

    def write(self, at: int) -> Exported:
        """Write a TEI file for each article of the issue, and one for the issue.

        What fails is told in `problems`.
        """
        exported = _write(self.draft(at), self.folder)
        self._whole = self._whole and not exported.problems
        self.keep(path.name for path in exported.files)
        return exported

    def keep(self, files: Iterable[str]) -> None:
        """Say that files of an earlier export, by their names, are still what would be written."""
        self._kept.update(files)

    def finish(self) -> None:
        """Remove files of earlier exports that belong to no article any more, unless something failed."""
        if self._whole:
            for path in list(self.folder.glob(f"{identifier(self._project.edition.series.id)}.*.xml")):
                if path.name not in self._kept:
                    path.unlink()


def plan_issues(project: Project) -> tuple[IssuePlan, ...]:
    """The issues that there is anything of, in order of time; those without a date come last."""
    articles: dict[Label, list[Article]] = {}
    for article in project.imported:
        articles.setdefault(replace(article.label, number=None), []).append(article)
    pages = {replace(project.labels[ids[0]], number=None): ids for ids in group_issues(project.labels)}
    names = {label: identifier(stem(label, project.edition.series)) for label in pages | articles}
    issues = (
        IssuePlan(name, label, pages.get(label, ()), tuple(articles.get(label, ())))
        for label, name in names.items()
    )
    return tuple(sorted(issues, key=lambda issue: (issue.label.date or date.max, issue.name)))


def draft_issues(project: Project) -> Iterator[Exported]:
    """The issues as an export would write them, without writing anything."""
    export = Export(project, Path())
    return (export.draft(at) for at in range(len(export.issues)))


def _draft(project: Project, issue: IssuePlan) -> Exported:
    series = project.edition.series
    problems: list[RedpencilError] = []
    batch = _gather(project, issue.pages, issue.imported, problems)
    articles = issue.imported
    try:
        with isolating(issue.name):
            found = segment(list(batch.pages.values()), batch.labels, series, project.overrides)
        articles = tuple(name_authors(article, batch) for article in (*found, *issue.imported))
        _refuse_doubles(articles, series)
    except RedpencilError as error:
        articles = ()
        problems.append(error)
    return Exported(issue.name, articles, batch, (), tuple(problems))


def name_authors(article: Article, batch: Batch) -> Article:
    """The article with whom it is by, decisions applied."""
    found = find_authorship(article, batch)
    return replace(article, authors=found.names, authorship=found.confidence)


def _write(draft: Exported, folder: Path) -> Exported:
    """Write the issue, and the articles, which are held to the profile together with it."""
    problems, files = list(draft.problems), list[Path]()
    composed: list[Composed] = []
    precedent = None

    def write(path: Path, enclose: Callable[[], Document]) -> Precedent | None:
        with _telling(problems):
            with isolating(path):
                document = enclose()
            found = write_valid(path, document, precedent)
            files.append(path)
            return found
        return None

    def place(article: Article) -> Path:
        return folder / f"{identifier(full(article, draft.batch.edition.series))}.xml"

    for article in draft.articles:
        with _telling(problems), isolating(place(article)):
            composed.append(compose(article, draft.batch))
    if composed and len(composed) == len(draft.articles):
        precedent = write(folder / f"{draft.name}.xml", lambda: enclose_issue(composed))
    for one in composed:
        write(place(one.article), partial(enclose_article, one))
    return replace(draft, files=tuple(files), problems=tuple(problems))


@contextmanager
def _telling(problems: list[RedpencilError]) -> Iterator[None]:
    """Note what goes wrong, and go on."""
    try:
        yield
    except RedpencilError as error:
        problems.append(error)


def _gather(
    project: Project, ids: Sequence[str], imported: Sequence[Article], problems: list[RedpencilError]
) -> Batch:
    """The issue's pages and readings; a page that cannot be loaded becomes a problem."""
    pages: dict[str, Page] = {}
    for page in ids:
        try:
            with isolating(page):
                pages[page] = project.load_page(page)
        except RedpencilError as error:
            problems.append(error)
    texts = {name: _texts(line.words for line in page.lines()) for name, page in pages.items()}
    texts |= {article.id: _texts(passage.tokens for passage in article.passages()) for article in imported}
    readings = {name: project.load_readings(name, held) for name, held in texts.items()}
    labels = {page: project.labels[page] for page in pages}
    return Batch(project.edition, pages, labels, readings, project.encoding)


def _texts(runs: Iterable[Iterable[Word | Token]]) -> dict[str, str]:
    return {token.id: token.text for run in runs for token in run}


def write_valid(path: Path, document: Document, precedent: Precedent | None = None) -> Precedent:
    """Write a TEI document that holds to the profile, unless the file holds it already.

    Returns the document as a precedent for others that have parts of it, or the one that it had itself.

    Raises:
        FormatError: it does not hold; the file, if there is an old one, stays as it was.
    """
    layout = document.layout
    if precedent is None or not precedent.covers(layout, path):
        problems, precedent = examine(layout, path)
        if problems:
            mend = "This is a bug in redpencil, please report it; no file was written"
            said = f"would not be valid TEI, line {problems[0].line}: {problems[0].text}"
            raise FormatError(path, said, mend)
    renew_bytes(path, layout.content)
    return precedent


def _refuse_doubles(articles: Sequence[Article], series: Series) -> None:
    names = [identifier(full(article, series)) for article in articles]
    for name in names:
        if names.count(name) > 1:
            mend = "Give the imported transcription, or the article in articles.toml, another id"
            raise FormatError(f"{name}.xml", "would hold two articles with the same id", mend)
