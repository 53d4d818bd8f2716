"""A web edition of the small issue that the tests of `tei` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from scans.files import write_bytes
from tei.article import Article
from tei.batch import Batch, full, stem
from tei.edition.images import write_scan_images
from tei.edition.site import WebEdition
from tei.export import Exported, IssuePlan
from tei.markup import identifier
from tei.writer import compose, enclose_article

Publish = Callable[..., Path]


def write_tei(articles: tuple[Article, ...], batch: Batch, folder: Path) -> Exported:
    """The articles' TEI files, written as an export does."""
    series = batch.edition.series
    files = [folder / f"{identifier(full(article, series))}.xml" for article in articles]
    for article, path in zip(articles, files, strict=True):
        write_bytes(path, enclose_article(compose(article, batch)).content)
    return Exported(identifier(stem(articles[0].label, series)), articles, batch, tuple(files))


def plan_issue(exported: Exported) -> IssuePlan:
    """The issue that was exported."""
    labels = (*exported.batch.labels.values(), *(article.label for article in exported.articles))
    return IssuePlan(exported.name, labels[0], tuple(exported.batch.pages), ())


@pytest.fixture
def plan() -> Callable[[Exported], IssuePlan]:
    """The issue that was exported."""
    return plan_issue


@pytest.fixture
def export() -> Callable[..., Exported]:
    """Write TEI files of articles."""
    return write_tei


@pytest.fixture
def publish(batch: Batch, tmp_path: Path) -> Publish:
    """Write an edition of the articles beside their TEI; returns its folder."""

    def write(*articles: Article, scans: bool = True, batch: Batch = batch) -> Path:
        folder = tmp_path / "tei" / "preview"
        for page in batch.pages.values() if scans else ():
            write_scan_images(Image.new("L", (page.width, page.height), 200), folder, page.id)
        exported = write_tei(articles, batch, tmp_path / "tei")
        edition = WebEdition(folder, tmp_path / "tei", batch.edition.series, [plan_issue(exported)])
        edition.add(exported)
        edition.finish()
        return folder

    return write
