"""One issue of the newspaper, as packages see it, and the files that a package holds."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from ocr.page import Page
from scans.scan import Label
from tei.article import Article
from tei.batch import Batch, stem
from tei.bibliography import refer, title_of
from tei.markup import identifier

_TYPES = {
    ".md": "text/markdown",
    ".jp2": "image/jp2",
    ".webp": "image/webp",
    ".bib": "application/x-bibtex",
    ".htm": "text/html",
    ".json": "application/json",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue's articles, and the batch with its pages, labels and readings."""

    articles: tuple[Article, ...]
    batch: Batch

    @property
    def label(self) -> Label:
        """What the issue is called; its `number` means nothing."""
        labels = [article.label for article in self.articles] or list(self.batch.labels.values())
        return labels[0] if labels else Label()

    @property
    def name(self) -> str:
        """The identifier of the issue, an XML name: "militant.1933-06-03.v06n29"."""
        return identifier(stem(self.label, self.batch.edition.series))

    @property
    def title(self) -> str:
        """The issue as people cite it: "The Militant, Vol. VI No. 29, 3 June 1933"."""
        return refer(self.label, (), self.batch.edition.series)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages in order."""
        return tuple(self.batch.pages.values())

    def headline(self, article: Article) -> str:
        """The article's headline with decisions applied, or another name for it; never empty."""
        return title_of(article, self.batch) or "[untitled]"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of a package.

    Attributes:
        path: relative to the package's folder.
        use: "image", "alto", "page", "tei", "text", "html", "pdf" or "metadata".
        owner: id of the page or article it is about; "" for the whole issue.
        size: bytes.
        sha256: hex digest.
    """

    path: PurePosixPath
    use: str
    owner: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """Its type, by its use and the ending of its name."""
        if self.use == "tei":
            return "application/tei+xml"
        suffix = self.path.suffix.lower()
        return _TYPES.get(suffix) or mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"

    @property
    def id(self) -> str:
        """An XML name for it, unique in the package."""
        return identifier("file", self.use, self.owner or "issue", self.path.name)

    @property
    def url(self) -> str:
        """Its relative address."""
        return quote(str(self.path))


def describe_file(folder: Path, path: PurePosixPath, use: str, owner: str = "") -> PackageFile:
    """Measure a file of a package. The operating system's errors come through."""
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PackageFile(path, use, owner, (folder / path).stat().st_size, digest)


def page_number(issue: Issue, page: Page) -> str:
    """The page's printed number, or its position in brackets: "3", "[3]"."""
    return issue.batch.number(page.id) or f"[{[p.id for p in issue.pages].index(page.id) + 1}]"


def regions_of(article: Article) -> dict[str, tuple[str, ...]]:
    """Ids of the regions that hold the article's lines, by page id, in order."""
    found: dict[str, dict[str, None]] = {}
    for block in article.blocks:
        for line in block.lines:
            if line.placement:
                found.setdefault(line.placement.page, {})[line.placement.region] = None
    return {page: tuple(regions) for page, regions in found.items()}


def of_use(files: Sequence[PackageFile], use: str, owner: str) -> PackageFile | None:
    """The first file of that use for that page, article or (owner "") issue."""
    return next((file for file in files if file.use == use and file.owner == owner), None)
