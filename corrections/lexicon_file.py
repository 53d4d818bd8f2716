"""Lexicon files: plain CSV that people edit, diff, and open in a spreadsheet.

The first row names the columns; `#` starts a comment line; variants are parted by `|`; rows are sorted by
form. Comma, semicolon and tab all do as separators, because spreadsheets write any of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corrections.entry import Entry, Kind
from scans.errors import BusyError, FormatError
from scans.files import tidy, write_text

COLUMNS = ("form", "kind", "variants", "modern", "source", "note")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a lexicon file; `line` counts from 1, and 0 means the whole file."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A lexicon file taken apart: column names, their separator, and numbered data rows."""

    columns: tuple[str, ...]
    separator: str
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Read a lexicon file.

    Raises:
        FormatError: it is missing, not UTF-8, or a row cannot be understood; the line is named.
    """
    return tuple(_entry(path, line, row) for line, row in _parse(path, _read(path)).rows)


def check_lexicon(path: Path) -> tuple[Problem, ...]:
    """List everything that is wrong with a lexicon file, in line order; empty when it is sound."""
    try:
        table = _parse(path, _read(path))
    except FormatError as error:
        return (Problem(0, f"{error.problem}. {error.mend}."),)
    return tuple(sorted(_faults(table), key=lambda problem: problem.line))


def add_entry(path: Path, entry: Entry) -> None:
    """Put an entry where it belongs in a lexicon file, leaving every other line as it is.

    The file is made when it is not there, and is replaced in one step.

    Raises:
        FormatError: the file is broken, cannot be written, or holds the form already.
        BusyError: another process has been writing the file for ten seconds.
    """
    with _writing(path):
        text = _read(path) if path.exists() else ",".join(COLUMNS) + "\n"
        write_text(path, _insert(path, text, entry))


def remove_entry(path: Path, entry: Entry) -> None:
    """Take an entry out of a lexicon file again, leaving every other line as it is.

    A row is left alone whose source is another: then somebody else has vouched for the word.

    Raises:
        FormatError: the file is broken or cannot be written.
        BusyError: another process has been writing the file for ten seconds.
    """
    with _writing(path):
        text = _read(path)
        rows = _parse(path, text).rows
        gone = {n for n, row in rows if (row["form"], row.get("source")) == (entry.form, entry.source)}
        lines = text.splitlines(keepends=True)
        write_text(path, "".join(line for number, line in enumerate(lines, 1) if number not in gone))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Keep other processes from writing the file meanwhile."""
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=10):
            tidy(path.parent)
            yield
    except Timeout:
        raise BusyError(path, "another process is writing it", "Try again when that is done") from None
    except OSError as error:
        problem = f"it cannot be written ({error.strerror})"
        raise FormatError(path, problem, "Free some space, or make the folder writable") from None


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(path, "it is not UTF-8 text", "Save it again as “CSV UTF-8”") from None
    except OSError as error:
        raise FormatError(path, f"it cannot be read ({error.strerror})", "Check the path") from None


def _parse(path: Path, text: str) -> _Table:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    header = lines[0][1] if lines else ""
    separator = max(",;\t", key=header.count)
    columns = tuple(name.strip().lower() for name in header.split(separator))
    if not {"form", "kind"} <= set(columns):
        raise FormatError(path, "its first row does not name the columns", f"Begin with {','.join(COLUMNS)}")
    return _Table(columns, separator, tuple(_rows(path, columns, separator, lines[1:])))


def _rows(
    path: Path, columns: tuple[str, ...], separator: str, lines: list[tuple[int, str]]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in lines:
        try:
            (cells,) = csv.reader([line], delimiter=separator, strict=True)
        except (csv.Error, ValueError) as error:
            mend = "Close the quotation mark, and keep each row on one line"
            raise FormatError(path, f"line {number} is broken ({error})", mend) from None
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))


def _entry(path: Path, line: int, row: dict[str, str]) -> Entry:
    fault = next(_row_faults(row), None)
    if fault is not None:
        raise FormatError(path, f"line {line}: {fault}", "Mend the line")
    kind = Kind(row["kind"])
    rest = {name: row.get(name, "") for name in ("source", "note", "modern")}
    return Entry(row["form"], kind, _variants(row), **rest)


def _variants(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.get("variants", "").split("|") if part.strip())


def _row_faults(row: dict[str, str]) -> Iterator[str]:
    """What makes a row useless, whatever stands in the others."""
    kind = row.get("kind", "")
    if not row.get("form"):
        yield "it has no form"
    if kind not in set(Kind):
        yield f"“{kind}” is no kind; use one of {', '.join(Kind)}"
    elif (kind == Kind.SPELLING) != bool(row.get("modern")):
        yield f"a modern form goes with the kind spelling and no other; this is “{kind}”"


def _faults(table: _Table) -> Iterator[Problem]:
    """Faults row by row, then between rows: duplicates, collisions and order."""
    owners: dict[str, int] = {row["form"]: line for line, row in reversed(table.rows) if row.get("form")}
    last = ("", "")
    for line, row in table.rows:
        form = row.get("form", "")
        yield from (Problem(line, fault) for fault in _row_faults(row))
        if not row.get("source"):
            yield Problem(line, f"“{form}” names no source")
        if owners.get(form, line) != line:
            yield Problem(line, f"“{form}” stands in line {owners[form]} already")
        for variant in _variants(row):
            if owners.setdefault(variant, line) != line or variant == form:
                yield Problem(line, f"variant “{variant}” is taken by line {owners[variant]}")
        key = (form.casefold(), form)
        if key < last:
            yield Problem(line, f"“{form}” is out of order; it belongs before “{last[1]}”")
        last = max(key, last)


def _insert(path: Path, text: str, entry: Entry) -> str:
    """The text with the entry's row after the last row that sorts before it."""
    table = _parse(path, text)
    after = text.splitlines().index(next(_data_lines(text))) + 1
    for line, row in table.rows:
        key = (row["form"].casefold(), row["form"])
        if key == entry.key:
            raise FormatError(path, f"“{entry.form}” stands in line {line} already", "Edit that line")
        after = line if key < entry.key else after
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[after - 1].endswith(("\n", "\r")):
        lines[after - 1] += end
    return "".join([*lines[:after], _row(table, entry) + end, *lines[after:]])


def _data_lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip() and line[0] != "#")


def _row(table: _Table, entry: Entry) -> str:
    values = {name: getattr(entry, name) for name in ("form", "modern", "source", "note")}
    values |= {"kind": entry.kind.value, "variants": " | ".join(entry.variants)}
    cells = [" ".join(values.get(name, "").split()) for name in table.columns]
    out = io.StringIO()
    csv.writer(out, delimiter=table.separator, lineterminator="").writerow(cells)
    return out.getvalue()
