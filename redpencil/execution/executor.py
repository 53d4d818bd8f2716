"""Who works on the pages of a batch: the one interface that commands know."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Protocol, TypeVar

from redpencil.execution.pool import Pool
from redpencil.execution.portable import Portable
from redpencil.settings import ExecutionSettings
from scans.errors import RedpencilError, SettingsError

Result = TypeVar("Result")
Item = TypeVar("Item", bound=Portable)


class Executor(Protocol):
    """Does the same work on many items, several at once."""

    def check(self, question: Callable[[], object]) -> None:
        """Ask everybody who will work whether they can; what `question` raises comes through."""

    def run(
        self,
        work: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        name: Callable[[Item], str],
        time_limit: float,
    ) -> Generator[tuple[Item, Result | RedpencilError], None, None]:
        """Do `work` on every item; yield each with its result or its error as they come.

        Args:
            work: a module-level function; what it raises is handed back as the item's error.
            items: taken one by one as workers fall idle, so a long batch is never held in memory.
            name: what messages call an item.
            time_limit: seconds for one item, after which its process is killed.
        """


def make_executor(settings: ExecutionSettings, folder: Path) -> Executor:
    """The cluster where a scheduler is named, else this machine's cores.

    Args:
        settings: how many at once, where, and what a page may cost.
        folder: of the project; workers that see it read the scans from there.

    Raises:
        SettingsError: a scheduler is named, but Dask is not installed.
    """
    if not settings.scheduler:
        return Pool(settings.workers or count_cores(), settings.retries, settings.memory)
    if not importlib.util.find_spec("distributed"):
        mend = "Install it: pip install 'redpencil[cluster]'"
        raise SettingsError("scheduler", "Dask is not installed, which hands pages to other machines", mend)
    from redpencil.execution.cluster import Cluster  # only here is Dask needed

    return Cluster(settings, folder)


def count_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
