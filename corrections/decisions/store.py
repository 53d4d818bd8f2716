"""The store of decisions: one SQLite file that only ever grows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from corrections.decisions.conflict import Conflict, compare
from corrections.decisions.decision import Decision, Verdict
from corrections.decisions.store_fault import RESTORE, mended
from scans.errors import FormatError, RedpencilError

APPLICATION = 0x72656470  # "redp": marks the file as ours for `file` and for us
VERSION = 1
PATIENCE = 10.0
"""Seconds to wait for another process before giving up."""

_SCHEMA = """
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL, tokens TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    verdict TEXT NOT NULL, who TEXT NOT NULL, decided TEXT NOT NULL, why TEXT NOT NULL,
    version TEXT NOT NULL, probability REAL NOT NULL, source TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_document ON decisions (document, id);
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decisions_stand BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_append BEFORE INSERT ON decisions
    WHEN NEW.id IN (SELECT id FROM decisions)
    BEGIN SELECT RAISE(ABORT, 'decisions are never replaced'); END;
"""
_COLUMNS = "document, tokens, before, after, verdict, who, decided, why, version, probability, source"


class DecisionStore:
    """Decisions in the order they were made, safe against crashes and a second process.

    Use it as a context manager. Order is that of recording, whatever the clocks say; rows are never
    changed or deleted, by triggers. A rollback journal, not a write-ahead log, keeps it one file that
    can be read from a read-only folder and on network drives.

    Args:
        path: the file; made when it is not there.
        reading: whether nothing will be recorded; then a file that is not there is as an empty one, and is
            not made, so that a folder that may only be read can be looked at.

    Raises:
        FormatError: it is damaged, no store of ours, from a newer redpencil, or cannot be written.
        BusyError: another process has held it for longer than PATIENCE.
    """

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path = path
        place = ":memory:" if reading and not path.exists() else path
        with mended(path):
            self._connection = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None)
        try:
            with mended(path):
                self._prepare()
                if reading:
                    self._connection.execute("PRAGMA query_only = ON")
        except RedpencilError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was recorded is on the disk already."""
        self._connection.close()

    def record(self, decisions: Iterable[Decision], *, seen: int | None = None) -> tuple[Conflict, ...]:
        """Append decisions, all or none; when it returns, they are on the disk.

        Args:
            decisions: to append, in this order.
            seen: the row up to which the one who decides has seen the store (`latest`). Decisions on words
                about which someone else has recorded anything since are left out and handed back; those
                that the same person has recorded since already, word for word, are left out silently, so
                that a request can be sent again when nobody knows whether it arrived.

        Raises:
            ValueError: a decision's time has no time zone.
        """
        decisions = tuple(decisions)
        for decision in decisions:
            _row(decision)  # so that a wrong one is found before the file is locked
        if not decisions:
            return ()
        with mended(self.path), self._writing() as connection:
            fresh: tuple[Decision, ...] = decisions
            conflicts: tuple[Conflict, ...] = ()
            if seen is not None:
                fresh, conflicts = compare(decisions, [decision for _, decision in self.since(seen)])
            marks = ", ".join("?" * (_COLUMNS.count(",") + 1))
            query = f"INSERT INTO decisions ({_COLUMNS}) VALUES ({marks})"  # noqa: S608
            connection.executemany(query, [_row(decision) for decision in fresh])
        return conflicts

    def latest(self, document: str | None = None) -> int:
        """The number of the newest row, or of the newest one on a document; 0 where there is none.

        It only ever grows.
        """
        condition, values = ("", ()) if document is None else ("WHERE document = ?", (document,))
        query = f"SELECT coalesce(max(id), 0) FROM decisions {condition}"  # noqa: S608
        with mended(self.path):
            (number,) = self._connection.execute(query, values).fetchone()
            return int(number)

    def last(self) -> Decision | None:
        """The decision that was recorded last."""
        return next(self._select("WHERE id = (SELECT max(id) FROM decisions)"), None)

    def since(self, seen: int) -> tuple[tuple[int, Decision], ...]:
        """The rows recorded after that one, each with its number, oldest first."""
        with mended(self.path):
            query = f"SELECT id, {_COLUMNS} FROM decisions WHERE id > ? ORDER BY id"  # noqa: S608
            rows = self._connection.execute(query, (seen,))
            return tuple((row[0], _decision(self.path, row[1:])) for row in rows)

    def decisions(self, document: str) -> tuple[Decision, ...]:
        """The decisions on one page or transcription, oldest first."""
        return tuple(self._select("WHERE document = ?", document))

    def rows(self, document: str) -> tuple[tuple[str | float, ...], ...]:
        """The same as the file has them: read much sooner, to tell whether there are others."""
        query = f"SELECT {_COLUMNS} FROM decisions WHERE document = ? ORDER BY id"  # noqa: S608
        with mended(self.path):
            return tuple(self._connection.execute(query, (document,)))

    def documents(self, besides: str = "") -> tuple[str, ...]:
        """Ids of the documents with decisions, sorted; only those that others than `besides` decided on."""
        with mended(self.path):
            condition, values = ("WHERE who != ?", (besides,)) if besides else ("", ())
            query = f"SELECT DISTINCT document FROM decisions {condition} ORDER BY document"  # noqa: S608
            return tuple(document for (document,) in self._connection.execute(query, values))

    def count(self, verdicts: Sequence[Verdict], document: str | None = None) -> Mapping[str, int]:
        """How many decisions with one of these verdicts there are, by document; of one, or of all."""
        marks = ", ".join("?" * len(verdicts))
        where, values = f"verdict IN ({marks})", [verdict.value for verdict in verdicts]
        if document is not None:
            where, values = f"{where} AND document = ?", [*values, document]
        query = f"SELECT document, count(*) FROM decisions WHERE {where} GROUP BY document"  # noqa: S608
        with mended(self.path):
            return dict(self._connection.execute(query, values))

    def newest(self) -> Iterator[tuple[str, int]]:
        """Each document that anything was decided on, and the number of the newest row on it."""
        with mended(self.path):
            query = "SELECT document, max(id) FROM decisions GROUP BY document"
            yield from self._connection.execute(query)

    def log(self) -> Iterator[Decision]:
        """All decisions, oldest first."""
        return self._select("")

    def _select(self, condition: str, *values: str) -> Iterator[Decision]:
        with mended(self.path):
            query = f"SELECT {_COLUMNS} FROM decisions {condition} ORDER BY id"  # noqa: S608
            for row in self._connection.execute(query, values):
                yield _decision(self.path, row)

    def _prepare(self) -> None:
        """Make the tables in a new file; see that an old one is ours."""
        self._connection.execute("PRAGMA synchronous = FULL")
        if self._is_new():
            with self._writing() as connection:
                if self._is_new():  # another process may have been first
                    for statement in _statements(_SCHEMA):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA application_id = {APPLICATION}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
        self._verify()

    def _is_new(self) -> bool:
        (count,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return bool(count == 0)

    def _verify(self) -> None:
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise FormatError(self.path, "it is a database, but no store of decisions", "Name another file")
        if version > VERSION:
            problem = f"a newer redpencil wrote it (format {version}, this one knows {VERSION})"
            raise FormatError(self.path, problem, "Update redpencil")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, taken for writing at once, so that two writers queue and never deadlock."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one: executescript would end our transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _row(decision: Decision) -> tuple[str | float, ...]:
    if decision.when.tzinfo is None:
        raise ValueError(f"the time of a decision needs a time zone: {decision}")
    lists = (decision.tokens, decision.before, decision.after)
    return (
        decision.document,
        *(json.dumps(texts, ensure_ascii=False) for texts in lists),
        decision.verdict.value,
        decision.who,
        decision.when.isoformat(),
        decision.why,
        decision.version,
        float(decision.probability),
        decision.source,
    )


def _decision(path: Path, row: tuple[str, str, str, str, str, str, str, str, str, float, str]) -> Decision:
    document, tokens, before, after, verdict, who, when, why, version, probability, source = row
    try:
        datetime.fromisoformat(when).astimezone(UTC)  # a time before the first year or after the last
        return Decision(
            document=document,
            tokens=tuple(json.loads(tokens)),
            before=tuple(json.loads(before)),
            after=tuple(json.loads(after)),
            verdict=Verdict(verdict),
            who=who,
            when=datetime.fromisoformat(when),
            why=why,
            version=version,
            probability=probability,
            source=source,
        )
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        problem = f"a decision on {document} cannot be understood ({error})"
        raise FormatError(path, problem, RESTORE) from None
