"""METS, the table of contents of a digitised issue: descriptions, files with checksums, pages, articles.

Built after the manner of the National Digital Newspaper Program: one document an issue, a physical map of
pages and a logical map of articles that point into the pages' ALTO.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from lxml.etree import _Element as Element

from ocr.page import Page
from tei.article import Article
from tei.markup import identifier
from tei.packages.elements import build, serialize_elements
from tei.packages.issue import Issue, PackageFile, of_use, page_number, regions_of
from tei.packages.mods import describe_article, describe_issue


def encode_mets(issue: Issue, files: Sequence[PackageFile], created: datetime) -> bytes:
    """The issue as METS 1.12; addresses are relative, and no file appears that is not in `files`."""
    root = build(
        "mets:mets",
        _header(issue, created),
        _describe("dmd.issue", describe_issue(issue)),
        *(_describe(_dmd_id(article), describe_article(issue, article)) for article in issue.articles),
        *([_files(files)] if files else []),
        *([_physical(issue, files)] if issue.pages else []),
        _logical(issue, files),
        *_links(issue),
        OBJID=issue.name,
        LABEL=issue.title,
        TYPE="Newspaper issue",
    )
    return serialize_elements(root)


def _header(issue: Issue, created: datetime) -> Element:
    software, publisher = build("mets:name", "redpencil"), issue.batch.edition.publisher
    agents = [build("mets:agent", software, ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")]
    if publisher:
        name = build("mets:name", publisher)
        agents.append(build("mets:agent", name, ROLE="DISSEMINATOR", TYPE="ORGANIZATION"))
    return build("mets:metsHdr", *agents, CREATEDATE=created.isoformat(timespec="seconds"))


def _describe(name: str, description: Element) -> Element:
    wrapped = build("mets:mdWrap", build("mets:xmlData", description), MDTYPE="MODS")
    return build("mets:dmdSec", wrapped, ID=name)


def _files(files: Sequence[PackageFile]) -> Element:
    uses = dict.fromkeys(file.use for file in files)
    groups = [
        build("mets:fileGrp", *(_file(file) for file in files if file.use == use), USE=use) for use in uses
    ]
    return build("mets:fileSec", *groups)


def _file(file: PackageFile) -> Element:
    place = build("mets:FLocat", LOCTYPE="URL", xlink_href=file.url)
    return build(
        "mets:file",
        place,
        ID=file.id,
        MIMETYPE=file.media_type,
        SIZE=str(file.size),
        CHECKSUM=file.sha256,
        CHECKSUMTYPE="SHA-256",
    )


def _physical(issue: Issue, files: Sequence[PackageFile]) -> Element:
    divisions = [_page(issue, page, order, files) for order, page in enumerate(issue.pages, 1)]
    whole = build("mets:div", *divisions, TYPE="issue", DMDID="dmd.issue")
    return build("mets:structMap", whole, TYPE="PHYSICAL")


def _page(issue: Issue, page: Page, order: int, files: Sequence[PackageFile]) -> Element:
    pointers = (build("mets:fptr", FILEID=file.id) for file in files if file.owner == page.id)
    number = page_number(issue, page)
    return build(
        "mets:div",
        *pointers,
        TYPE="page",
        ID=_page_id(page.id),
        ORDER=str(order),
        ORDERLABEL=number,
        LABEL=f"Page {number}",
    )


def _logical(issue: Issue, files: Sequence[PackageFile]) -> Element:
    divisions = [_article(issue, article, files) for article in issue.articles]
    whole = build("mets:div", *divisions, TYPE="issue", DMDID="dmd.issue", LABEL=issue.title)
    return build("mets:structMap", whole, TYPE="LOGICAL")


def _article(issue: Issue, article: Article, files: Sequence[PackageFile]) -> Element:
    areas = list(_areas(article, files))
    pointers = [build("mets:fptr", build("mets:seq", *areas))] if areas else []
    pointers += [build("mets:fptr", FILEID=file.id) for file in files if file.owner == article.id]
    return build(
        "mets:div",
        *pointers,
        TYPE=str(article.genre),
        ID=_article_id(article),
        DMDID=_dmd_id(article),
        LABEL=issue.headline(article),
    )


def _areas(article: Article, files: Sequence[PackageFile]) -> Iterator[Element]:
    """The ALTO blocks in which the article stands."""
    for page, regions in regions_of(article).items():
        if alto := of_use(files, "alto", page):
            for region in regions:
                yield build("mets:area", FILEID=alto.id, BETYPE="IDREF", BEGIN=region)


def _links(issue: Issue) -> Iterator[Element]:
    links = [
        build("mets:smLink", xlink_from=f"#{_article_id(article)}", xlink_to=f"#{_page_id(page)}")
        for article in issue.articles
        for page in regions_of(article)
    ]
    if links:
        yield build("mets:structLink", *links)


def _page_id(page: str) -> str:
    return identifier("page", page)


def _article_id(article: Article) -> str:
    return identifier("article", article.id)


def _dmd_id(article: Article) -> str:
    return identifier("dmd", article.id)
