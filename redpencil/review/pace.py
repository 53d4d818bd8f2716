"""How far a reader has come, and how long the rest takes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median

_LONGEST = 60.0
"""Seconds beyond which a pause is no work."""
_REMEMBERED = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """Doubts decided in this session and left in the queue; minutes left, None before a pace is known."""

    done: int
    left: int
    minutes: float | None

    def __str__(self) -> str:
        said = f"{self.done} of {self.done + self.left} decided"
        if self.minutes is None or not self.left:
            return said
        left = f"{self.minutes:.0f} min" if self.minutes >= 1 else "less than a minute"
        return f"{said}, {left} left at your pace"


class Pace:
    """The rhythm of one reader's session, as the median time between two answers."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._gaps: deque[float] = deque(maxlen=_REMEMBERED)
        self.done = 0

    def answer(self, now: float, count: int = 1) -> None:
        """An answer was given that settles `count` doubts; `now` in seconds of a monotonic clock."""
        if self._last is not None:
            self._gaps.append(min(now - self._last, _LONGEST) / max(count, 1))
        self._last = now
        self.done += count

    def progress(self, left: int) -> Progress:
        """Where the reader stands with that many doubts left."""
        minutes = median(self._gaps) * left / 60 if self._gaps else None
        return Progress(self.done, left, minutes)
