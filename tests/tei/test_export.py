"""A project exported: files, failures, and what is left of earlier exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ocr.page import Page
from scans.errors import FormatError
from tei.article import Article, Block, BlockKind, TextLine
from tei.batch import Batch
from tei.export import Export, Exported, Project
from tei.validation import validate


def make_project(batch: Batch) -> Project:
    return Project(
        batch.edition, batch.labels, batch.pages.__getitem__, lambda name, _: batch.readings.get(name, {})
    )


def run(project: Project, folder: Path) -> list[Exported]:
    export = Export(project, folder)
    done = [export.write(at) for at in range(len(export.issues))]
    export.finish()
    return done


def test_every_file_is_valid(batch: Batch, tmp_path: Path) -> None:
    (done,) = run(make_project(batch), tmp_path)
    assert done.problems == ()
    assert len(done.files) == len(done.articles) + 1
    for path in done.files:
        assert validate(path) == ()


def test_the_jump_is_followed(batch: Batch, tmp_path: Path) -> None:
    (done,) = run(make_project(batch), tmp_path)
    assert [article.pages for article in done.articles] == [("1", "3")]


def test_issues_are_kept_apart(batch: Batch, tmp_path: Path) -> None:
    labels = dict(batch.labels)
    labels["s3"] = replace(labels["s3"], date=date(1933, 6, 10), issue="30")
    done = run(replace(make_project(batch), labels=labels), tmp_path)
    assert [exported.name for exported in done] == [
        "militant.1933-06-03.v06n29",
        "militant.1933-06-10.v06n30",
    ]


def test_an_issue_without_a_date_is_valid(batch: Batch, tmp_path: Path) -> None:
    labels = {
        name: replace(label, date=None, volume=None, issue=None) for name, label in batch.labels.items()
    }
    (done,) = run(replace(make_project(batch), labels=labels), tmp_path)
    assert done.name == "militant.undated"
    assert done.problems == ()


def test_pages_without_numbers_or_with_the_same_are_valid(batch: Batch, tmp_path: Path) -> None:
    for number in (None, "1"):
        labels = {name: replace(label, number=number) for name, label in batch.labels.items()}
        (done,) = run(replace(make_project(batch), labels=labels), tmp_path)
        assert done.problems == ()


def test_a_page_that_cannot_be_loaded_is_told_and_the_rest_done(batch: Batch, tmp_path: Path) -> None:
    def load(name: str) -> Page:
        if name == "s1":
            raise FormatError("s1.alto.xml", "is broken", "Read the page again")
        return batch.pages[name]

    (done,) = run(replace(make_project(batch), load_page=load), tmp_path)
    assert [str(problem) for problem in done.problems] == ["s1.alto.xml: is broken. Read the page again."]
    assert done.files


def test_files_of_earlier_exports_go(batch: Batch, tmp_path: Path) -> None:
    old, other = tmp_path / "militant.1933-06-03.v06n29.a77.xml", tmp_path / "notes.xml"
    for path in (old, other):
        path.write_text("<old/>")
    run(make_project(batch), tmp_path)
    assert not old.exists()
    assert other.exists()


def test_a_transcription_has_no_facsimile(batch: Batch, article: Article, tmp_path: Path) -> None:
    blocks = tuple(
        replace(b, lines=(TextLine(b.tokens),)) for b in article.blocks if b.kind is not BlockKind.JUMP_LINE
    )
    told = replace(article, id="militant.1933-06-03.v06n29.t01", blocks=blocks)
    project = Project(batch.edition, {}, batch.pages.__getitem__, lambda *_: {}, imported=[told])
    (done,) = run(project, tmp_path)
    assert done.problems == ()
    text = done.files[0].read_text()
    assert "<facsimile" not in text
    assert "<lb" not in text
    assert "pp. 1 &amp; 3" in text


def test_two_articles_of_one_id_are_refused(batch: Batch, article: Article, tmp_path: Path) -> None:
    project = replace(make_project(batch), imported=[article])
    (done,) = run(project, tmp_path)
    assert done.files == ()
    assert "same id" in str(done.problems[0])


@pytest.mark.parametrize(
    "text", ["\x00\x1b[31m", "\ufffe\uffff", "]]>", "<!--", "&#0;", "\ud800", "\u202e", "a" * 9999]
)
def test_hostile_text_is_valid(text: str, batch: Batch, tmp_path: Path) -> None:
    page = batch.pages["s1"]
    region = page.regions[0]
    lines = tuple(
        replace(line, words=tuple(replace(word, text=text) for word in line.words)) for line in region.lines
    )
    evil = replace(page, regions=(replace(region, lines=lines),), image=f"{text}.png")
    project = replace(make_project(batch), load_page=lambda name: evil if name == "s1" else batch.pages[name])
    (done,) = run(project, tmp_path)
    assert done.problems == ()


def test_a_block_without_text_is_left_out(batch: Batch, article: Article, tmp_path: Path) -> None:
    told = replace(
        article, id="militant.x.t01", blocks=(*article.blocks, Block("b9", BlockKind.PARAGRAPH, ()))
    )
    (done,) = run(
        Project(batch.edition, {}, batch.pages.__getitem__, lambda *_: {}, imported=[_plain(told)]), tmp_path
    )
    assert done.problems == ()


def _plain(article: Article) -> Article:
    return replace(article, blocks=tuple(replace(b, lines=(TextLine(b.tokens),)) for b in article.blocks))


def test_a_page_without_text_is_part_of_no_file(batch: Batch, tmp_path: Path) -> None:
    page = batch.pages["s3"]
    bare = replace(page, regions=())
    project = replace(make_project(batch), load_page=lambda name: bare if name == "s3" else batch.pages[name])
    (done,) = run(project, tmp_path)
    assert done.problems == ()
    assert all(validate(path) == () for path in done.files)
    assert all("s3" not in path.read_text("utf-8") for path in done.files)


def test_a_file_that_says_the_same_is_left_alone(batch: Batch, tmp_path: Path) -> None:
    (done,) = run(make_project(batch), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in done.files}
    run(make_project(batch), tmp_path)
    assert {path: path.stat().st_mtime_ns for path in done.files} == before
