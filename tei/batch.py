"""What an export draws on besides the articles themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from corrections.decisions.application import Reading
from ocr.page import Page
from scans.scan import Label
from tei.article import AnyLine, Article, Block, BlockKind
from tei.compounds import Compounds
from tei.metadata import Edition, Series
from tei.names import NameIndex
from tei.sheet import Sheet, survey


@dataclass(frozen=True, slots=True)
class Encoding:
    """How much the encoding says.

    Attributes:
        doubt: words that the engine is less sure of than this (0 to 1), and that nobody has decided, are
            marked as unclear.
        images: path from the TEI files to the page images, with its final slash.
        names: the lexicon's names, to be tagged in the text; None for no tagging.
        compounds: words, case-folded, that keep their hyphen where a line ends at it; see `tei.compounds`.
    """

    doubt: float = 0.5
    images: str = "../scans/"
    names: NameIndex | None = None
    compounds: frozenset[str] = frozenset()


SOFTWARE = "redpencil"
"""The name under which the correction policy decides."""


@dataclass(frozen=True)
class Batch:
    """The pages, their labels and what was decided on them.

    Attributes:
        edition: who publishes what.
        pages: by page id.
        labels: by page id.
        readings: by document id (of the page, or of an article that came from a transcription), then by
            token id.
    """

    edition: Edition
    pages: Mapping[str, Page] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)
    encoding: Encoding = Encoding()

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Where the columns and lines of each page are, by page id."""
        return {name: survey(page) for name, page in self.pages.items()}

    @cached_property
    def agents(self) -> Mapping[str, str]:
        """Pointers by name: those whom the project file names, those who decided something, the software."""
        deciders = {
            reading.decision.who for readings in self.readings.values() for reading in readings.values()
        }
        named = dict.fromkeys((*(person.name for person in self.edition.people), *sorted(deciders)))
        people = [name for name in named if name != SOFTWARE]
        return {SOFTWARE: "#app-redpencil"} | {name: f"#person{n}" for n, name in enumerate(people, start=1)}

    def number(self, page: str) -> str | None:
        """The printed number of a page, None where nothing tells."""
        return self.labels.get(page, Label()).number

    def compounds(self, block: Block) -> Compounds | None:
        """Words that keep their hyphen where a line ends; None in a table, whose lines are cells."""
        return None if block.kind is BlockKind.TABLE else self._compounds

    @cached_property
    def _compounds(self) -> Compounds:
        return Compounds(self.encoding.compounds, self.pages.values())

    def decided(self, article: Article, line: AnyLine) -> Mapping[str, Reading]:
        """What was decided in the document that a line stands in, by token id."""
        return self.readings.get(line.placement.page if line.placement else article.id, {})


def stem(label: Label, series: Series) -> str:
    """The identifier of an issue: "militant.1933-06-03.v06n29"; what is not known is left out."""
    volume = f"v{label.volume:02d}" if label.volume is not None else ""
    issue = f"n{label.issue}" if label.issue else ""
    parts = (series.id, label.date.isoformat() if label.date else "undated", volume + issue)
    return ".".join(part for part in parts if part)


def full(article: Article, series: Series) -> str:
    """The identifier with the issue's in front, as file and document are named.

    An imported article is called by the name of its file: "stalinist-diplomacy" becomes
    "militant.1933-06-03.v06n29.stalinist-diplomacy".
    """
    issue = f"{stem(article.label, series)}."
    return article.id if article.id.startswith(issue) else issue + article.id


def short(article: Article) -> str:
    """The last part of the article's identifier, which is its name inside the issue: "a01"."""
    return article.id.rpartition(".")[2]


def scanned(articles: Iterable[Article]) -> tuple[str, ...]:
    """Ids of the pages that the articles' lines stand on, in order."""
    places = [line.placement for a in articles for block in a.blocks for line in block.lines]
    return tuple(dict.fromkeys([place.page for place in places if place]))
