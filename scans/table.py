"""The small CSV that overrides what file names tell."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from scans.dates import parse_date
from scans.errors import FormatError
from scans.numerals import parse_number

_COLUMNS = "scan, page, date, volume, issue"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file from 1, the scan it speaks of, and the label's attributes it sets."""

    line: int
    scan: str
    values: Mapping[str, object]


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a CSV with the columns scan, page, date, volume and issue; only scan must be there.

    Commas, semicolons and tabs are told apart by the first line. Empty cells set nothing.

    Raises:
        FormatError: the file is missing, has no column "scan" or one that is misspelled, or a cell cannot be
            read; it names the line.
    """
    text = _read_text(path)
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        if "scan" not in reader.fieldnames:
            raise FormatError(
                path, 'has no column "scan"', f"Give it a first line with the columns {_COLUMNS}"
            )
        _refuse_misspelled(path, reader.fieldnames)
        return tuple(_read_row(path, reader.line_num, cells) for cells in reader if any(cells.values()))
    except csv.Error as error:
        problem = f"is no CSV in line {reader.line_num} ({error})"
        raise FormatError(path, problem, "Save it as CSV from a spreadsheet") from error


def _refuse_misspelled(path: Path, names: Sequence[str]) -> None:
    """Columns of other names are somebody's notes, unless one of ours is missing and nearly has the name."""
    missing = [column for column in _CELLS if column not in names]
    for name in names:
        if name not in _CELLS and (near := difflib.get_close_matches(name, missing, 1)):
            raise FormatError(path, f'has a column "{name}"', f'Did you mean "{near[0]}"?')


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FormatError(
            path, f"cannot be read ({error.strerror})", "Correct the name of the labels file"
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return str(from_bytes(content).best() or content.decode("latin-1"))


def _read_row(path: Path, line: int, cells: Mapping[str | None, str | list[str] | None]) -> Row:
    plain = {name: cell.strip() for name, cell in cells.items() if name and isinstance(cell, str)}
    if not plain.get("scan"):
        raise FormatError(
            path, f"line {line} names no scan", "Write the scan's file name into the first cell"
        )
    values: dict[str, object] = {}
    for column, (attribute, parse, example) in _CELLS.items():
        if cell := plain.get(column):
            value = parse(cell)
            if value is None:
                raise FormatError(
                    path, f'line {line}: the {column} "{cell}" is none', f"Write it like {example}"
                )
            values[attribute] = value
    return Row(line, plain["scan"], values)


_CELLS: dict[str, tuple[str, Callable[[str], object | None], str]] = {
    "page": ("number", str, "3"),
    "date": ("date", parse_date, "1933-06-03"),
    "volume": ("volume", parse_number, "6"),
    "issue": ("issue", str, "29"),
}
