"""Words that have a hyphen of their own: "to-day", unless the newspaper writes "today"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from ocr.page import Page

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True)
class Compounds:
    """The words, case-folded, that keep their hyphen where a line ends at it.

    How the pages spell a word within their lines counts: what they have in one more often than with its
    hyphen has none. Pages are looked through only when a line does end in one of the words.

    Attributes:
        forms: words with a hyphen, case-folded.
        pages: of the issue.
    """

    forms: frozenset[str]
    pages: Collection[Page]

    def __contains__(self, word: object) -> bool:
        return word in self.forms and self._counts[_close(str(word))] <= self._counts[str(word)]

    @cached_property
    def _counts(self) -> Counter[str]:
        wanted = self.forms.union(map(_close, self.forms))
        texts = (word.text for page in self.pages for line in page.lines() for word in line.words)
        found = (match.casefold() for text in texts for match in _WORD.findall(text))
        return Counter(word for word in found if word in wanted)


def _close(word: str) -> str:
    return word.replace("-", "")
