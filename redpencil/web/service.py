"""What the server shares between requests: the desk, the pictures, and who is at what."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from corrections.store import DecisionStore
from redpencil.documents import Document
from redpencil.project import Project
from redpencil.review.claims import PAGE_PATIENCE, Claims
from redpencil.review.desk import Desk
from redpencil.review.opening import Scope
from redpencil.review.pictures import Pictures
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.sitting import Sitting
from scans.errors import RedpencilError


@dataclass
class Service:
    """One server at work on one project. The desk belongs to the event loop's thread.

    Documents are laid on the desk one after the other while readers are at work already.
    """

    project: Project
    proposer: Proposer
    documents: tuple[Document, ...]
    scope: Scope
    store: DecisionStore
    pictures: Pictures
    claims: Claims = field(default_factory=Claims)
    failures: list[str] = field(default_factory=list)
    _sittings: dict[str, Sitting] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lexicons = self.project.settings.lexicon.files
        self.desk = Desk(self.store, lexicons[0] if lexicons else None)

    @property
    def waiting(self) -> int:
        """How many documents are not on the desk yet."""
        return len(self.documents) - len(self.desk.sheets) - len(self.failures)

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

    async def load(self) -> None:
        """Lay every document on the desk; those that cannot be read are remembered as failures."""
        loop = asyncio.get_running_loop()
        for document in self.documents:
            try:
                sheet = await loop.run_in_executor(None, self.proposer.open, document)
            except RedpencilError as error:
                self.failures.append(str(error))
                continue
            self.desk.add(sheet)
            await asyncio.sleep(0)
        for sheet in self.desk.sheets.values():
            if sheet.page:
                with suppress(RedpencilError):
                    await loop.run_in_executor(None, self.pictures.warm, sheet.page)
                break


def make_service(project: Project, proposer: Proposer, ids: Iterable[str], scope: Scope) -> Service:
    """A service for these documents; all where none is named. Raises SettingsError for unknown ones."""
    store = DecisionStore(project.decisions)
    return Service(project, proposer, proposer.documents(ids), scope, store, Pictures(project))
