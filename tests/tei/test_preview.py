"""The web preview: complete, escaped, without a network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import html
from PIL import Image

from corrections.passage import Token
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch
from tei.preview import image_name, write_index, write_preview, write_web_image


def test_text_and_zones_name_each_other(article: Article, batch: Batch, tmp_path: Path) -> None:
    page = html.fromstring(write_preview(article, batch, tmp_path).read_bytes())
    zones = set(page.xpath("//rect/@data-zone"))
    assert set(page.xpath("//main//@data-zone")) == zones
    assert len(zones) == 10
    assert page.xpath("//h1")[0].text_content() == "A Strike in the Mills"
    assert page.xpath("//image/@href") == ["images/s1.jpg", "images/s3.jpg"]


def test_nothing_is_fetched_from_elsewhere(article: Article, batch: Batch, tmp_path: Path) -> None:
    text = write_preview(article, batch, tmp_path).read_text()
    assert "http:" not in text
    assert "https:" not in text


def test_hostile_text_stays_text(batch: Batch, tmp_path: Path) -> None:
    evil = '<script>alert("x")</script>'
    line = TextLine((Token("t1", evil), Token("t2", "&amp;\x00\ufffe")))
    blocks = (Block("b1", BlockKind.HEAD, (line,)), Block("b2", BlockKind.PARAGRAPH, (line,)))
    article = Article("militant.undated.a01", blocks, authors=(evil,))
    path = write_preview(article, batch, tmp_path)
    index = write_index(evil, [article], batch, tmp_path)
    for written in (path, index):
        assert "<script>alert" not in written.read_text()
    page = html.fromstring(path.read_bytes())
    assert page.xpath("//main/section/p")[0].text_content() == f"{evil} &amp;\ufffd\ufffd"


def test_the_index_lists_each_article(article: Article, batch: Batch, tmp_path: Path) -> None:
    other = replace(article, id=article.id.replace("a01", "a02"))
    page = html.fromstring(write_index("The Militant", [article, other], batch, tmp_path).read_bytes())
    assert page.xpath("//li/a/@href") == [f"{article.id}.html", f"{other.id}.html"]
    assert page.xpath("//li/small")[0].text == "The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3"


def test_web_images_are_small_and_grey(tmp_path: Path) -> None:
    path = tmp_path / image_name("s1")
    write_web_image(Image.new("RGB", (4000, 6000), "white"), path)
    with Image.open(path) as made:
        assert (made.size, made.mode, made.format) == ((1600, 2400), "L", "JPEG")
