"""TEI that others have made, taken in as a transcription."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scans.errors import FormatError
from tei.article import Article, BlockKind, SpanKind
from tei.transcriptions import read_transcription
from tei.transcriptions.tei_text import list_unkept

BEGIN = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
OTHERS = (
    f"{BEGIN}<teiHeader><fileDesc><titleStmt><title>Trail</title><respStmt><resp>Transcribed</resp>"
    "<name>J. Doe</name></respStmt></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>"
    "<bibl>The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 &amp; 3.</bibl></sourceDesc></fileDesc>"
    "</teiHeader><text><body><div><head>Trail of Treachery</head><byline>By A. Writer</byline>"
    '<p>It is <hi rend="italic">one</hi> coun<pc force="weak">-</pc><lb break="no"/>try, <said who="#x">he '
    "<rs>said</rs></said>,\n<choice><sic>tor</sic><corr>for</corr></choice> ever <note>(as we know – Ed.)"
    "</note>.</p><quote><p>Set off.</p></quote><lg><l>Arise ye</l><l>prisoners</l></lg>"
    '<fw>(Continued on page 3)</fw><x:odd xmlns:x="urn:x">Kept words.</x:odd></div></body></text></TEI>'
)
HOSTILE = {
    "entities": '<!DOCTYPE TEI [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + OTHERS.replace("one", "&c;"),
    "deep": f"{BEGIN}<text><body>{'<div>' * 9000}x{'</div>' * 9000}</body></text></TEI>",
    "empty": f"{BEGIN}<text><body><p> </p></body></text></TEI>",
    "broken": OTHERS[:-20],
}


def take(path: Path, content: str = OTHERS) -> Article:
    path.write_text(content, encoding="utf-8")
    return read_transcription(path)


def text(article: Article, kind: BlockKind) -> list[str]:
    return [" ".join(token.text for token in block.tokens) for block in article.blocks if block.kind is kind]


def test_text_and_structure_are_taken(tmp_path: Path) -> None:
    article = take(tmp_path / "trail.xml")
    assert text(article, BlockKind.HEAD) == ["Trail of Treachery"]
    assert text(article, BlockKind.BYLINE) == ["By A. Writer"]
    assert text(article, BlockKind.QUOTATION) == ["Set off."]
    first, *others = text(article, BlockKind.PARAGRAPH)
    assert first == "It is one country, he said, tor ever (as we know – Ed.)."
    assert others == ["Arise ye", "prisoners", "Kept words."]
    assert {s.kind for block in article.blocks for s in block.spans} == {SpanKind.EMPHASIS, SpanKind.NOTE}


def test_the_source_and_its_makers_are_taken(tmp_path: Path) -> None:
    article = take(tmp_path / "trail.xml")
    assert (article.label.date, article.label.volume, article.label.issue) == (date(1933, 6, 3), 6, "29")
    assert article.pages == ("1", "3")
    assert [credit.name for credit in article.credits] == ["J. Doe"]


def test_what_is_not_kept_is_listed() -> None:
    unkept = list_unkept(OTHERS.encode(), Path("trail.xml"))
    assert unkept == {"corr": 1, "fw": 1, "odd": 1, "rs": 1, "said": 1}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tei_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        take(tmp_path / "evil.xml", HOSTILE[name])


def test_nothing_is_included_from_elsewhere(tmp_path: Path) -> None:
    path, secret = tmp_path / "evil.xml", tmp_path / "secret.txt"
    secret.write_text("swordfish", encoding="utf-8")
    space = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    include = f'<xi:include {space} href="{secret.as_uri()}" parse="text"/>'
    article = take(path, OTHERS.replace("Set off.", f"Set off. {include}"))
    assert text(article, BlockKind.QUOTATION) == ["Set off."]
    assert list_unkept(path.read_bytes(), path)["include"] == 1


def test_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "vast.xml"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(FormatError, match="larger than"):
        read_transcription(path)
