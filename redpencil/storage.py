"""Scans fetched from an object store, results sent to one: each file once, and again when it has changed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from redpencil.boundary import translate_os_error
from redpencil.progress import report
from redpencil.project import PROJECT_FILE, Project
from redpencil.wording import count
from scans.errors import FormatError, RedpencilError, SettingsError
from scans.files import PART, replacing
from scans.memory import Memory, read_state

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

THREADS = 8
"""Files on their way at once: a store answers slowly, but to many."""

RESULTS = (
    "pages", "tei", "packages", "transcriptions", "edited", "decisions.sqlite", "articles.toml", PROJECT_FILE,
)  # fmt: skip
"""What is sent of a project: everything but the scans, which it never writes to."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How it went: files copied now, files that were there already, and failures."""

    copied: int
    before: int
    failed: int

    def __str__(self) -> str:
        said = f"{count(self.copied, 'file')} copied, {self.before} were there already"
        return f"{said}, {self.failed} FAILED" if self.failed else said


@dataclass(frozen=True, slots=True)
class Store:
    """A folder in a store that fsspec knows: "s3://bucket/folder", "file:///folder", and others.

    Attributes:
        url: as people write it.
        files: fsspec's view of the whole store.
        root: the folder's path there.
    """

    url: str
    files: AbstractFileSystem
    root: str

    def list(self) -> dict[str, dict[str, Any]]:
        """What fsspec tells of each file, by its path below the folder; empty where there is no folder."""
        self.files.invalidate_cache()
        found = self.files.find(self.root, detail=True)
        return {str(path)[len(self.root) :].lstrip("/"): told for path, told in found.items()}

    def path(self, name: str) -> str:
        """Where that file is in the store."""
        return f"{self.root.rstrip('/')}/{name}"


def open_store(url: str) -> Store:
    """The store's folder.

    Raises:
        SettingsError: fsspec or what it needs for this kind of store is missing, or there is no such kind.
    """
    if not importlib.util.find_spec("fsspec"):
        raise SettingsError(url, "fsspec is not installed", "Install it: pip install 'redpencil[cluster]'")
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(url)
    except ImportError as error:
        mend = "Install what it names, for s3:// with pip install 'redpencil[s3]'"
        raise SettingsError(url, str(error).rstrip("."), mend) from error
    except (ValueError, OSError) as error:
        mend = "Give an address such as s3://bucket/folder"
        raise SettingsError(url, str(error).rstrip("."), mend) from error
    return Store(url, files, root)


def fetch_scans(project: Project, url: str, *, quiet: bool = False) -> Tally:
    """Copy every file of the store's folder into scans/ that is not there yet or has changed in the store."""
    store = open_store(url)
    with _speaking(store):
        found = store.list()
    if not found:
        raise SettingsError(url, "there is no file in it", "Check the address")

    def copy(name: str) -> None:
        target = _target(project.scans, name, store)
        with (
            _speaking(store),
            replacing(target) as part,
            store.files.open(store.path(name), "rb") as source,
            part.open("wb") as file,
        ):
            shutil.copyfileobj(source, file)

    wanted = [name for name in found if not _is_hidden(name)]
    with project.remember() as memory:
        record = _Record(memory, f"copied from {url}")
        fresh = [n for n in wanted if not record.holds(n, _key(found[n]), project.scans / n)]

        def note(name: str) -> None:
            record.note(name, _key(found[name]), project.scans / name)

        return _copy_all("fetch", fresh, len(wanted), copy, note, quiet=quiet)


def send_results(project: Project, url: str, *, quiet: bool = False) -> Tally:
    """Copy every result into the store's folder that is not there yet or has changed here."""
    store = open_store(url)
    with _speaking(store):
        there = store.list()
    files = {path.relative_to(project.folder).as_posix(): path for path in _results(project)}

    def copy(name: str) -> None:
        path = store.path(name)
        with _speaking(store):
            store.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            with files[name].open("rb") as source, store.files.open(path, "wb", autocommit=False) as file:
                shutil.copyfileobj(source, file)
            file.commit()  # until then nobody sees it

    with project.remember() as memory:
        record = _Record(memory, f"copied to {url}")
        fresh = [
            name
            for name, path in files.items()
            if name not in there
            or there[name].get("size") != path.stat().st_size
            or not record.holds(name, "", path)
        ]

        def note(name: str) -> None:
            record.note(name, "", files[name])

        return _copy_all("send", fresh, len(files), copy, note, quiet=quiet)


def _results(project: Project) -> Iterator[Path]:
    for name in RESULTS:
        path = project.folder / name
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in below if file.is_file() and not file.name.endswith(PART))


def _copy_all(
    verb: str,
    names: Sequence[str],
    total: int,
    copy: Callable[[str], None],
    note: Callable[[str], None],
    *,
    quiet: bool,
) -> Tally:
    failed = 0
    with report(verb, len(names), quiet=quiet) as reporter, ThreadPoolExecutor(THREADS) as threads:
        waiting = {threads.submit(copy, name): name for name in names}
        try:
            for done in as_completed(waiting):
                error = done.exception()
                if isinstance(error, RedpencilError):
                    failed += 1
                    reporter.fail(str(error))
                elif error:
                    raise error
                else:
                    note(waiting[done])
                    reporter.advance(waiting[done])
        finally:
            threads.shutdown(cancel_futures=True)
    return Tally(len(names) - failed, total - len(names), failed)


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in name.split("/"))


def _target(folder: Path, name: str, store: Store) -> Path:
    """Where a file of the store goes. Raises FormatError for a name that leads out of the folder."""
    target = folder / name  # on Windows "C:/x" leads out of it, too
    if ".." in PurePosixPath(name).parts or not target.is_relative_to(folder) or "\\" in name or "\0" in name:
        raise FormatError(f"{store.url}/{name}", "its name leads out of the folder", "Rename it in the store")
    return target


def _key(told: dict[str, Any]) -> str:
    """What tells one state of a stored file from another: its digest or its time, and its size."""
    marks = (told.get(name) for name in ("ETag", "etag", "md5Hash", "LastModified", "mtime", "created"))
    return f"{next((mark for mark in marks if mark), '')} {told.get('size')}"


@contextmanager
def _speaking(store: Store) -> Iterator[None]:
    """Turn what goes wrong with a store into an error for people; drivers raise whatever they like."""
    try:
        yield
    except RedpencilError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno and error.filename:
            raise translate_os_error(error) from error
        problem = f"cannot be read or written ({type(error).__name__}: {error})".replace("\n", " ")[:300]
        mend = "Check the address, your access to it and the network, and run the same command again"
        raise RedpencilError(store.url, problem, mend) from error


class _Record:
    """What was copied already."""

    def __init__(self, memory: Memory, topic: str) -> None:
        self._memory, self._topic = memory, topic

    def holds(self, name: str, key: str, path: Path) -> bool:
        """Whether the file is as it was when it was copied, here and there."""
        state = f"{key} {read_state(path).told}" if path.exists() else ""
        return bool(self._memory.recall_state(self._topic, os.fsencode(name), state))

    def note(self, name: str, key: str, path: Path) -> None:
        """The file has been copied."""
        state = f"{key} {read_state(path).told}"
        self._memory.keep_state(self._topic, os.fsencode(name), state, True)
