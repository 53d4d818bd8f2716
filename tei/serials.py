"""Articles that go on in the next issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from tei.article import Article, BlockKind, Link
from tei.batch import full
from tei.jump import Jump, read_jump
from tei.markup import identifier
from tei.metadata import Series

ENOUGH = 0.6
"""Least score for which two parts are joined."""

Issues = Iterable[Sequence[Article]]


def link_serials(issues: Issues, series: Series, fixed: Mapping[str, str]) -> Iterator[tuple[Article, ...]]:
    """The articles of each issue, with links between the parts of those that go on in the next one.

    A part says "To be continued" and the other "Continued from last issue", or one of them says so and
    both have the same headline. No more than two issues are held at a time.

    Args:
        issues: articles of each, in the order of appearance.
        series: the newspaper.
        fixed: what a person has set: identifiers of articles, and of those in which they go on ("" for none).
    """
    origins = {after: before for before, after in fixed.items() if after}
    held: tuple[Article, ...] | None = None
    for issue in issues:
        articles = tuple(_set(article, series, fixed, origins) for article in issue)
        if held is not None:
            held, articles = _link(held, articles, series, fixed)
            yield held
        held = articles
    if held is not None:
        yield held


def read_serial(article: Article, onward: bool) -> Jump | None:
    """The line by which an article says that it goes on in the next issue, or comes from the last one."""
    kind = BlockKind.JUMP_LINE if onward else BlockKind.JUMP_HEAD
    lines = (line for block in article.blocks if block.kind is kind for line in block.lines)
    jumps = (read_jump(line.text) for line in lines)
    return next((jump for jump in jumps if jump and jump.serial and jump.onward is onward), None)


def _set(article: Article, series: Series, fixed: Mapping[str, str], origins: Mapping[str, str]) -> Article:
    name = identifier(full(article, series))
    later = Link(fixed[name], 1.0) if fixed.get(name) else None
    earlier = Link(origins[name], 1.0) if name in origins else None
    return replace(article, earlier=earlier, later=later) if earlier or later else article


def _link(
    before: Sequence[Article], after: Sequence[Article], series: Series, fixed: Mapping[str, str]
) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """Two issues with their parts joined, best matching pairs first."""
    first, second = list(before), list(after)
    onward = [read_serial(article, onward=True) for article in first]
    back = [read_serial(article, onward=False) for article in second]
    scores = [
        (_score(first[i], second[j], to, come), i, j)
        for i, to in enumerate(onward)
        for j, come in enumerate(back)
        if to or come
    ]
    for score, i, j in sorted(scores, key=lambda found: (-found[0], found[1], found[2])):
        if score < ENOUGH:
            break
        names = identifier(full(first[i], series)), identifier(full(second[j], series))
        if first[i].later is None and second[j].earlier is None and names[0] not in fixed:
            first[i] = replace(first[i], later=Link(names[1], score))
            second[j] = replace(second[j], earlier=Link(names[0], score))
    return tuple(first), tuple(second)


def _score(first: Article, second: Article, onward: Jump | None, back: Jump | None) -> float:
    """How well an article goes on in one of the next issue, 0 to 1, where one of them says that it does."""
    told = 0.3 * (onward is not None) + 0.2 * (back is not None)
    titles = _title(first), _title(second)
    alike = fuzz.token_set_ratio(*titles) / 100 if all(titles) else 0.0
    return min(told + 0.5 * alike, 1.0)


def _title(article: Article) -> str:
    kinds = (BlockKind.HEAD, BlockKind.SUBHEAD, BlockKind.JUMP_HEAD)
    blocks = (block for block in article.blocks if block.kind in kinds)
    words = " ".join(line.text for block in blocks for line in block.lines)
    return words.lower()
