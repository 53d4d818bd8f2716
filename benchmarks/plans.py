"""Plans of benchmark pages: wings, storeys, spanning heads, boxes and pictures, drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.prose import Writer
from benchmarks.typesetter.manuscript import Bed, PagePlan, Story


@dataclass(frozen=True, slots=True)
class Frame:
    """What a plan has to fill: inches for the type area's height, points for the rest.

    `pictures` and `boxes` say how many to place at most.
    """

    columns: int
    measure: float
    height: float
    body: float
    leading: float
    pictures: int = 0
    boxes: int = 0

    def words(self, columns: int, inches: float) -> int:
        """How many words fill so many columns of a depth; rather too many."""
        lines = inches * 72 / (self.body * self.leading)
        return round(columns * lines * self.measure / (self.body * 2.65) * 1.1) + 30


@dataclass
class Planner:
    """Draws plans one after the other; `stories` collects the copy they need."""

    frame: Frame
    chance: random.Random
    writer: Writer
    stories: dict[str, Story] = field(default_factory=dict)

    def plan(self, number: str, carried: Sequence[str] = ()) -> PagePlan:
        """A page with stories of its own and, first in its beds, those carried on from other pages."""
        pictures, waiting = self.frame.pictures, list(carried)
        beds: list[Bed] = []
        for first, last in self._wings():
            for depth in self._storeys(last - first + 1):
                for columns in self._split(first, last, 0.3):
                    bed = self._bed(columns, depth, waiting, pictures > 0)
                    pictures -= bed.picture > 0
                    beds.append(bed)
        beds += self._boxes()
        return PagePlan(number, tuple(beds))

    def lead(self, number: str, targets: Sequence[str]) -> tuple[PagePlan, dict[str, str]]:
        """A front page of long stories that jump; also which story goes on on which page."""
        jumps: dict[str, str] = {}
        beds: list[Bed] = []
        for columns in [
            part for half in self._split(1, self.frame.columns, 1.0) for part in self._split(*half, 0.6)
        ]:
            width = columns[1] - columns[0] + 1
            words = self.frame.words(width, self.frame.height)
            if self.chance.random() < 0.75 or not jumps:
                story = self._story(round(words * self.chance.uniform(1.1, 1.5)), width)
                jumps[story] = targets[len(jumps) % len(targets)]
                beds.append(Bed(columns, (story,), jump=jumps[story]))
            else:
                beds.append(Bed(columns, tuple(self._copy(words, 1)), single=True, cut=True))
        return PagePlan(number, tuple(beds)), jumps

    def _wings(self) -> Iterator[tuple[int, int]]:
        """The page in one piece, or in two side by side that have nothing to do with each other."""
        yield from self._split(1, self.frame.columns, 0.5 if self.frame.columns > 3 else 0.0)

    def _split(self, first: int, last: int, likely: float) -> Iterator[tuple[int, int]]:
        if last > first and self.chance.random() < likely:
            cut = self.chance.randint(first, last - 1)
            yield first, cut
            yield cut + 1, last
        else:
            yield first, last

    def _storeys(self, columns: int) -> list[float]:
        """Depths in inches from the top; the last one, 0, goes down to the foot."""
        count = self.chance.choice((1, 2, 2, 3)) if columns > 1 else 1
        count = min(count, max(1, int(self.frame.height / 3)))
        share = self.frame.height / count
        return [share * self.chance.uniform(0.75, 1.15) for _ in range(count - 1)] + [0.0]

    def _bed(self, columns: tuple[int, int], depth: float, waiting: list[str], picture: bool) -> Bed:
        width = columns[1] - columns[0] + 1
        inches = depth or self.frame.height
        single = width == 1 or bool(waiting) or self.chance.random() < 0.35
        shown = picture and not single and inches > 3 and self.chance.random() < 0.6
        stories = [waiting.pop(0)] if waiting else []
        stories += self._copy(self.frame.words(width, inches), 1 if single else width, caption=shown)
        high = self.chance.uniform(0.9, min(2.2, inches * 0.4)) if shown else 0.0
        return Bed(columns, tuple(stories), single=single, picture=high, depth=depth, cut=True)

    def _boxes(self) -> Iterator[Bed]:
        """Advertisements side by side at the foot."""
        first = 1
        for _ in range(self.frame.boxes if self.frame.height > 5.5 else 0):
            if first > self.frame.columns:
                return
            start = self.chance.randint(first, self.frame.columns)
            end = min(self.frame.columns, start + self.chance.randint(0, 1))
            story = self.writer.advertisement(self.chance.randint(3, 7))
            self.stories[story.id] = story
            yield Bed((start, end), (story.id,), boxed=True)
            first = end + 1

    def _copy(self, words: int, span: int, *, caption: bool = False) -> Iterator[str]:
        """Stories of all lengths until there are so many words."""
        while words > 0:
            length = min(words + 40, round(self.chance.lognormvariate(5.2, 0.7)) + 40)
            yield self._story(length, span, caption=caption)
            words, caption = words - length - 15, False

    def _story(self, words: int, span: int, *, caption: bool = False) -> str:
        decks = self.chance.choice((0, 0, 1) if span == 1 else (1, 1, 2))
        story = self.writer.story(words, decks=decks, byline=self.chance.random() < 0.3, caption=caption)
        self.stories[story.id] = story
        return story.id
