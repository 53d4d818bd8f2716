from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

from tei.article import Article
from tei.batch import Batch
from tei.metadata import Edition, Licence, Person, Series
from tei.packages.issue import Issue, PackageFile


@pytest.fixture
def edition() -> Edition:
    return Edition(
        Series("militant", "The Militant", "New York", "Communist League of America"),
        publisher="Example <Archive> & Co.",
        people=(Person("A. Reviewer", "reviewer"),),
        licences=(
            Licence("source", "https://rightsstatements.org/vocab/NKC/1.0/", "As far as we know free."),
            Licence("edition", "https://creativecommons.org/licenses/by-sa/4.0/", "Share alike."),
        ),
    )


@pytest.fixture
def issue(article: Article, batch: Batch, edition: Edition) -> Issue:
    return Issue((article,), replace(batch, edition=edition))


@pytest.fixture
def files(issue: Issue) -> tuple[PackageFile, ...]:
    article = issue.articles[0].id

    def make(path: str, use: str, owner: str) -> PackageFile:
        return PackageFile(PurePosixPath(path), use, owner, 7, "ab" * 32)

    return (
        make("images/s 1.png", "image", "s1"),
        make("images/s3.png", "image", "s3"),
        make("alto/s1.alto.xml", "alto", "s1"),
        make("alto/s3.alto.xml", "alto", "s3"),
        make(f"tei/{article}.xml", "tei", article),
        make(f"tei/{issue.name}.xml", "tei", ""),
        make(f"pdf/{issue.name}.pdf", "pdf", ""),
    )


class _Local(etree.Resolver):
    """Finds the imported xlink.xsd beside the schema."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, url, _public, context):  # type: ignore[no-untyped-def]
        if url and url.endswith("xlink.xsd"):
            return self.resolve_filename(str(self.folder / "xlink.xsd"), context)
        return None


@pytest.fixture(scope="session")
def read_schema(shared: Path):  # type: ignore[no-untyped-def]
    """Compiles an XML schema by its file name, without the network."""

    def read(name: str) -> etree.XMLSchema:
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_Local(shared / "schemas"))
        return etree.XMLSchema(etree.parse(str(shared / "schemas" / name), parser))

    return read
