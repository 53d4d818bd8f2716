"""What was found out about many pages in a row, remembered until something of one of them changes.

So a batch of which one page has changed costs a listing of its files, and a look at some pages in its place.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from scans.memory import Memory

_LENGTH = 250
"""How many items make a stretch, on average."""

Item = TypeVar("Item")


class Sign(NamedTuple):
    """What shows that an item is as it was.

    Attributes:
        name: of the item.
        state: of all that its facts depend on, but what those of all items depend on.
        settled: whether it could not change again without showing it.
    """

    name: str
    state: str
    settled: bool = True


def summarize(
    memory: Memory,
    topic: str,
    items: Iterable[Item],
    sign: Callable[[Item], Sign],
    look: Callable[[tuple[Item, ...]], Any],
    skip: Callable[[int], None] = lambda _: None,
) -> Iterator[Any]:
    """What `look` says of the items, stretch by stretch: asked only where something has changed since.

    Args:
        memory: where it is kept.
        topic: of what is said; the word before a space, and all that what is said of any item depends on.
        items: in an order that a new one does not upset.
        sign: what shows that an item has not changed. Asked again after a look, which may change an item.
        look: says something that JSON can hold.
        skip: told how many items were not looked at.
    """
    name, _, common = topic.partition(" ")
    for signs, stretch in _divide(items, sign):
        place = os.fsencode(signs[0].name)
        said = memory.recall_state(name, place, _digest(common, signs))
        if said is not None:
            skip(len(stretch))
        else:
            said = look(stretch)
            after = [sign(item) for item in stretch]
            if all(each.settled for each in after):
                memory.keep_state(name, place, _digest(common, after), said)
        yield said


def _divide(
    items: Iterable[Item], sign: Callable[[Item], Sign]
) -> Iterator[tuple[list[Sign], tuple[Item, ...]]]:
    """The items in stretches; their names alone say where one ends, so that a new item changes only one."""
    signs: list[Sign] = []
    stretch: list[Item] = []
    for item in items:
        signs.append(sign(item))
        stretch.append(item)
        if not zlib.crc32(os.fsencode(signs[-1].name)) % _LENGTH:
            yield signs, tuple(stretch)
            signs, stretch = [], []
    if stretch:
        yield signs, tuple(stretch)


def _digest(common: str, signs: Iterable[Sign]) -> str:
    said = "\0".join((common, *(f"{sign.name}\0{sign.state}" for sign in signs)))
    return hashlib.sha256(os.fsencode(said)).hexdigest()
