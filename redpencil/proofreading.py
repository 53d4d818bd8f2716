"""Plain-text files proofread, several at once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from natsort import natsorted

from corrections.corrector import Corrector
from corrections.editor import Editor
from corrections.lexicon import BUNDLED, read_lexicon
from corrections.plain_text.edits import Change
from corrections.plain_text.proofreading import count_foreign, proofread_file
from corrections.policy import Policy
from corrections.proposal import Recommendation
from redpencil.bugs import tell
from redpencil.execution.executor import count_cores
from redpencil.execution.pool import Pool
from redpencil.progress import report
from scans.errors import RedpencilError, SettingsError
from scans.files import tidy

TIME_LIMIT = 8 * 3600.0
"""Seconds for one text file; a text of 200 MB, 35 million words, takes hours."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to proofread; nothing is written where `target` is None."""

    source: Path
    target: Path | None
    lexicon: tuple[Path, ...]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in one file; `foreign` counts paragraphs in other languages, which are left alone."""

    source: Path
    changes: tuple[Change, ...]
    foreign: int = 0

    @property
    def applied(self) -> tuple[Change, ...]:
        """The certain ones, which are applied where anything is written."""
        return tuple(change for change in self.changes if change.recommendation is Recommendation.APPLY)


def proofread_files(
    source: Path,
    output: Path | None,
    *,
    lexicon: tuple[Path, ...] = (),
    policy: Policy,
    workers: int | None = None,
    quiet: bool = False,
) -> Iterator[Proof | RedpencilError]:
    """Proofread a file, or every .txt file below a folder; results come in the files' order.

    Raises:
        SettingsError: there is nothing to proofread, or the output would overwrite the source.
    """
    jobs = [Job(file, target, lexicon, policy) for file, target in _pair(source, output)]
    for folder in {job.target.parent for job in jobs if job.target}:
        tidy(folder)
    results: dict[Path, Proof | RedpencilError] = {}
    with report("proofread", len(jobs), quiet=quiet or len(jobs) == 1) as reporter:
        pool = Pool(min(workers or count_cores(), len(jobs)))
        outcomes = pool.run(proofread_job, jobs, name=lambda job: str(job.source), time_limit=TIME_LIMIT)
        for job, result in outcomes:
            results[job.source] = result
            if isinstance(result, RedpencilError):
                reporter.fail(tell(result))
            else:
                reporter.advance(job.source.name)
    yield from (results[job.source] for job in jobs)


def proofread_job(job: Job) -> Proof:
    """Proofread one file, in a worker process."""
    corrector = _make_corrector(job.lexicon, job.policy)
    changes = proofread_file(job.source, job.target, Editor(corrector))
    return Proof(job.source, changes, count_foreign(job.source, corrector.find_english))


@functools.cache
def _make_corrector(lexicon: tuple[Path, ...], policy: Policy) -> Corrector:
    return Corrector(read_lexicon(BUNDLED, *lexicon), policy)


def _pair(source: Path, output: Path | None) -> Iterator[tuple[Path, Path | None]]:
    """Each source file with the file to write."""
    if not source.exists():
        raise SettingsError(source, "there is no such file or folder", "Check the name")
    if not source.is_dir() and not source.is_file():  # a pipe would be waited on for ever
        raise SettingsError(source, "is not a file", "Name a file or a folder")
    if source.is_dir():
        files = natsorted(path for path in source.rglob("*.txt") if path.is_file())
        if not files:
            raise SettingsError(source, "holds no .txt files", "Name a file, or another folder")
        targets = [output / file.relative_to(source) if output else None for file in files]
    else:
        files = [source]
        targets = [output / source.name if output and output.is_dir() else output]
    for file, target in zip(files, targets, strict=True):
        if target and target.exists() and target.samefile(file):
            raise SettingsError(target, "is the source itself", "Write to another file or folder")
        yield file, target
