"""What a person has set about articles: the file `articles.toml` of a project.

    # Lines are named PAGE#REGION, PAGE#LINE, or PAGE#FIRST..LAST (both inside, in reading order).
    [[article]]
    id = "a02"                     # the last part of the article's identifier; must differ from others there
    lines = ["p1#r07..r10", "p3#r15.l001..r16.l030"]
    genre = "article"              # or "advertisement"

    [kinds]                        # what lines are, in any article: see tei.article.BlockKind
    "p1#r09" = "byline"
    "p3#r11.l001" = "section"

    [continued]                    # articles that go on in a later issue, by their files' names; "" for none
    "militant.1933-06-03.v06n29.a02" = "militant.1933-06-10.v06n30.a05"

Everything that the file does not name is segmented as if it were not there.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocr.page import Page
from scans.errors import FormatError
from scans.files import write_text
from tei.article import BlockKind, Genre
from tei.heading import Role
from tei.typography import Row

_HEAD = """\
# What people have set about articles; everything else is found by redpencil.
# Written by the article editor of 'redpencil review --web'; by hand it may be edited, too.
"""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Claim:
    """An article that a person has set: its name and the ranges of lines that belong to it."""

    name: str
    lines: tuple[str, ...]
    genre: Genre = Genre.ARTICLE

    @property
    def pages(self) -> frozenset[str]:
        """Ids of the pages that its lines stand on."""
        return frozenset(line.partition("#")[0] for line in self.lines)


@dataclass(frozen=True, slots=True)
class Overrides:
    """All that a person has set; `kinds` by range of lines. `path` is the file, for messages."""

    claimed: tuple[Claim, ...] = ()
    kinds: Mapping[str, BlockKind] = field(default_factory=dict)
    path: Path = Path("articles.toml")
    continued: Mapping[str, str] = field(default_factory=dict)
    """Identifiers of articles, and of those in which they go on in a later issue."""

    def claims(self, page: Page) -> dict[str, str]:
        """Names of articles by the ids of the page's lines that a person gave them.

        Raises:
            FormatError: a range names a region or line that the page does not have.
        """
        return {
            line: claim.name
            for claim in self.claimed
            for written in claim.lines
            for line in self._resolve(page, written)
        }

    def genre(self, page: Page, name: str) -> Genre | None:
        """The genre a person gave an article that stands on the page, None for any other."""
        return next((c.genre for c in self.claimed if c.name == name and page.id in c.pages), None)

    def about(self, pages: Collection[str]) -> tuple[object, ...]:
        """What is set about these pages, to be compared."""
        kinds = sorted(pair for pair in self.kinds.items() if pair[0].partition("#")[0] in pages)
        return tuple(claim for claim in self.claimed if not claim.pages.isdisjoint(pages)), tuple(kinds)

    def elsewhere(self, pages: Collection[str]) -> Overrides:
        """What is set about other pages than these."""
        claims = tuple(claim for claim in self.claimed if claim.pages.isdisjoint(pages))
        kinds = {line: kind for line, kind in self.kinds.items() if line.partition("#")[0] not in pages}
        return Overrides(claims, kinds, self.path, self.continued)

    def lines_with_kinds(self, page: Page) -> dict[str, BlockKind]:
        """What a person has said of the page's lines, by their ids. Raises FormatError as `claims` does."""
        return {line: kind for written, kind in self.kinds.items() for line in self._resolve(page, written)}

    def roles(self, page: Page, rows: Sequence[Row], guessed: Sequence[Role]) -> tuple[Role, ...]:
        """The guessed roles of a page's lines, with those that a person has set in their place."""
        fixed = self.lines_with_kinds(page)
        if not fixed:
            return tuple(guessed)
        return tuple(
            Role(fixed[row.line.id], 1.0, role.jump) if row.line.id in fixed else role
            for row, role in zip(rows, guessed, strict=True)
        )

    def _resolve(self, page: Page, written: str) -> list[str]:
        """Ids of the lines that a range names; none where it is about another page."""
        name, _, span = written.partition("#")
        if name != page.id:
            return []
        first, _, last = span.partition("..")
        order = [(region.id, line.id) for region in page.regions for line in region.lines]
        begins = [i for i, pair in enumerate(order) if first in pair]
        ends = [i for i, pair in enumerate(order) if (last or first) in pair]
        if not begins or not ends or begins[0] > ends[-1]:
            mend = f"Look up the ids in pages/{page.id}.alto.xml"
            raise FormatError(self.path, f"names lines that are not there: '{written}'", mend)
        return [line for _, line in order[begins[0] : ends[-1] + 1]]


