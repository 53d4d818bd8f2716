"""The package of an issue: everything that an archive takes, in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from ocr.alto import write_alto
from ocr.page_xml import write_page_xml
from scans.files import write_bytes, write_text
from scans.settings import ScanSettings
from tei.archive_html import write_archive_html
from tei.archive_path import archive_path
from tei.article import Article
from tei.bibliography import title_of
from tei.citation import cite, to_bibtex, to_csl_json
from tei.export import write_valid
from tei.markup import identifier
from tei.packages.correction import correct_page
from tei.packages.dublin_core import encode_dublin_core
from tei.packages.iiif import encode_manifest
from tei.packages.images import copy_images, load_image
from tei.packages.internet_archive import encode_spreadsheet
from tei.packages.issue import Issue, PackageFile, describe_file
from tei.packages.mets import encode_mets
from tei.packages.pdf import write_pdf
from tei.reading import write_markdown
from tei.reading import write_text as encode_text
from tei.writer import Document, encode


@dataclass(frozen=True, slots=True)
class Packing:
    """How a package is made.

    Attributes:
        created: moment that its files state as that of their making; the same moment gives the same bytes.
        scans: folder of the scans; None leaves images and PDF out.
        base: http(s) address under which the package will be published; "" leaves the manifest out.
        settings: limits within which scans are read.
    """

    created: datetime
    scans: Path | None = None
    base: str = ""
    settings: ScanSettings = field(default_factory=ScanSettings)


def write_package(issue: Issue, folder: Path, packing: Packing) -> tuple[PackageFile, ...]:
    """Write the package of an issue with at least one article into a folder of its own.

    It holds images, ALTO and PAGE-XML of each page, TEI, text, Markdown and HTML of each article, a
    searchable PDF, a IIIF manifest, Dublin Core, citations for reference managers, a spreadsheet for the
    Internet Archive, and METS, which lists all the others.

    Returns:
        The files that METS lists.

    Raises:
        FormatError: a scan is missing, or a TEI file would not be valid.
        ScanError: a scan cannot be read.
        SettingsError: `packing.base` is no address.
    """
    files = tuple(_Package(issue, folder, packing).write())
    files += tuple(_write_indexes(issue, folder, packing, files))
    write_bytes(folder / "mets.xml", encode_mets(issue, files, packing.created))
    return files


def _write_indexes(
    issue: Issue, folder: Path, packing: Packing, files: tuple[PackageFile, ...]
) -> Iterator[PackageFile]:
    """What tells of the other files."""
    sheet = PurePosixPath("metadata/internet-archive.csv")
    write_text(folder / sheet, encode_spreadsheet(issue, files))
    yield describe_file(folder, sheet, "metadata")
    if packing.base and issue.pages:
        manifest = PurePosixPath("manifest.json")
        write_bytes(folder / manifest, encode_manifest(issue, files, packing.base))
        yield describe_file(folder, manifest, "iiif")


class _Package:
    """One package while it is written."""

    def __init__(self, issue: Issue, folder: Path, packing: Packing) -> None:
        encoding = replace(issue.batch.encoding, images="../images/")
        self._issue = replace(issue, batch=replace(issue.batch, encoding=encoding))
        self._folder, self._packing = folder, packing
        self._paths: set[PurePosixPath] = set()

    def write(self) -> Iterator[PackageFile]:
        yield from self._pages()
        yield from self._articles()
        yield from self._whole()

    def _pages(self) -> Iterator[PackageFile]:
        for page in self._issue.pages:
            if self._packing.scans:
                yield from copy_images(page, self._packing.scans, self._folder, self._packing.settings)
            corrected = correct_page(page, self._issue.batch.readings.get(page.id, {}))
            alto = PurePosixPath("alto", f"{page.id}.alto.xml")
            write_alto(corrected, self._folder / alto)
            yield describe_file(self._folder, alto, "alto", page.id)
            page_xml = PurePosixPath("page", f"{page.id}.page.xml")
            write_page_xml(corrected, self._folder / page_xml, self._packing.created)
            yield describe_file(self._folder, page_xml, "page", page.id)

    def _articles(self) -> Iterator[PackageFile]:
        batch = self._issue.batch
        for document in encode(self._issue.articles, batch):
            article = document.article
            if article is None:
                yield self._tei(self._issue.name, document, "")
                continue
            name = identifier(article.id)
            yield self._tei(name, document, article.id)
            yield self._text(f"text/{name}.txt", encode_text(article, batch), "text", article)
            yield self._text(f"text/{name}.md", write_markdown(article, batch), "text", article)
            yield self._text(self._html_path(article), write_archive_html(article, batch), "html", article)
            record = encode_dublin_core(self._issue, article).decode()
            yield self._text(f"metadata/{name}.dc.xml", record, "metadata", article)

    def _whole(self) -> Iterator[PackageFile]:
        issue, created = self._issue, self._packing.created
        yield self._text("metadata/issue.dc.xml", encode_dublin_core(issue).decode(), "metadata")
        series = issue.batch.edition.series
        citations = [(a.id, cite(a, series, title_of(a, issue.batch))) for a in issue.articles]
        bibtex = "\n".join(to_bibtex(citation, key) for key, citation in citations)
        yield self._text("metadata/citations.bib", bibtex, "metadata")
        items = ",\n".join(to_csl_json(citation, key).strip("[]\n") for key, citation in citations)
        yield self._text("metadata/citations.json", f"[\n{items}\n]\n", "metadata")
        if (scans := self._packing.scans) and issue.pages:
            path = PurePosixPath("pdf", f"{issue.name}.pdf")
            settings = self._packing.settings
            write_pdf(issue, lambda page: load_image(page, scans, settings), self._folder / path, created)
            yield describe_file(self._folder, path, "pdf")

    def _tei(self, name: str, document: Document, owner: str) -> PackageFile:
        path = PurePosixPath("tei", f"{name}.xml")
        write_valid(self._folder / path, document)
        return describe_file(self._folder, path, "tei", owner)

    def _text(self, path: str, content: str, use: str, article: Article | None = None) -> PackageFile:
        write_text(self._folder / path, content)
        return describe_file(self._folder, PurePosixPath(path), use, article.id if article else "")

    def _html_path(self, article: Article) -> str:
        """The archive's own path; a second article of that name gets a number."""
        wanted = PurePosixPath("html") / archive_path(article, self._issue.batch)
        path, number = wanted, 2
        while path in self._paths:
            path, number = wanted.with_stem(f"{wanted.stem}{number}"), number + 1
        self._paths.add(path)
        return str(path)
