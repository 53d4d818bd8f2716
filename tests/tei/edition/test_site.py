"""The web edition's files: complete, linked, escaped, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from corrections.passage import Token
from ocr.page import BBox, Line, Region, RegionKind, Word
from scans.errors import RedpencilError
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Genre, TextLine
from tei.batch import Batch
from tei.edition.site import WebEdition
from tei.export import Exported, IssuePlan

HEADLINE = (
    Block("b1", BlockKind.HEAD, (TextLine((Token("b1.w1", "Strike"),)),)),
    Block("b2", BlockKind.PARAGRAPH, (TextLine((Token("b2.w1", "Won."),)),)),
)


def read(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def links(folder: Path) -> Iterator[tuple[Path, str, Path, str]]:
    """Page, link, the file it leads to, and the place in it."""
    for path in folder.rglob("*.html"):
        for link in read(path).xpath("//@href | //@src"):
            target, _, place = str(link).partition("#")
            yield path, link, (path.parent / unquote(target)).resolve() if target else path, place


def test_every_link_leads_somewhere(article: Article, publish) -> None:
    other = replace(article, id=article.id.replace("a01", "a02"), genre=Genre.ADVERTISEMENT)
    folder = publish(article, other)
    found = list(links(folder))
    kinds = {target.parent.name for _, _, target, _ in found}
    assert kinds >= {"tei", "issues", "pages", "articles", "images", "thumbnails", "assets", "preview"}
    for path, link, target, place in found:
        assert target.is_file(), f"{path}: {link}"
        if place:
            assert read(target).xpath("//*[@id=$place or @data-zone=$place]", place=place), f"{path}: {link}"


def test_text_and_zones_name_each_other(article: Article, publish) -> None:
    page = read(publish(article) / "articles" / f"{article.id}.html")
    zones = set(page.xpath("//rect/@data-zone"))
    assert set(page.xpath("//main//@data-zone")) == zones
    assert len(zones) == 10
    assert page.xpath("//h1")[0].text_content() == "A Strike in the Mills"
    assert page.xpath("//image/@href") == ["../images/s1.jpg", "../images/s3.jpg"]


def test_a_misprint_stands_beside_what_was_meant(article: Article, publish) -> None:
    page = read(publish(article) / "articles" / f"{article.id}.html")
    pairs = [
        (kind, node.find_class("printed")[0].text_content(), node.find_class("meant")[0].text_content())
        for kind in ("sic", "orig")
        for node in page.xpath("//article")[0].find_class(kind)
    ]
    assert ("sic", "tor", "for") in pairs
    assert ("orig", "Isvestia", "Izvestia") in pairs


def test_an_article_without_scans_has_no_scan_to_show(article: Article, publish) -> None:
    folder = publish(article, scans=False)
    for path in (folder / "articles" / f"{article.id}.html", folder / "pages" / "s1.html"):
        assert not read(path).xpath("//svg | //img")
    assert not read(folder / "index.html").xpath("//img")


def test_a_transcription_names_its_makers(article: Article, publish) -> None:
    line = TextLine((Token("t1", "Transcribed:"), Token("t2", "A. & B.")))
    credited = replace(article, front=(Block("f1", BlockKind.CREDIT, (line,)),))
    page = read(publish(credited) / "articles" / f"{article.id}.html")
    assert page.find_class("cite")[0].text == "Transcribed: A. & B."


def test_a_page_shows_what_is_in_no_article(article: Article, batch: Batch, publish) -> None:
    word = Word("r0.l0.w0", "FOLIO<b>", BBox(0, 0, 9, 9), 0.9)
    stray = Region("r0", RegionKind.FURNITURE, word.bbox, (Line("r0.l0", word.bbox, (word,)),))
    page = replace(batch.pages["s1"], regions=(stray, *batch.pages["s1"].regions))
    made = read(
        publish(article, batch=replace(batch, pages={**batch.pages, "s1": page})) / "pages" / "s1.html"
    )
    assert [node.text for node in made.xpath("//section/p[@data-zone]")] == ["FOLIO<b>"]
    assert len(made.xpath("//svg/a/rect")) == 7
    assert len(made.xpath("//svg/rect")) == 1


def test_nothing_is_fetched_from_elsewhere_or_written_in_line(article: Article, publish) -> None:
    for path in publish(article).rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"(https?:)?//[a-z]", text)
        assert not read(path).xpath(
            "//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]"
        )
        assert "default-src 'none'" in text


def test_hostile_text_stays_text(batch: Batch, publish) -> None:
    evil = '"><script>alert("x")</script>'
    line = TextLine((Token("t1", evil), Token("t2", "&amp;\x00\ufffe")))
    blocks = (Block("b1", BlockKind.HEAD, (line,)), Block("b2", BlockKind.PARAGRAPH, (line,)))
    article = Article("militant.undated.a01", blocks, authors=(evil,))
    edition = replace(batch.edition, series=replace(batch.edition.series, title=evil))
    folder = publish(article, batch=Batch(edition))
    written = list(folder.rglob("*.html"))
    assert len(written) == 4
    for path in written:
        assert not read(path).xpath("//script[not(@src)]")
        assert "<script>alert" not in path.read_text()
    page = read(folder / "articles" / f"{article.id}.html")
    assert page.xpath("//article/section/p")[0].text_content() == f"{evil} &amp;\ufffd\ufffd"


def test_articles_that_are_gone_lose_their_pages(article: Article, publish) -> None:
    other = replace(article, id=article.id.replace("a01", "a02"))
    folder = publish(article, other)
    assert (folder / "articles" / f"{other.id}.html").exists()
    publish(article)
    assert [path.stem for path in (folder / "articles").glob("*")] == [article.id]


def test_nothing_is_removed_where_something_failed(article: Article, batch: Batch, publish) -> None:
    folder = publish(article)
    edition = WebEdition(folder, folder.parent, batch.edition.series, [IssuePlan("x", Label(), (), ())])
    edition.add(Exported("x", (), Batch(batch.edition), (), (RedpencilError("x", "failed", "mend it"),)))
    edition.finish()
    assert (folder / "articles" / f"{article.id}.html").exists()


def test_the_index_is_in_order_of_time(article: Article, batch: Batch, export, plan, tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    done = []
    for year in (1929, 1933, 1934):
        label = replace(article.label, date=article.label.date.replace(year=year))
        labels = dict.fromkeys(batch.labels, label)
        name = article.id.replace("1933", str(year))
        done.append(
            export((replace(article, id=name, label=label),), replace(batch, labels=labels), tmp_path)
        )
    edition = WebEdition(folder, tmp_path, batch.edition.series, [plan(exported) for exported in done])
    for exported in done[::-1]:
        edition.add(exported)
    edition.finish()
    assert [node.text for node in read(folder / "index.html").xpath("//h2")] == ["1929", "1933", "1934"]


def test_an_empty_batch_has_an_index(batch: Batch, tmp_path: Path) -> None:
    WebEdition(tmp_path, tmp_path, batch.edition.series, ()).finish()
    assert "Nothing has been exported yet" in read(tmp_path / "index.html").text_content()


@pytest.mark.parametrize("name", ["edition.css", "minisearch/LICENSE.txt", "minisearch/minisearch.js"])
def test_what_pages_share_comes_along(article: Article, publish, name: str) -> None:
    assert (publish(article) / "assets" / name).stat().st_size > 500


def test_issues_lead_to_their_neighbours_by_date(
    article: Article, batch: Batch, export, plan, tmp_path: Path
) -> None:
    folder, done = tmp_path / "preview", []
    plain = Batch(batch.edition)
    for week in range(3):
        day = date(1933, 6, 3) + timedelta(weeks=week)
        told = replace(article, id=f"t{week}", label=Label(None, day, 6, str(29 + week)), blocks=HEADLINE)
        done.append(export((told,), plain, tmp_path))
    edition = WebEdition(folder, tmp_path, batch.edition.series, [plan(exported) for exported in done])
    for exported in done[::-1]:
        edition.add(exported)
    edition.finish()
    names = [
        f"militant.1933-06-{day}.v06n{number}.html" for day, number in (("03", 29), ("10", 30), ("17", 31))
    ]
    for at, name in enumerate(names):
        page = read(folder / "issues" / name)
        assert page.xpath("//a[@rel='prev']/@href") == names[max(at - 1, 0) : at]
        assert page.xpath("//a[@rel='next']/@href") == names[at + 1 : at + 2]


def test_images_of_pages_that_are_gone_are_removed(article: Article, publish) -> None:
    folder = publish(article)
    for kind in ("images", "thumbnails"):
        (folder / kind / "gone.jpg").write_bytes(b"")
    publish(article)
    assert sorted(path.name for path in folder.glob("*/*.jpg")) == ["s1.jpg", "s1.jpg", "s3.jpg", "s3.jpg"]
