"""The files of a folder by what they belong to: what shows that a page, or what is beside it, has changed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from redpencil.project import FAILURE_SUFFIX, LAYOUT_SUFFIX, PAGE_SUFFIX
from scans.memory import State, digest_state, list_states
from scans.shares import SHARES, find_share


class Listing:
    """What is in a folder, listed once and not looked into: some microseconds a file.

    Attributes:
        names: of the files of each share, in no order.
        state: what `read_folder_state` tells of the folder; "" where there is none.

    Args:
        folder: whose files are listed, but for hidden ones, and not what is below it.
        identify: the id of the page or transcription that the file of that name belongs to.

    Raises:
        OSError: the folder is there and cannot be looked through.
    """

    def __init__(self, folder: Path, identify: Callable[[str], str]) -> None:
        self.names: list[list[str]] = [[] for _ in range(SHARES)]
        self._sums, self._settled = [0] * SHARES, [True] * SHARES
        told = ""
        with contextlib.suppress(FileNotFoundError):
            self._list(folder, identify)
            told = f"{sum(map(len, self.names))} {sum(self._sums):x}"
        self.state = State(told, all(self._settled))

    def _list(self, folder: Path, identify: Callable[[str], str]) -> None:
        start = len(str(folder)) + 1
        for path, state in list_states(folder, deep=False):
            name = path[start:]
            share = find_share(identify(name))
            self.names[share].append(name)
            self._sums[share] += digest_state(path, state)
            if not state.settled:
                self._settled[share] = False

    def share(self, number: int) -> State:
        """As `state`, of the files of one share."""
        return State(f"{self._sums[number]:x}", self._settled[number])


def list_page_files(folder: Path) -> Listing:
    """The files in pages/."""
    return Listing(folder, _identify_page)


def list_transcription_files(folder: Path) -> Listing:
    """The files in transcriptions/."""
    return Listing(folder, lambda name: Path(name).stem)


def _identify_page(name: str) -> str:
    for suffix in (PAGE_SUFFIX, LAYOUT_SUFFIX, FAILURE_SUFFIX):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name
