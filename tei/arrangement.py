"""Articles rearranged by a person: where they begin, what belongs together, what their lines are.

An arrangement is an issue as it is segmented with what a person has set so far; each change gives what is
to be set instead. Whatever an article gains or loses, the whole of it is set from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, groupby

from ocr.page import Page
from scans.scan import Label
from tei.article import Article, BlockKind, Genre
from tei.batch import short
from tei.fragment import MeasuredPage
from tei.metadata import Series
from tei.overrides import Claim, Overrides
from tei.segmentation import segment_measured

Place = tuple[str, str]
"""Ids of a page and of a line on it."""


@dataclass(frozen=True)
class Arrangement:
    """One issue.

    Attributes:
        measured: its pages in order.
        overrides: what a person has set, in this issue and in others.
        articles: as they are segmented with it.
    """

    measured: tuple[MeasuredPage, ...]
    overrides: Overrides
    articles: tuple[Article, ...]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All lines with words, page by page as they are read."""
        return tuple((measured.page.id, row.line.id) for measured in self.measured for row in measured.rows)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Of the issue, in order."""
        return tuple(measured.page for measured in self.measured)

    @cached_property
    def owners(self) -> Mapping[Place, str]:
        """The name of each line's article; furniture has none."""
        return {place: name for place, name, _ in self._lines()}

    @cached_property
    def kinds(self) -> Mapping[Place, BlockKind]:
        """What each line of an article is."""
        return {place: kind for place, _, kind in self._lines()}

    @cached_property
    def genres(self) -> Mapping[str, Genre]:
        """By name of the article."""
        return {short(article): article.genre for article in self.articles}

    def _lines(self) -> Iterator[tuple[Place, str, BlockKind]]:
        for article in self.articles:
            for block in article.blocks:
                for line in block.lines:
                    if line.placement:
                        yield (line.placement.page, line.placement.line), short(article), block.kind

    def find(self, place: Place) -> int:
        """Where a line stands among `places`. Raises KeyError where it is none."""
        return self._ranks[place]

    @cached_property
    def _ranks(self) -> Mapping[Place, int]:
        return {place: rank for rank, place in enumerate(self.places)}


def arrange(
    pages: tuple[MeasuredPage, ...], labels: Mapping[str, Label], series: Series, overrides: Overrides
) -> Arrangement:
    """The issue as it is with what a person has set. Raises FormatError where that names lines not there."""
    return Arrangement(pages, overrides, segment_measured(pages, labels, series, overrides))


def begin_article(arrangement: Arrangement, place: Place) -> Overrides:
    """Let an article begin with this line; it takes the rest of the article that the line was in."""
    name = arrangement.owners.get(place)
    return _assign(arrangement, _rest(arrangement, place) if name else [place], _new_name(arrangement))


def join_before(arrangement: Arrangement, place: Place) -> Overrides:
    """Let this line, and the rest of its article, go on the article before it on the page.

    Raises:
        KeyError: there is none.
    """
    before = _find_before(arrangement, place)
    if before is None:
        raise KeyError(place)
    rest = _rest(arrangement, place) if place in arrangement.owners else [place]
    return _assign(arrangement, rest, before)


def unite_articles(arrangement: Arrangement, first: str, second: str) -> Overrides:
    """Let the second article be part of the first: "continued on page 3". Raises KeyError for no names."""
    if first not in arrangement.genres or second not in arrangement.genres or first == second:
        raise KeyError(second)
    return _assign(arrangement, _lines_of(arrangement, second), first)


def set_genre(arrangement: Arrangement, name: str, genre: Genre) -> Overrides:
    """Say whether it is an article or an advertisement. Raises KeyError for unknown names."""
    if name not in arrangement.genres:
        raise KeyError(name)
    changed = replace(arrangement, articles=_with_genre(arrangement.articles, name, genre))
    return _assign(changed, _lines_of(arrangement, name), name)


def set_kind(arrangement: Arrangement, places: Iterable[Place], kind: BlockKind) -> Overrides:
    """Say what lines are."""
    wanted = frozenset(places)
    fixed = dict(arrangement.overrides.kinds)
    for page in arrangement.pages:
        named = arrangement.overrides.lines_with_kinds(page)
        fixed = {written: what for written, what in fixed.items() if not written.startswith(f"{page.id}#")}
        named |= {line: kind for name, line in wanted if name == page.id}
        for what in dict.fromkeys(named.values()):
            lines = [line for line, said in named.items() if said is what]
            fixed |= dict.fromkeys(_write_ranges(page, lines), what)
    return replace(arrangement.overrides, kinds=fixed)


def _assign(arrangement: Arrangement, places: Iterable[Place], name: str) -> Overrides:
    """Give lines to an article, and set it and those that they are taken from."""
    owners = dict(arrangement.owners)
    touched = {name}
    for place in places:
        touched.add(owners.get(place, name))
        owners[place] = name
    here = {page.id for page in arrangement.pages}
    kept = tuple(c for c in arrangement.overrides.claimed if c.name not in touched or not c.pages & here)
    return replace(arrangement.overrides, claimed=(*kept, *_claim(arrangement, owners, touched)))


def _claim(arrangement: Arrangement, owners: Mapping[Place, str], names: Iterable[str]) -> Iterator[Claim]:
    for name in sorted(names):
        lines = [
            written
            for page in arrangement.pages
            for written in _write_ranges(
                page, [place[1] for place, owner in owners.items() if owner == name and place[0] == page.id]
            )
        ]
        if lines:
            yield Claim(name, tuple(lines), arrangement.genres.get(name, Genre.ARTICLE))


def _write_ranges(page: Page, lines: Iterable[str]) -> list[str]:
    """Lines of a page as ranges: neighbours in the page's own order together."""
    wanted = frozenset(lines)
    ranges = []
    for within, group in groupby((line.id for line in page.lines()), wanted.__contains__):
        if within:
            first, *rest = group
            ranges.append(f"{page.id}#{first}..{rest[-1]}" if rest else f"{page.id}#{first}")
    return ranges


def _rest(arrangement: Arrangement, place: Place) -> list[Place]:
    """The line and all lines of its article that come after it."""
    name = arrangement.owners[place]
    later = arrangement.places[arrangement.find(place) :]
    return [other for other in later if arrangement.owners.get(other) == name]


def _lines_of(arrangement: Arrangement, name: str) -> list[Place]:
    return [place for place, owner in arrangement.owners.items() if owner == name]


def _find_before(arrangement: Arrangement, place: Place) -> str | None:
    """The article that the nearest line before belongs to, on the same page, if it is another one."""
    own = arrangement.owners.get(place)
    for other in reversed(arrangement.places[: arrangement.find(place)]):
        name = arrangement.owners.get(other)
        if other[0] == place[0] and name and name != own:
            return name
    return None


def _new_name(arrangement: Arrangement) -> str:
    names = {*arrangement.genres, *(claim.name for claim in arrangement.overrides.claimed)}
    return next(name for n in count(len(arrangement.genres) + 1) if (name := f"a{n:02}") not in names)


def _with_genre(articles: Sequence[Article], name: str, genre: Genre) -> tuple[Article, ...]:
    return tuple(replace(article, genre=genre) if short(article) == name else article for article in articles)
