"""Lines with their roles, and the parts of articles that they make."""

from __future__ import annotations

from dataclasses import dataclass

from ocr.page import BBox, Page, RegionKind
from scans.record import record
from tei.article import BlockKind, Genre
from tei.heading import Role
from tei.typography import Row

TITLING = (BlockKind.HEAD, BlockKind.JUMP_HEAD)
"""What an article, or a part of one that was carried over, begins with."""


@record
class Setting:
    """A line, what it is taken for, and the printed frame around the advertisement that it stands in."""

    row: Row
    role: Role
    frame: BBox | None = None

    @property
    def boxed(self) -> bool:
        """Whether it stands in an advertisement."""
        return self.frame is not None or self.row.region.kind is RegionKind.ADVERTISEMENT


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page with its lines measured and what each is taken for, in reading order."""

    page: Page
    rows: tuple[Row, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of an article that stands on one page, in reading order.

    `number` is the page's printed number, "" where nothing tells; `fixed` the name a person gave it, or "".
    """

    settings: tuple[Setting, ...]
    number: str = ""
    fixed: str = ""
    genre: Genre = Genre.ARTICLE
    confidence: float = 1.0

    @property
    def titled(self) -> bool:
        """Whether it begins with a headline or says where it comes from."""
        return any(setting.role.kind in TITLING for setting in self.settings)
