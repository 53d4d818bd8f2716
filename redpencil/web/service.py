"""What the server shares between requests: the desk, the pictures, and who is at what."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from corrections.decisions.store import DecisionStore
from redpencil.bugs import tell
from redpencil.execution.failure import blame
from redpencil.project import Project
from redpencil.review.claims import PAGE_PATIENCE, Claims
from redpencil.review.desk import Desk
from redpencil.review.opening import Scope
from redpencil.review.pictures import Pictures
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.shelf import Shelf
from redpencil.review.sitting import Sitting
from redpencil.web.measuring import MeasuredIssues
from redpencil.web.rereading import Rereading
from scans.errors import RedpencilError

_GLANCE = 2.0
"""Seconds between two looks at whether files have changed."""


@dataclass
class Service:
    """One server at work on one project. The desk belongs to the event loop's thread.

    Documents are laid on the desk one after the other while readers are at work already, and again when
    their files change.
    """

    project: Project
    proposer: Proposer
    shelf: Shelf
    scope: Scope
    store: DecisionStore
    pictures: Pictures
    claims: Claims = field(default_factory=Claims)
    failures: dict[str, str] = field(default_factory=dict)
    waiting: int = 0
    """How many documents are not on the desk yet, or have changed since."""
    settled: bool = False
    """Whether all documents have been laid on the desk once."""
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sittings: dict[str, Sitting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lexicons = self.project.settings.lexicon.files
        self.desk = Desk(self.store, lexicons[0] if lexicons else None)
        self.rereading = Rereading(self.project)
        self.measured = MeasuredIssues()

    def sitting(self, who: str) -> Sitting:
        """The session of a reader."""
        if who not in self._sittings:
            self._sittings[who] = Sitting(self.desk, who, self.claims, scope=self.scope)
        return self._sittings[who]

    def sheet(self, document: str) -> Sheet:
        """A document on the desk. Raises KeyError where there is none of that name."""
        return self.desk.sheets[document]

    def claim_page(self, document: str, who: str, *, take_over: bool = False) -> str:
        """Who is at the page now, after this reader has asked for it."""
        now = time.monotonic()
        if take_over:
            self.claims.take_over(document, who, now, PAGE_PATIENCE)
        holder = self.claims.claim(document, who, now, PAGE_PATIENCE)
        if holder == who:
            self.claims.release(who, but=document)
        return holder

    async def attend(self) -> None:
        """Lay every document on the desk, then keep an eye on the files."""
        await self.look()
        self.settled = True
        pages = (sheet.page for sheet in self.desk.sheets.values() if sheet.page)
        if page := next(pages, None):
            with suppress(RedpencilError):
                await asyncio.get_running_loop().run_in_executor(None, self.pictures.warm, page)
        while True:
            await asyncio.sleep(_GLANCE)
            await self.look()

    async def look(self) -> None:
        """Lay on the desk what is new or has changed; what cannot be read is remembered as a failure."""
        loop = asyncio.get_running_loop()
        async with self._looking:
            try:
                changed = await loop.run_in_executor(None, self.shelf.changed)
            except (RedpencilError, OSError) as error:
                self.failures[""] = str(error)
                return
            self.failures.pop("", None)
            for number, document in enumerate(changed):
                self.waiting = len(changed) - number
                try:
                    sheet = await loop.run_in_executor(None, self.proposer.open, document)
                except Exception as error:  # one document that nobody foresaw keeps no other from its readers
                    self.failures[document.id] = tell(blame(error, document.id))
                    continue
                self.failures.pop(document.id, None)
                self.desk.add(sheet)
                await asyncio.sleep(0)
            self.waiting = 0


def make_service(project: Project, proposer: Proposer, ids: Iterable[str], scope: Scope) -> Service:
    """A service for these documents; all where none is named. Raises SettingsError for unknown ones."""
    store = DecisionStore(project.decisions)
    names = tuple(ids)
    proposer.documents(names)
    shelf = Shelf(lambda: proposer.documents(names))
    return Service(project, proposer, shelf, scope, store, Pictures(project))
