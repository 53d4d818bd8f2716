"""What our profile accepts, TEI All accepts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tei.article import Article
from tei.batch import Batch
from tei.writer import encode_article, encode_issue

pytestmark = pytest.mark.slow
SCHEMA = "schemas/tei_all-4.12.0.rng"


@pytest.fixture(scope="session")
def tei_all(shared: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(shared / SCHEMA))


def test_an_article_and_an_issue(article: Article, batch: Batch, tei_all: etree.RelaxNG) -> None:
    for content in (encode_article(article, batch), encode_issue([article], batch)):
        assert tei_all.validate(etree.fromstring(content)), tei_all.error_log


def test_jing_agrees(article: Article, batch: Batch, shared: Path, tmp_path: Path) -> None:
    if shutil.which("jing") is None:
        pytest.skip("needs jing")
    path = tmp_path / "article.xml"
    path.write_bytes(encode_article(article, batch))
    for schema in (shared / SCHEMA, Path(__file__).parents[2] / "tei" / "profile.rng"):
        done = subprocess.run(["jing", schema, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
