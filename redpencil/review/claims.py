"""Who is at which page or word just now, so that two do not do the same."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

PAGE_PATIENCE = 600.0
"""Seconds after which a page is free again that its reader has not touched."""
WORD_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is at it, until when (seconds of a monotonic clock)."""

    who: str
    until: float


class Claims:
    """Claims in memory. They only spare double work: when they are lost, conflicts are still found."""

    def __init__(self) -> None:
        self._claims: dict[Hashable, Claim] = {}

    def holder(self, what: Hashable, now: float) -> str | None:
        """Who is at it; None when it is free."""
        claim = self._claims.get(what)
        if claim is None:
            return None
        if claim.until < now:
            del self._claims[what]
            return None
        return claim.who

    def claim(self, what: Hashable, who: str, now: float, patience: float) -> str:
        """Take it if it is free or one's own already; returns who has it now."""
        holder = self.holder(what, now)
        if holder in (None, who):
            self._claims[what] = Claim(who, now + patience)
            return who
        return str(holder)

    def take_over(self, what: Hashable, who: str, now: float, patience: float) -> None:
        """Take it from whoever has it."""
        self._claims[what] = Claim(who, now + patience)

    def give_up(self, what: Hashable, who: str) -> None:
        """Let others have it, if it was this reader's."""
        claim = self._claims.get(what)
        if claim and claim.who == who:
            del self._claims[what]

    def release(self, who: str, *, but: Hashable = None) -> None:
        """Give up all that somebody has, but for one."""
        self._claims = {what: c for what, c in self._claims.items() if c.who != who or what == but}
