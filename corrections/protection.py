"""Forms of several words, or with hyphens, that the lexicon knows: they are right as they stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corrections.lexicon import Lexicon
from corrections.passage import Passage

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_PARTED = re.compile(r"[^\w'’]")


@dataclass(frozen=True)
class Protection:
    """Finds the tokens that stand in forms which are more than one word to the corrector."""

    lexicon: Lexicon

    def find(self, passage: Passage) -> Iterator[str]:
        """Ids of the protected tokens, in no order; one may come twice."""
        words = [_bare(token.text) for token in passage.tokens]
        for place, word in enumerate(words):
            for form in self._forms.get(word, ()):
                if tuple(words[place : place + len(form)]) == form:
                    yield from (token.id for token in passage.tokens[place : place + len(form)])

    @cached_property
    def _forms(self) -> dict[str, list[tuple[str, ...]]]:
        """The forms as words, by their first."""
        forms: dict[str, list[tuple[str, ...]]] = {}
        for entry in self.lexicon.entries:
            for form in filter(_PARTED.search, entry.forms):
                for case in dict.fromkeys((form, form[:1].upper() + form[1:], form.upper())):
                    words = tuple(_bare(word) for word in case.split())
                    forms.setdefault(words[0], []).append(words)
        return forms


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    return _EDGES.sub("", word).replace("’", "'").removesuffix("'s")
