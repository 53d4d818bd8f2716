"""A project directory: where everything of one batch is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from redpencil.settings import Settings, read_settings
from scans.discovery import Discovery, discover
from scans.errors import BusyError, SettingsError
from scans.files import PART, tidy
from scans.memory import Memory, State
from scans.scan import Scan

PROJECT_FILE = "redpencil.toml"
PAGE_SUFFIX = ".alto.xml"
LAYOUT_SUFFIX = ".layout.toml"
FAILURE_SUFFIX = ".error.txt"


@dataclass(frozen=True, slots=True)
class Project:
    """One batch on disk. `folder` is absolute; `settings` come from its redpencil.toml."""

    folder: Path
    settings: Settings

    @property
    def scans(self) -> Path:
        """The user's images; never written to."""
        return self.folder / "scans"

    @property
    def pages(self) -> Path:
        """What the engine read, an ALTO file a page."""
        return self.folder / "pages"

    @property
    def transcriptions(self) -> Path:
        """Imported transcriptions, as they came."""
        return self.folder / "transcriptions"

    @property
    def decisions(self) -> Path:
        """The append-only store."""
        return self.folder / "decisions.sqlite"

    @property
    def overrides(self) -> Path:
        """What a person has set about articles."""
        return self.folder / "articles.toml"

    @property
    def learned(self) -> Path:
        """The published texts whose words and phrases the corrector has learned."""
        return self.folder / "learned"

    @property
    def tei(self) -> Path:
        """What is exported; rebuildable at any time."""
        return self.folder / "tei"

    @property
    def preview(self) -> Path:
        """The web edition of what is exported."""
        return self.tei / "preview"

    @property
    def packages(self) -> Path:
        """What is published: a package an issue."""
        return self.folder / "packages"

    @property
    def state(self) -> Path:
        """The lock and other things that nobody needs to keep."""
        return self.folder / ".redpencil"

    def remember(self) -> Memory:
        """What was found out about the project's files when they were looked at last."""
        return Memory(self.state / "files.sqlite")

    def discover(self, memory: Memory, state: State | None = None) -> Discovery:
        """The scans of the batch; only those that are new or have changed are looked into.

        `state` is what `read_folder_state` tells of scans/, where that is known.
        """
        return discover(self.scans, self.settings.scans, memory, state)

    def list_scans(self) -> tuple[Scan, ...]:
        """The scans of the batch that can be read, in natural order."""
        with self.remember() as memory:
            return self.discover(memory).scans

    @property
    def lexicons(self) -> tuple[Path, ...]:
        """The project's own lexicon files that exist."""
        return tuple(path for path in self.settings.lexicon.files if path.exists())

    def alto(self, page: str) -> Path:
        """Where the page with that id is, or will be."""
        return self.folder.joinpath("pages", f"{page}{PAGE_SUFFIX}")

    def layout(self, page: str) -> Path:
        """Where a person's own regions of that page are, or would be."""
        return self.folder.joinpath("pages", f"{page}{LAYOUT_SUFFIX}")

    def failure(self, page: str) -> Path:
        """Where it is written why the page could not be read."""
        return self.pages / f"{page}{FAILURE_SUFFIX}"

    def thorough(self) -> Project:
        """The same project, whose doubtful lines are read several times, whatever its file says."""
        ocr = replace(self.settings.ocr, thorough=True)
        return replace(self, settings=replace(self.settings, ocr=ocr))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing to the project meanwhile.

        Raises:
            BusyError: another process is at work on it.
        """
        self.state.mkdir(exist_ok=True)
        lock = FileLock(self.state / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BusyError(
                self.folder,
                "another redpencil is at work on this project",
                "Wait until it has finished, or stop it; nothing is lost",
            ) from error
        try:
            self._tidy()
            yield
            self._unfinished.unlink(missing_ok=True)
        finally:
            lock.release()

    @property
    def _unfinished(self) -> Path:
        return self.state / "unfinished"

    def _tidy(self) -> None:
        """Remove what a process left that was killed while it wrote."""
        if self._unfinished.exists():
            for folder in (self.pages, self.transcriptions, self.learned, self.tei, self.packages):
                for part in list(folder.rglob(f".*{PART}")):
                    shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)
            for folder in (self.folder, self.state):
                tidy(folder)
            tidy(self.scans, deep=True)  # what `pull` left
        self._unfinished.touch()


def open_project(start: Path) -> Project:
    """Open the project that `start` lies in, looking upwards as git does.

    Raises:
        SettingsError: there is no project file, or it makes no sense.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return Project(folder, read_settings(folder / PROJECT_FILE))
    raise SettingsError(start, "is not in a redpencil project", "Make one with 'redpencil init FOLDER'")
