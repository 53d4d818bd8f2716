"""Decisions as a table of tab-separated values, for git, for spreadsheets, and to carry between machines.

One decision a row, oldest first. Words of a span are parted by `|`; a backslash stands before any `|`,
backslash, or first character that a spreadsheet would take for a formula or a quotation, and line ends and
tabs are written `\\n`, `\\r`, `\\t`. What is written is read back without loss.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from corrections.decision import Decision, Verdict
from scans.errors import FormatError

COLUMNS = (
    *("when", "who", "document", "verdict", "before", "after", "probability", "why", "source", "version"),
    "tokens",
)
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "|": "\\|"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?:[^|\\]|\\.)*", re.DOTALL)


def format_decisions(decisions: Iterable[Decision]) -> Iterator[str]:
    """The table's lines, each with its line end; the first names the columns."""
    yield "\t".join(COLUMNS) + "\n"
    for decision in decisions:
        cells = {
            "when": decision.when.isoformat(),
            "who": _escape(decision.who),
            "document": _escape(decision.document),
            "verdict": decision.verdict.value,
            "before": _join(decision.before),
            "after": _join(decision.after),
            "probability": repr(decision.probability),
            "why": _escape(decision.why),
            "source": _escape(decision.source),
            "version": _escape(decision.version),
            "tokens": _join(decision.tokens),
        }
        yield "\t".join(cells[column] for column in COLUMNS) + "\n"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a table that `format_decisions` wrote, also after a spreadsheet has saved it.

    Raises:
        FormatError: it cannot be read, or a row is no decision; the line is named.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FormatError(path, f"it cannot be read ({error.strerror})", "Check the path") from None
    except UnicodeDecodeError:
        raise FormatError(path, "it is not UTF-8 text", "Save it again as UTF-8") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise FormatError(path, "its first row does not name the columns", "Give a table of decisions")
    return tuple(_rows(path, rows))


def _rows(path: Path, rows: csv.DictReader[str]) -> Iterator[Decision]:
    try:
        for row in rows:
            if any(row.values()):
                yield _decision(row)
    except (ValueError, csv.Error, AttributeError, TypeError) as error:
        problem = f"line {rows.line_num} is no decision ({error})"
        raise FormatError(path, problem, "Mend the line, or write the table again") from None


def _decision(row: Mapping[str, str]) -> Decision:
    decision = Decision(
        document=_plain(row["document"]),
        tokens=_split(row["tokens"]),
        before=_split(row["before"]),
        after=_split(row["after"]),
        verdict=Verdict(row["verdict"]),
        who=_plain(row["who"]),
        when=datetime.fromisoformat(row["when"]),
        why=_plain(row["why"]),
        version=_plain(row["version"]),
        probability=float(row["probability"]),
        source=_plain(row["source"]),
    )
    if not len(decision.tokens) == len(decision.before) == len(decision.after):
        raise ValueError("tokens, before and after differ in number")
    if decision.when.tzinfo is None:
        raise ValueError("the time has no time zone")
    if not 0 <= decision.probability <= 1:
        raise ValueError("the probability is not between 0 and 1")
    return decision


def _escape(text: str) -> str:
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return "\\" + escaped if escaped.startswith(("=", "+", "-", "@", '"', "'")) else escaped


def _plain(text: str) -> str:
    controls = {"n": "\n", "r": "\r", "t": "\t"}
    return _ESCAPED.sub(lambda found: controls.get(found[1], found[1]), text)


def _join(texts: tuple[str, ...]) -> str:
    return "|".join(map(_escape, texts))


def _split(cell: str) -> tuple[str, ...]:
    parts: list[str] = []
    position = -1
    while position < len(cell):
        found = _PART.match(cell, position + 1)
        end = found.end() if found else len(cell)
        parts.append(_plain(cell[position + 1 : end]))
        position = end
    return tuple(parts)
