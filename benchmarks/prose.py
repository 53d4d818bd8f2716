"""Running text for benchmark pages: newspaper English around 1933 from the small grammar in grammar.toml.

What it says means nothing; its words, names, numbers, points and hyphens are those a newspaper has.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

from benchmarks.typesetter.manuscript import CopyBlock, Story, read_words
from tei.article import BlockKind

GRAMMAR: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text("utf-8"))


class Writer:
    """Writes stories from a seed, each with an id of its own."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._count = 0

    def story(self, words: int, *, decks: int = 0, byline: bool = False, caption: bool = False) -> Story:
        """A story of about so many words, with section heads when it is long."""
        blocks = [self._block(BlockKind.HEAD, self._say("head").upper())]
        if caption:
            blocks.insert(0, self._block(BlockKind.CAPTION, self._capital("caption")))
        blocks += [self._block(BlockKind.SUBHEAD, self._title("deck")) for _ in range(decks)]
        if byline:
            blocks.append(self._block(BlockKind.BYLINE, f"By {self._say('{forename} {surname}').upper()}"))
        blocks += self._body(words)
        return Story(self._name(), tuple(blocks), self._title("{surname} and the {thing}"))

    def advertisement(self, lines: int) -> Story:
        """A short notice for a box."""
        blocks = [self._block(BlockKind.HEAD, self._say("{surname} & {surname}").upper())]
        blocks += [self._block(BlockKind.PARAGRAPH, self._capital("notice")) for _ in range(lines)]
        return Story(self._name(), tuple(blocks), advertisement=True)

    def _body(self, words: int) -> list[CopyBlock]:
        blocks: list[CopyBlock] = []
        lead = f"{self._say('town').upper()}, {self._say('month')} {self._chance.randint(1, 28)}.—"
        written = 0
        while written < words:
            if len(blocks) % 6 == 5 and words > 200:
                blocks.append(self._block(BlockKind.SECTION, self._title("section")))
            text = lead + " ".join(self._capital("sentence") for _ in range(self._chance.randint(1, 4)))
            roll = self._chance.random()
            kind = BlockKind.QUOTATION if roll > 0.93 and blocks else BlockKind.PARAGRAPH
            blocks.append(self._block(kind, text))
            written, lead = written + len(text.split()), ""
        return blocks

    def _name(self) -> str:
        self._count += 1
        return f"s{self._count:02}"

    def _block(self, kind: BlockKind, text: str) -> CopyBlock:
        return CopyBlock(kind, read_words(text))

    def _say(self, form: str) -> str:
        """Expand a symbol or a text with symbols; a symbol with a capital begins with one."""
        text = self._chance.choice(GRAMMAR[form]) if form in GRAMMAR else form
        while match := re.search(r"\{(\w+)\}", text):
            symbol = match[1]
            said = self._chance.choice(GRAMMAR[symbol.lower()])
            if symbol[0].isupper():
                said = self._upper(said)
            text = text[: match.start()] + said + text[match.end() :]
        return text

    def _capital(self, form: str) -> str:
        text = self._say(form)
        return text[0].upper() + text[1:]

    def _title(self, form: str) -> str:
        small = {"of", "the", "a", "and", "in", "on", "to", "for", "at", "by", "from", "with"}
        words = self._say(form).split()
        return " ".join(
            word if index and word in small else word[0].upper() + word[1:]
            for index, word in enumerate(words)
        )

    def _upper(self, said: str) -> str:
        """Begin with a capital, also where the text begins with a symbol."""
        if said.startswith("{"):
            return "{" + said[1].upper() + said[2:]
        return said[0].upper() + said[1:]
