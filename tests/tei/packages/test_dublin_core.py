from lxml import etree

from tei.packages.dublin_core import encode_dublin_core
from tei.packages.issue import Issue

DC = "{http://purl.org/dc/elements/1.1/}"


def facts(content: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in etree.fromstring(content):
        found.setdefault(str(node.tag).removeprefix(DC), []).append(node.text or "")
    return found


def test_an_article(issue: Issue) -> None:
    made = facts(encode_dublin_core(issue, issue.articles[0]))
    assert made["title"] == ["A Strike in the Mills"]
    assert made["source"] == ["The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3"]
    assert made["date"] == ["1933-06-03"]
    assert made["publisher"] == ["Example <Archive> & Co."]
    assert made["relation"] == [issue.name]
    assert made["rights"][1] == "Share alike. https://creativecommons.org/licenses/by-sa/4.0/"
    assert "creator" not in made


def test_an_issue(issue: Issue) -> None:
    made = facts(encode_dublin_core(issue))
    assert made["title"] == ["The Militant, Vol. VI No. 29, 3 June 1933"]
    assert made["identifier"] == [issue.name]
    assert "source" not in made
