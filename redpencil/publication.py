"""A batch exported: TEI, and pages to look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corrections.application import Reading, apply
from corrections.store import DecisionStore
from redpencil.documents import Document, Transcription, list_pages, list_transcriptions
from redpencil.preview import Preview
from redpencil.progress import report
from redpencil.project import Project
from scans.discovery import discover
from scans.errors import RedpencilError
from scans.labels import read_labels
from tei.article import Article
from tei.export import Project as Source
from tei.export import export_tei
from tei.overrides import read_overrides


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


def export_batch(project: Project, *, quiet: bool = False, preview: bool = True) -> Tally:
    """Write TEI for every page that was read and every transcription, issue by issue."""
    pages = {page.id: page for page in list_pages(project)}
    transcriptions = {transcription.id: transcription for transcription in list_transcriptions(project)}
    documents: Mapping[str, Document] = {**pages, **transcriptions}
    errors: list[RedpencilError] = []
    imported = tuple(_read_articles(transcriptions.values(), errors))
    scans = {scan.id: scan for scan in discover(project.scans, project.settings.scans).scans}
    every_label = read_labels(tuple(scans.values()), project.settings.scans)
    labels = {page: label for page, label in every_label.items() if page in pages}
    pictures = Preview(project, scans) if preview else None
    files = articles = issues = 0
    with DecisionStore(project.decisions) as store:

        def load_readings(document: str) -> Mapping[str, Reading]:
            return apply(documents[document].passages(), store.decisions(document)).readings

        source = Source(
            project.settings.digital_edition,
            labels,
            lambda page: pages[page].read(),
            load_readings,
            imported,
            read_overrides(project.overrides),
        )
        with report("export", len(labels) + len(imported), quiet=quiet) as reporter:
            for error in errors:
                reporter.fail(str(error))
            for exported in export_tei(source, project.tei):
                files, articles = files + len(exported.files), articles + len(exported.articles)
                issues += 1
                problems = (*exported.problems, *(pictures.add(exported) if pictures else ()))
                errors += problems
                for problem in problems:
                    reporter.fail(str(problem))
                for name in exported.batch.pages:
                    reporter.advance(name)
    if pictures:
        pictures.finish()
    return Tally(files, articles, issues, len(errors), str(project.tei))


def _read_articles(
    transcriptions: Iterable[Transcription], errors: list[RedpencilError]
) -> Iterator[Article]:
    for transcription in transcriptions:
        try:
            yield transcription.read()
        except RedpencilError as error:
            errors.append(error)
