"""The audit trail as text: for people, and as tab-separated rows that lose nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from corrections.decisions.decision import Decision, Verdict
from scans.errors import FormatError

COLUMNS = (
    "when",
    "who",
    "document",
    "tokens",
    "before",
    "after",
    "verdict",
    "probability",
    "why",
    "source",
    "version",
)
_LISTS = ("tokens", "before", "after")


def describe(decision: Decision) -> str:
    """A decision in one line, for people."""
    before = " ".join(decision.before)
    after = " ".join(text for text in decision.after if text) or "nothing"
    said = before if decision.after == decision.before else f"{before} → {after}"
    when = decision.when.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    sure = f"{decision.probability:.2f}; " if decision.probability < 1 else ""
    place = f"{decision.document} {decision.tokens[0]}"
    return f"{when}  {decision.who}  {place}  {decision.verdict}  {said}  ({sure}{decision.why})"


def write_rows(decisions: Iterable[Decision]) -> Iterator[str]:
    """The trail as lines of tab-separated values, the names of the columns first; lists are JSON."""
    yield "\t".join(COLUMNS) + "\n"
    for decision in decisions:
        out = io.StringIO()
        cells = [_cell(decision, column) for column in COLUMNS]
        csv.writer(out, delimiter="\t", lineterminator="\r\n").writerow(cells)  # so that either is quoted
        yield out.getvalue().removesuffix("\r\n") + "\n"


def read_rows(path: Path) -> tuple[Decision, ...]:
    """The decisions in such a file, in its order.

    Raises:
        FormatError: it is missing, not UTF-8, lacks a column, or a row (named) cannot be understood.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(path, f"it cannot be read ({error})", "Export it again") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    if missing := set(COLUMNS) - set(rows.fieldnames or ()):
        problem = f"it lacks the columns {', '.join(sorted(missing))}"
        raise FormatError(path, problem, "Export it with 'redpencil log --tsv'")
    return tuple(_read_row(path, number, row) for number, row in enumerate(_sound(path, rows), 2))


def _sound(path: Path, rows: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise FormatError(path, f"line {rows.line_num} is broken ({error})", "Export it again") from None


def _cell(decision: Decision, column: str) -> str:
    value = getattr(decision, column)
    if column in _LISTS:
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read_row(path: Path, number: int, row: dict[str, str]) -> Decision:
    try:
        tokens, before, after = (tuple(map(str, json.loads(row[name]))) for name in _LISTS)
        when = datetime.fromisoformat(row["when"])
        if not tokens or len({len(tokens), len(before), len(after)}) > 1:
            raise ValueError("tokens, before and after differ in length")
        if when.tzinfo is None:
            raise ValueError("the time has no time zone")
        return Decision(
            document=row["document"],
            tokens=tokens,
            before=before,
            after=after,
            verdict=Verdict(row["verdict"]),
            who=row["who"],
            when=when,
            why=row["why"],
            version=row["version"],
            probability=float(row["probability"]),
            source=row["source"],
        )
    except (ValueError, TypeError) as error:
        raise FormatError(path, f"row {number} cannot be understood ({error})", "Mend the row") from None
