"""The files that the search reads."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tei.article import Article
from tei.batch import Batch
from tei.edition import search
from tei.edition.search import Document, SearchIndex, read_text
from tei.validation import parse
from tei.writer import compose, enclose_article

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\u2028\u2029</\"'"))


def load(folder: Path) -> list[list[list[str]]]:
    paths = sorted(folder.glob("*.js"), key=lambda path: int(path.stem))
    contents = [path.read_text("utf-8") for path in paths]
    assert not any(mark in content for content in contents for mark in "\u2028\u2029")
    return [json.loads(content.removeprefix("receive(").removesuffix(");\n")) for content in contents]


@given(st.lists(st.builds(Document, TEXTS, TEXTS, TEXTS, TEXTS)))
def test_every_document_is_in_one_file(documents: list[Document]) -> None:
    with TemporaryDirectory() as name:
        index = SearchIndex(Path(name))
        for document in documents:
            index.add(document)
        index.finish()
        files = load(Path(name))
        assert [Document(*item) for file in files for item in file] == documents


def test_files_have_a_bounded_size_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / "7.js").write_text("receive([]);\n")
    index = SearchIndex(tmp_path)
    text = "word " * 20_000
    for number in range(12):
        index.add(Document(str(number), "", "", text))
        assert index._size < search.CHUNK
    assert index.finish() == 3
    sizes = [sum(len(item[3]) for item in file) for file in load(tmp_path)]
    assert sum(sizes) == 12 * len(text)
    assert max(sizes) < search.CHUNK + len(text)


def test_both_readings_are_found_and_words_are_whole(article: Article, batch: Batch) -> None:
    text = read_text(parse(enclose_article(compose(article, batch)).content, Path("a.xml")))
    assert "settlement tor [for] the weavers" in text
    assert "Isvestia [Izvestia]" in text
    assert "in the Coun-try" not in text
    assert "Continued on" not in text
    assert "A Strike in the Mills" not in text
    assert text.startswith("Pickets Hold the Gate The owners")
