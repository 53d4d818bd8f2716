"""What a project has to export: its pages, what was decided on them, and its transcriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from corrections.decisions.application import Reading, apply_to
from corrections.decisions.store import DecisionStore
from redpencil.documents import Transcription, list_pages, list_transcriptions
from redpencil.editor import read_project_lexicon, read_standing
from redpencil.project import Project
from scans.errors import RedpencilError, isolating
from scans.labels import read_labels
from scans.scan import Scan
from tei.article import Article
from tei.batch import Encoding
from tei.export import Project as Source
from tei.names import index_names
from tei.overrides import read_overrides


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to export, the scans behind it by page id, and what could not be read."""

    source: Source
    scans: Mapping[str, Scan]
    errors: tuple[RedpencilError, ...]


@contextmanager
def gather(project: Project) -> Iterator[Material]:
    """The project's material for export; pages and decisions are read when their turn comes."""
    pages = {page.id: page for page in list_pages(project)}
    transcriptions = {transcription.id: transcription for transcription in list_transcriptions(project)}
    errors: list[RedpencilError] = []
    imported = tuple(_read_articles(transcriptions.values(), errors))
    scans = {scan.id: scan for scan in project.list_scans()}
    # Pages imported without an image: what they are called is told by their names alone.
    bare = (Scan(page, project.scans / page, 1, 0, 0, 300, "") for page in pages if page not in scans)
    labels = read_labels((*scans.values(), *bare), project.settings.scans)
    with DecisionStore(project.decisions, reading=True) as store:

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


def _encoding(project: Project) -> Encoding:
    wanted = project.settings.tei
    lexicon = read_project_lexicon(project)
    names = index_names(lexicon) if wanted.names else None
    compounds = frozenset(form.casefold() for form in lexicon.forms() if "-" in form)
    return Encoding(doubt=wanted.doubt, names=names, compounds=compounds)


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
