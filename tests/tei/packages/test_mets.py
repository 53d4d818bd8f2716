from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from scans.scan import Label
from tei.article import Article
from tei.batch import Batch
from tei.metadata import Edition, Series
from tei.packages.issue import Issue, PackageFile
from tei.packages.mets import encode_mets

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
NS = {"m": "http://www.loc.gov/METS/", "o": "http://www.loc.gov/mods/v3", "x": "http://www.w3.org/1999/xlink"}


@pytest.fixture(scope="session")
def mets_schema(read_schema) -> etree.XMLSchema:
    return read_schema("mets-1.12.1.xsd")


def test_an_issue_is_valid(issue: Issue, files: tuple[PackageFile, ...], mets_schema) -> None:
    mets_schema.assertValid(etree.fromstring(encode_mets(issue, files, MOMENT)))


def test_an_issue_of_which_nothing_is_known_is_valid(mets_schema) -> None:
    bare = Issue((Article("a", ()),), Batch(Edition(Series("p", ""))))
    mets_schema.assertValid(etree.fromstring(encode_mets(bare, (), MOMENT)))
    hostile = replace(bare.articles[0], name="\x01<b>&", label=Label(issue="1\x02"), pages=("1", "3"))
    mets_schema.assertValid(etree.fromstring(encode_mets(replace(bare, articles=(hostile,)), (), MOMENT)))


def test_every_pointer_resolves(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    root = etree.fromstring(encode_mets(issue, files, MOMENT))
    names = {node.get("ID") for node in root.iter() if node.get("ID")}
    for attribute in ("FILEID", "DMDID"):
        found = root.xpath(f"//@{attribute}")
        assert found
        assert set(found) <= names
    links = root.xpath("//m:smLink/@x:from | //m:smLink/@x:to", namespaces=NS)
    assert {link.removeprefix("#") for link in links} <= names
    assert len(links) == 4


def test_what_it_says(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    root = etree.fromstring(encode_mets(issue, files, MOMENT))
    assert root.get("LABEL") == "The Militant, Vol. VI No. 29, 3 June 1933"
    pages = root.xpath("//m:structMap[@TYPE='PHYSICAL']//m:div[@TYPE='page']/@ORDERLABEL", namespaces=NS)
    assert pages == ["1", "3"]
    (article,) = root.xpath("//m:structMap[@TYPE='LOGICAL']//m:div[@TYPE='article']", namespaces=NS)
    assert article.get("LABEL") == "A Strike in the Mills"
    areas = article.xpath(".//m:area/@FILEID", namespaces=NS)
    assert areas == ["file.alto.s1.s1.alto.xml", "file.alto.s3.s3.alto.xml"]
    assert root.xpath("string(//m:file[1]/m:FLocat/@x:href)", namespaces=NS) == "images/s%201.png"
    assert root.xpath("string(//o:extent[@unit='pages']/o:list)", namespaces=NS) == "1 & 3"
    assert root.xpath("//o:detail[@type='volume']/o:number/text()", namespaces=NS) == ["6", "6"]


def test_the_same_issue_gives_the_same_bytes(issue: Issue, files: tuple[PackageFile, ...]) -> None:
    assert encode_mets(issue, files, MOMENT) == encode_mets(issue, files, MOMENT)
