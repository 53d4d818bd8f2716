"""What was found out about the pages of each share of a batch, remembered until something of one changes.

So a batch of which one page has changed costs a listing of its files, and a look at that page's share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scans.memory import Memory, State
from scans.shares import SHARES


def summarize(
    memory: Memory,
    topic: str,
    state: Callable[[int], State],
    look: Callable[[Sequence[int]], Mapping[int, Any]],
) -> list[Any]:
    """What `look` says of each share, in order: asked only of those in which something has changed since.

    Args:
        memory: where it is kept.
        topic: of what is said; the word before a space, and all that what is said of any page depends on.
        state: what tells that nothing else has changed that a share depends on. Asked again after a look,
            which may change it.
        look: says something that JSON can hold of each of these shares.
    """
    name, _, common = topic.partition(" ")

    def describe(share: int) -> tuple[str, bytes, str]:
        return name, str(share).encode(), f"{common} {state(share).told}"

    told = [memory.recall_state(*describe(share)) for share in range(SHARES)]
    changed = [share for share in range(SHARES) if told[share] is None]
    for share, said in look(changed).items():
        told[share] = said
        if state(share).settled:
            memory.keep_state(*describe(share), said)
    return told
