"""What `proofread --log` writes and `evaluate --log` reads: each change as a line of JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from corrections.plain_text.edits import Change
from corrections.proposal import Recommendation
from scans.errors import FormatError


def write_log(changes: Iterable[tuple[Path, Iterable[Change]]]) -> str:
    """The log of files with the changes proposed for them."""
    return "".join(
        json.dumps({"file": str(file)} | _describe(change), ensure_ascii=False) + "\n"
        for file, those in changes
        for change in those
    )


def read_log(path: Path) -> Mapping[str, tuple[Change, ...]]:
    """Changes by the name of the file they were proposed for.

    Raises:
        FormatError: it is not a log that `redpencil proofread --log` wrote.
    """
    changes: dict[str, list[Change]] = defaultdict(list)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            changes[Path(row["file"]).name].append(_read(row))
        except (ValueError, KeyError, TypeError) as error:
            said = f"line {number} is no change that redpencil logged"
            raise FormatError(path, said, "Give the file that 'proofread --log' wrote") from error
    return {name: tuple(rows) for name, rows in changes.items()}


def _describe(change: Change) -> dict[str, object]:
    return {
        "line": change.line,
        "column": change.column,
        "offset": change.offset,
        "old": change.before,
        "new": change.after,
        "confidence": round(change.probability, 4),
        "reason": change.reason,
        "recommendation": change.recommendation,
    }


def _read(row: Mapping[str, str]) -> Change:
    return Change(
        int(row["line"]),
        int(row["column"]),
        int(row["offset"]),
        row["old"],
        row["new"],
        float(row["confidence"]),
        row["reason"],
        Recommendation(row["recommendation"]),
    )
