"""Static web pages with an article's text beside its scan; they work from `file://`, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml.etree import _Element as Element
from markupsafe import Markup
from PIL import Image

from ocr.page import Page
from scans.files import replacing, write_bytes
from tei.article import Article, Genre
from tei.batch import Batch, full, scanned
from tei.bibliography import refer_to, title_of
from tei.markup import TEI, identifier
from tei.reading_text import render_text
from tei.validation import parse
from tei.writer import encode_article

WIDTH = 1600
"""Pixels of the scan images made for the web, at most."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone on a scan: its name, and its box in pixels of the scan."""

    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class View:
    """A scan as the web page shows it."""

    number: str
    image: str
    width: int
    height: int
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index."""

    title: str
    reference: str
    link: str
    advertisement: bool


def write_preview(
    article: Article, batch: Batch, folder: Path, images: str = "images/", tei: str = "../tei/"
) -> Path:
    """Write the article's web page; it shows what its TEI file says. Returns the page's path.

    Args:
        article: of the batch.
        batch: pages and readings.
        folder: for the page.
        images: path from the folder to the images that `write_web_image` made, with its final slash; each is
            named as its page's id, with the ending ".jpg".
        tei: path from the folder to the TEI files, with its final slash.
    """
    path = folder / f"{identifier(full(article, batch.edition.series))}.html"
    root = parse(encode_article(article, batch), path)
    views = [_view(surface, page, images) for surface, page in _surfaces(root, article, batch)]
    series = batch.edition.series
    content = (
        _templates()
        .get_template("article.html.j2")
        .render(
            title=title_of(article, batch=batch) or "[Untitled]",
            reference=refer_to(article, series),
            series=series.title,
            language=series.language,
            text=render_text(root),
            views=views,
            tei=f"{tei}{identifier(full(article, batch.edition.series))}.xml",
        )
    )
    write_bytes(path, content.encode())
    return path


def write_index(title: str, articles: Sequence[Article], batch: Batch, folder: Path) -> Path:
    """Write `index.html`, a list of the articles' web pages; returns its path."""
    return write_listing(title, [list_article(article, batch) for article in articles], folder)


def list_article(article: Article, batch: Batch) -> Entry:
    """The article's line in the index."""
    title = title_of(article, batch=batch) or "[Untitled]"
    link = f"{identifier(full(article, batch.edition.series))}.html"
    return Entry(title, refer_to(article, batch.edition.series), link, article.genre is Genre.ADVERTISEMENT)


def write_listing(title: str, entries: Sequence[Entry], folder: Path) -> Path:
    """Write `index.html` from its lines; returns its path."""
    path = folder / "index.html"
    content = _templates().get_template("index.html.j2").render(title=title, entries=entries)
    write_bytes(path, content.encode())
    return path


def write_web_image(image: Image.Image, path: Path, width: int = WIDTH) -> None:
    """Write a scan as a grey JPEG, at most `width` pixels wide."""
    grey = image.convert("L")
    if grey.width > width:
        height = max(1, round(grey.height * width / grey.width))
        grey = grey.resize((width, height), Image.Resampling.LANCZOS)
    with replacing(path) as part:
        grey.save(part, "JPEG", quality=70, optimize=True)


def image_name(page: str) -> str:
    """File name of the web image of a page."""
    return f"{identifier(page)}.jpg"


def _surfaces(root: Element, article: Article, batch: Batch) -> list[tuple[Element, Page]]:
    found = root.findall(f".//{{{TEI}}}surface")
    return list(zip(found, (batch.pages[page] for page in scanned([article])), strict=True))


def _view(surface: Element, page: Page, images: str) -> View:
    zones = [zone for zone in surface.iter(f"{{{TEI}}}zone") if zone.get("type") == "line"]
    number = surface.get("n") or ""
    return View(number, images + image_name(page.id), page.width, page.height, tuple(map(_zone, zones)))


def _zone(zone: Element) -> Zone:
    left, top, right, bottom = (int(zone.get(name, "0")) for name in ("ulx", "uly", "lrx", "lry"))
    name = str(zone.get("{http://www.w3.org/XML/1998/namespace}id"))
    return Zone(name, left, top, right - left, bottom - top)


@cache
def _templates() -> Environment:
    made = Environment(loader=PackageLoader("tei"), autoescape=True, undefined=StrictUndefined)
    made.globals["style"] = Markup(made.get_template("style.css").render())  # noqa: S704 (ours)
    made.globals["script"] = Markup(made.get_template("script.js").render())  # noqa: S704 (ours)
    return made
