"""A batch exported as TEI with pages to look at, or published as packages for archives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from corrections.application import Reading, apply_to
from corrections.store import DecisionStore
from redpencil.bugs import tell
from redpencil.correction import read_project_lexicon, read_standing
from redpencil.documents import Transcription, list_pages, list_transcriptions
from redpencil.preview import Preview
from redpencil.progress import Reporter, report
from redpencil.project import Project
from scans.errors import RedpencilError, isolating
from scans.labels import read_labels
from scans.scan import Scan
from tei.article import Article
from tei.batch import Encoding
from tei.export import Exported, export_tei
from tei.export import Project as Source
from tei.names import index_names
from tei.overrides import read_overrides
from tei.packages.issue import Issue
from tei.packages.package import Packing
from tei.packages.publication import publish_issue


@dataclass(frozen=True, slots=True)
class Tally:
    """How an export went: TEI files written, articles and issues in them, and what failed."""

    files: int
    articles: int
    issues: int
    failed: int
    folder: str

    def __str__(self) -> str:
        said = (
            f"{self.files} TEI files written to {self.folder}: {self.articles} articles, {self.issues} issues"
        )
        return f"{said}, {self.failed} FAILED" if self.failed else said


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to export, the scans behind it by page id, and what could not be read."""

    source: Source
    scans: Mapping[str, Scan]
    errors: tuple[RedpencilError, ...]


@dataclass(frozen=True, slots=True)
class Shipping:
    """How packages are made: see `tei.packages`. `base`: their address-to-be, or ""."""

    base: str = ""
    bagged: bool = True
    zipped: bool = False


def export_batch(project: Project, *, quiet: bool = False, preview: bool = True) -> Tally:
    """Write TEI for every page that was read and every transcription, issue by issue."""
    with gather(project) as material, _report("export", material, quiet) as reporter:
        pictures = Preview(project, material.scans) if preview else None
        tally = _export(project, material, reporter, pictures.add if pictures else None)
        if pictures:
            pictures.finish()
    return tally


def publish_batch(project: Project, shipping: Shipping, *, quiet: bool = False) -> Tally:
    """Write TEI and, for each issue that is without fault, its package, checked, into packages/."""
    with gather(project) as material, _report("publish", material, quiet) as reporter:
        packing = Packing(_latest(project), project.scans, shipping.base, project.settings.scans)

        def pack(exported: Exported) -> Iterator[RedpencilError]:
            if exported.problems or not exported.articles:
                return
            issue = Issue(exported.articles, exported.batch)
            published = publish_issue(
                issue, project.packages, packing, bagged=shipping.bagged, zipped=shipping.zipped
            )
            for problem in published.problems:
                yield RedpencilError(problem.path, f"line {problem.line}: {problem.text}", "Please report it")

        return _export(project, material, reporter, pack)


@contextmanager
def gather(project: Project) -> Iterator[Material]:
    """The project's material for export; pages and decisions are read when their turn comes."""
    pages = {page.id: page for page in list_pages(project)}
    transcriptions = {transcription.id: transcription for transcription in list_transcriptions(project)}
    errors: list[RedpencilError] = []
    imported = tuple(_read_articles(transcriptions.values(), errors))
    scans = {scan.id: scan for scan in project.discover().scans}
    # Pages imported without an image: what they are called is told by their names alone.
    bare = (Scan(page, project.scans / page, 1, 0, 0, 300, "") for page in pages if page not in scans)
    labels = read_labels((*scans.values(), *bare), project.settings.scans)
    with DecisionStore(project.decisions) as store:

        def load_readings(document: str, texts: Mapping[str, str]) -> Mapping[str, Reading]:
            return apply_to(texts, read_standing(project, store, document)).readings

        source = Source(
            project.settings.digital_edition,
            {page: label for page, label in labels.items() if page in pages},
            lambda page: pages[page].read(),
            load_readings,
            imported,
            read_overrides(project.overrides),
            _encoding(project),
        )
        yield Material(source, scans, tuple(errors))


@contextmanager
def _report(verb: str, material: Material, quiet: bool) -> Iterator[Reporter]:
    total = len(material.source.labels) + len(material.source.imported) + len(material.errors)
    with report(verb, total, quiet=quiet) as reporter:
        for error in material.errors:
            reporter.fail(tell(error))
        yield reporter


def _export(
    project: Project,
    material: Material,
    reporter: Reporter,
    also: Callable[[Exported], Iterable[RedpencilError]] | None,
) -> Tally:
    files = articles = issues = 0
    failed = len(material.errors)
    for exported in export_tei(material.source, project.tei):
        files, articles, issues = files + len(exported.files), articles + len(exported.articles), issues + 1
        problems = (*exported.problems, *(_do(also, exported) if also else ()))
        failed += len(problems)
        for problem in problems:
            reporter.fail(tell(problem))
        for name in (
            *exported.batch.pages,
            *(a.id for a in exported.articles if a in material.source.imported),
        ):
            reporter.advance(name)
    return Tally(files, articles, issues, failed, str(project.tei))


def _do(
    also: Callable[[Exported], Iterable[RedpencilError]], exported: Exported
) -> tuple[RedpencilError, ...]:
    """What goes wrong when the issue is shown or packed."""
    try:
        with isolating(exported.name):
            return tuple(also(exported))
    except RedpencilError as error:
        return (error,)


def _encoding(project: Project) -> Encoding:
    wanted = project.settings.tei
    names = index_names(read_project_lexicon(project)) if wanted.names else None
    return Encoding(doubt=wanted.doubt, names=names)


def _read_articles(
    transcriptions: Iterable[Transcription], errors: list[RedpencilError]
) -> Iterator[Article]:
    for transcription in transcriptions:
        try:
            with isolating(transcription.id):
                article = transcription.read()
            yield article
        except RedpencilError as error:
            errors.append(error)


def _latest(project: Project) -> datetime:
    """When the material last changed: the same project gives the same packages, to the byte."""
    with DecisionStore(project.decisions) as store:
        last = store.last()
    decided = [last.when] if last else []
    paths = [page.path for page in list_pages(project)] + [text.path for text in list_transcriptions(project)]
    read = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in paths]
    return max((*decided, *read), default=datetime.now(UTC)).replace(microsecond=0)
