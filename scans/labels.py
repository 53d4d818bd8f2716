"""What each page of a batch is called: date, volume, issue and page number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from scans.errors import ScanError
from scans.pattern import compile_pattern
from scans.scan import Label, Scan
from scans.settings import ScanSettings
from scans.table import Row, read_table


def read_labels(scans: Sequence[Scan], settings: ScanSettings) -> Mapping[str, Label]:
    """The label of each scan, by scan id, from its file name and then from the labels CSV.

    In a file of many pages the number counts on from the page in the file's name, or else from 1.
    A row of the CSV names a scan by its id, or a file by its name (with or without suffix) or its
    path's end; a page number there is the number of the file's first page.

    Raises:
        SettingsError: the pattern is wrong.
        FormatError: the CSV is wrong.
    """
    pattern = compile_pattern(settings.pattern)
    labels = {scan.id: pattern.read(scan.path) or Label() for scan in scans}
    files = _group_by_file(scans)
    for pages in files.values():
        if len(pages) > 1:
            _count_on(labels, pages)
    index = _Index(files)
    for row in read_table(settings.labels) if settings.labels else ():
        for pages in index.find(row):
            labels.update({scan.id: replace(labels[scan.id], **row.values) for scan in pages})  # type: ignore[arg-type]
            if len(pages) > 1 and "number" in row.values:
                _count_on(labels, pages)
    return MappingProxyType(labels)


def check_labels(
    scans: Sequence[Scan], labels: Mapping[str, Label], settings: ScanSettings
) -> tuple[ScanError, ...]:
    """What a person should know about the labels; nothing is dropped for it.

    Two pages of one issue with one number; a file name that does not fit the pattern; a row of the CSV
    that fits no scan. Raises SettingsError and FormatError as `read_labels` does.
    """
    pattern, files = compile_pattern(settings.pattern), _group_by_file(scans)
    rows, index = read_table(settings.labels) if settings.labels else (), _Index(files)
    named = {pages[0].path for row in rows for pages in index.find(row)}
    misfits = (
        ScanError(path, f'the name does not fit the pattern "{settings.pattern}"', _MEND_NAME)
        for path, pages in files.items()
        if labels[pages[0].id].date is None and path not in named and pattern.read(path) is None
    )
    strays = (
        ScanError(
            settings.labels or "", f'line {row.line} speaks of "{row.scan}", which is no scan here', _MEND_ROW
        )
        for row in rows
        if not index.find(row)
    )
    return (*misfits, *strays, *_find_doubles(scans, labels))


_MEND_NAME = "Rename it, change the pattern in redpencil.toml, or name it in the labels.csv"
_MEND_ROW = "Write the file name as it is in the folder of scans"
_MEND_DOUBLE = "Keep both if both are wanted, or give one another number in the labels.csv"


def _find_doubles(scans: Iterable[Scan], labels: Mapping[str, Label]) -> Iterable[ScanError]:
    first: dict[tuple[object, ...], Scan] = {}
    for scan in scans:
        label = labels[scan.id]
        if label.number is not None and (label.date or label.issue):
            called = label.number.casefold(), label.date, label.volume, label.issue
            other = first.setdefault(called, scan)
            if other is not scan:
                when = label.date or f"issue {label.issue}"
                yield ScanError(
                    scan.path, f"is page {label.number} of {when}, and so is {other.path.name}", _MEND_DOUBLE
                )


def _group_by_file(scans: Iterable[Scan]) -> dict[Path, list[Scan]]:
    files: dict[Path, list[Scan]] = defaultdict(list)
    for scan in scans:
        files[scan.path].append(scan)
    return files


def _count_on(labels: dict[str, Label], pages: Sequence[Scan]) -> None:
    """Number the pages of a file on from the number that all of them bear, or else from 1."""
    start = labels[pages[0].id].number or "1"
    if start.isdigit():
        for offset, scan in enumerate(pages):
            labels[scan.id] = replace(labels[scan.id], number=str(int(start) + offset))


class _Index:
    """Finds the pages that a row of the CSV speaks of, without a look at every scan for every row.

    It is made when the first row asks: most batches have none.
    """

    def __init__(self, files: Mapping[Path, list[Scan]]) -> None:
        self._files = files

    @cached_property
    def _by_id(self) -> dict[str, Scan]:
        return {scan.id: scan for pages in self._files.values() for scan in pages}

    @cached_property
    def _by_name(self) -> dict[str, dict[Path, list[Scan]]]:
        found: dict[str, dict[Path, list[Scan]]] = defaultdict(dict)
        for path, pages in self._files.items():
            for name in (path.stem, path.name):
                found[name][path] = pages
        return found

    def find(self, row: Row) -> list[list[Scan]]:
        """The pages a row speaks of, a list for each file."""
        if scan := self._by_id.get(row.scan):
            return [[scan]]
        wanted = row.scan.replace("\\", "/")
        near = self._by_name.get(wanted.rpartition("/")[2], {})
        return [pages for path, pages in near.items() if _is_named(path, wanted)]


def _is_named(path: Path, wanted: str) -> bool:
    whole = path.as_posix()
    return wanted in (path.stem, path.name) or whole == wanted or whole.endswith("/" + wanted)
