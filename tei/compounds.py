"""Words that have a hyphen of their own: "to-day", unless the newspaper writes "today"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from ocr.page import Page


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
        form = str(word)
        return form in self.forms and self._keeps_hyphen(form)

    def _keeps_hyphen(self, form: str) -> bool:
        if form not in self._asked:
            whole = self._count(form.replace("-", ""))
            self._asked[form] = not whole or whole <= self._count(form)
        return self._asked[form]

    def _count(self, word: str) -> int:
        """How often the pages have a word; what is no word is looked for last, for that takes longest."""
        name = re.escape(word)
        return len(re.findall(rf"{name}(?<![\w-]{name})(?![\w-])", self._text))

    @cached_property
    def _asked(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _text(self) -> str:
        return " ".join([line.text for page in self.pages for line in page.lines()]).casefold()