def read_overrides(path: Path) -> Overrides:
    """Read `articles.toml`; a file that is not there sets nothing.

    Raises:
        FormatError: it is not TOML, or not in the form that this module's docstring shows.
    """
    if not path.exists():
        return Overrides(path=path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        raise FormatError(path, f"cannot be read as TOML: {error}", "Mend that line") from error
    return make_overrides(table, path)


def make_overrides(table: Mapping[str, Any], path: Path) -> Overrides:
    """What is set by tables in the form that this module's docstring shows; `path` is for messages.

    Raises:
        FormatError: they have another form.
    """
    mend = "Use [[article]], [kinds] and [continued]"
    if unknown := sorted(set(table) - {"article", "kinds", "continued"}):
        raise FormatError(path, f"does not know '{unknown[0]}'", mend)
    articles, kinds, continued = table.get("article", []), table.get("kinds", {}), table.get("continued", {})
    if not isinstance(articles, list) or not isinstance(kinds, dict) or not isinstance(continued, dict):
        raise FormatError(path, "has tables of another form", mend)
    if wrong := [name for name, after in continued.items() if not isinstance(after, str)]:
        raise FormatError(path, f"'{wrong[0]}' goes on in no article", 'Write its identifier, or ""')
    claims = tuple(_read_claim(path, entry) for entry in articles)
    _refuse_doubles(path, claims)
    fixed = {_range(path, name): _kind(path, name, kind) for name, kind in kinds.items()}
    return Overrides(claims, fixed, path, continued)


def _read_claim(path: Path, entry: Any) -> Claim:
    if not isinstance(entry, dict) or set(entry) - {"id", "lines", "genre"}:
        raise FormatError(path, "has an [[article]] with unknown keys", "Use id, lines and genre")
    name, lines, genre = entry.get("id"), entry.get("lines"), entry.get("genre", "article")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise FormatError(path, f"has an article with the id {name!r}", "Use letters, digits, - and _")
    if not isinstance(lines, list) or not lines:
        raise FormatError(path, f"article '{name}' has no lines", 'Write lines = ["PAGE#FIRST..LAST"]')
    if genre not in list(Genre):
        raise FormatError(path, f"article '{name}' has the genre {genre!r}", f"Use {', '.join(Genre)}")
    return Claim(name, tuple(_range(path, line) for line in lines), Genre(genre))


def _range(path: Path, written: Any) -> str:
    if not isinstance(written, str) or not re.fullmatch(r"[^#]+#[^#]+", written):
        raise FormatError(path, f"does not name lines: {written!r}", "Write PAGE#LINE or PAGE#FIRST..LAST")
    return written


def _kind(path: Path, name: str, kind: Any) -> BlockKind:
    if kind not in list(BlockKind):
        raise FormatError(path, f"'{name}' is no kind: {kind!r}", f"Use one of {', '.join(BlockKind)}")
    return BlockKind(kind)


def _refuse_doubles(path: Path, claims: Sequence[Claim]) -> None:
    """Issues may each have an article of that name; a page has only one."""
    pages = Counter((claim.name, page) for claim in claims for page in claim.pages)
    for (name, _), times in pages.items():
        if times > 1:
            raise FormatError(path, f"has two articles with the id '{name}'", "Give one of them another id")


def tabulate_overrides(overrides: Overrides) -> dict[str, Any]:
    """Tables of which `make_overrides` makes the same again."""
    articles = [
        {"id": claim.name, "lines": list(claim.lines), "genre": claim.genre.value}
        for claim in overrides.claimed
    ]
    kinds = {name: kind.value for name, kind in overrides.kinds.items()}
    return {"article": articles, "kinds": kinds, "continued": dict(overrides.continued)}


def write_overrides(overrides: Overrides, path: Path) -> None:
    """Write `articles.toml`; comments in an older one are not kept."""
    tables = tabulate_overrides(overrides)
    parts = [_HEAD]
    for article in tables["article"]:
        parts += ["\n[[article]]\n", *(f"{name} = {_quote(value)}\n" for name, value in article.items())]
    for table in ("kinds", "continued"):
        parts += [f"\n[{table}]\n"] if tables[table] else []
        parts += [f"{_quote(name)} = {_quote(value)}\n" for name, value in tables[table].items()]
    write_text(path, "".join(parts))


def _quote(value: str | list[str]) -> str:
    """As TOML, whose strings and lists are written as those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
