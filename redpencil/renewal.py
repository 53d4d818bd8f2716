"""Which issues need not be exported again: neither what their files depend on has changed, nor the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cattrs

import corrections
import ocr
import scans
import tei
from corrections.decisions.store import DecisionStore
from redpencil.project import Project
from redpencil.software import fingerprint_software
from scans.memory import Memory, read_state
from scans.scan import Scan
from tei.edition.site import Shown
from tei.export import IssuePlan
from tei.export import Project as Source

_TOPIC = "export 1"


@dataclass(frozen=True, slots=True)
class Record:
    """What an export made of an issue.

    Attributes:
        articles: how many.
        tei: names of its TEI files.
        shown: what the web edition holds of it; None where none was wanted.
        states: of the files, by path below tei/.
    """

    articles: int
    tei: tuple[str, ...]
    shown: Shown | None
    states: Mapping[str, str]


class Renewal:
    """Remembers issue by issue what was exported, under a digest of all that it depended on.

    That is the text of the issue and, for articles that go on, of its neighbours, what was decided on it,
    what a person set about articles, the project's settings, its lexicon, and our own code.
    """

    def __init__(
        self, project: Project, source: Source, issues: tuple[IssuePlan, ...], found: Mapping[str, Scan]
    ) -> None:
        self._project, self._source, self._issues, self._scans = project, source, issues, found
        self._memory = project.remember()
        self._store = DecisionStore(project.decisions)
        lexicons = [path.read_bytes() for path in project.lexicons]
        self._common = repr(
            (
                fingerprint_software(scans, ocr, corrections, tei),
                source.edition,
                project.settings.tei,
                project.settings.lexicon,
                project.settings.review.readers,
                hashlib.sha256(repr(lexicons).encode()).hexdigest(),
                sorted(source.overrides.continued.items()),
            )
        )
        self._read_text = lru_cache(3)(self._describe)
        self._name = lru_cache(1)(self._identify)

    def __enter__(self) -> Renewal:
        return self

    def __exit__(self, *error: object) -> None:
        self._memory.__exit__(None, None, None)
        self._store.close()

    def recall(self, at: int, shown: bool) -> Record | None:
        """What stands of the issue at that place; None where it, or its edition if `shown`, must be made."""
        try:
            told = self._memory.recall_state(*self._name(at))
            if told is None:
                return None
            record = cattrs.structure(told, Record)
            current = all(read_state(self._project.tei / path).told == s for path, s in record.states.items())
        except OSError:  # a file is gone
            return None
        return record if current and (record.shown or not shown) else None

    def recall_files(self, at: int) -> Mapping[str, str]:
        """The TEI files that an earlier export made of the issue, with their states then."""
        told = self._memory.recall_last(_TOPIC, self._issues[at].name.encode())
        return {name: told["states"][name] for name in told["tei"]} if told else {}

    def keep(self, at: int, articles: int, files: Iterable[Path], shown: Shown | None) -> None:
        """Remember what was made of the issue at that place."""
        names = tuple(path.name for path in files)
        preview = self._project.preview.relative_to(self._project.tei)
        paths = (*names, *(str(preview / path) for path in (shown.files if shown else ())))
        try:
            states = {path: read_state(self._project.tei / path).told for path in paths}
            record = Record(articles, names, shown, states)
            self._memory.keep_state(*self._name(at), cattrs.unstructure(record))
        except OSError:  # something was taken away meanwhile: next time it is made again
            return

    def _identify(self, at: int) -> tuple[str, bytes, str]:
        """Topic, name and state by which the issue is remembered."""
        issue = self._issues[at]
        near = [self._read_text(n) for n in range(max(at - 1, 0), min(at + 2, len(self._issues)))]
        documents = (*issue.pages, *(article.id for article in issue.imported))
        decided = [self._store.rows(document) for document in documents]
        told = repr((self._common, near, at > 0, decided))
        return _TOPIC, issue.name.encode(), hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()

    def _describe(self, at: int) -> str:
        """What tells the text of an issue, and what was set about it, from any other."""
        issue = self._issues[at]
        pages = tuple(self._describe_pages(issue.pages))
        return repr((issue, pages, self._source.overrides.about(issue.pages)))

    def _describe_pages(self, pages: Iterable[str]) -> Iterator[tuple[object, ...]]:
        for page in pages:
            scan = self._scans.get(page)
            digest = _digest(self._project.alto(page), self._memory)
            yield digest, scan.sha256 if scan else "", self._source.labels[page]


def _digest(path: Path, memory: Memory) -> str:
    """Of a file's content; it is read only when it is new or has changed."""
    seen = read_state(path)
    digest = memory.recall("sha256", path, seen)
    if digest is None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        memory.keep("sha256", path, seen, digest)
    return str(digest)
