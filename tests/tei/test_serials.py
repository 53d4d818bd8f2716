"""Articles that go on in the next issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from corrections.passage import Token
from scans.errors import FormatError
from scans.scan import Label
from tei.article import Article, Block, BlockKind, Link, TextLine
from tei.batch import Batch
from tei.export import Export, Project, draft_issues
from tei.jump import read_jump
from tei.metadata import Edition, Series
from tei.overrides import Overrides, read_overrides, write_overrides
from tei.serials import link_serials
from tei.validation import parse, validate

SERIES = Series("militant", "The Militant")


def write(name: str, week: int, **texts: str) -> Article:
    """An article of a week; its blocks by kind, in order."""
    kinds = {kind.name.lower(): kind for kind in BlockKind}
    blocks = tuple(
        Block(
            f"b{n}",
            kinds[kind],
            (TextLine(tuple(Token(f"{name}.{n}.{i}", word) for i, word in enumerate(text.split()))),),
        )
        for n, (kind, text) in enumerate(texts.items())
    )
    label = Label(None, date(1933, 6, 3) + timedelta(weeks=week), 6, str(29 + week))
    return Article(name, blocks, label)


FIRST = write("one", 0, head="The Road to Power", paragraph="It began.", jump_line="(To be continued)")
OTHER = write("two", 0, head="A Strike", paragraph="It ended.")
SECOND = write(
    "three", 1, head="The Road to Power", jump_head="(Continued from last issue)", paragraph="It went on."
)
LATER = write("four", 1, head="Fascism in Vienna", paragraph="It came.")


@pytest.mark.parametrize(
    ("text", "onward"),
    [
        ("(To be continued)", True),
        ("(Continued in our next issue)", True),
        ("To Be Continned in Our Next", True),
        ("(Coutinued from last issue)", False),
        ("[CONCLUDED FROM LAST WEEK]", False),
    ],
)
def test_lines_about_other_issues_are_read(text: str, onward: bool) -> None:
    jump = read_jump(text)
    assert jump is not None
    assert (jump.serial, jump.onward) == (True, onward)


@pytest.mark.parametrize(
    "text", ["to be continued.", "The strike is to be continued next week.", "Continued growth"]
)
def test_sentences_are_left(text: str) -> None:
    jump = read_jump(text)
    assert jump is None or not jump.serial


def test_parts_are_joined_by_what_they_say_and_their_headline() -> None:
    before, after = link_serials([[FIRST, OTHER], [LATER, SECOND]], SERIES, {})
    name = "militant.1933-06-10.v06n30.three"
    assert [article.later for article in before] == [Link(name, 1.0), None]
    assert [article.earlier and article.earlier.name for article in after] == [
        None,
        "militant.1933-06-03.v06n29.one",
    ]


def test_nothing_is_joined_on_a_headline_or_a_line_alone() -> None:
    silent = replace(SECOND, blocks=tuple(b for b in SECOND.blocks if b.kind is not BlockKind.JUMP_HEAD))
    plain = replace(FIRST, blocks=FIRST.blocks[:-1])
    assert not any(a.later for issue in link_serials([[plain], [silent]], SERIES, {}) for a in issue)
    assert not any(a.later for issue in link_serials([[FIRST], [LATER]], SERIES, {}) for a in issue)


def test_what_a_person_has_set_stands() -> None:
    first, other = "militant.1933-06-03.v06n29.one", "militant.1933-06-10.v06n30.four"
    before, after = link_serials([[FIRST], [LATER, SECOND]], SERIES, {first: other})
    assert before[0].later == Link(other, 1.0)
    assert [article.earlier for article in after] == [Link(first, 1.0), None]
    assert list(link_serials([[FIRST], [SECOND]], SERIES, {first: ""})) == [(FIRST,), (SECOND,)]


def test_the_files_point_to_each_other(tmp_path: Path) -> None:
    project = Project(Edition(SERIES), {}, lambda _: pytest.fail("no pages"), lambda *_: {}, [FIRST, SECOND])
    export = Export(project, tmp_path)
    done = [export.write(at) for at in (1, 0)][::-1]
    assert [problem for issue in done for problem in issue.problems] == []
    assert all(validate(path) == () for issue in done for path in issue.files)
    (whole, path), (_, after) = (issue.files for issue in done)
    for file in (path, whole):
        (division,) = parse(file.read_bytes(), file).iterfind(".//{*}div")
        assert division.get("next") == f"article:{after.stem}"
    (reference,) = parse(path.read_bytes(), path).iterfind(".//{*}fw/{*}ref")
    assert reference.get("target") == f"article:{after.stem}"
    assert "<listPrefixDef>" in path.read_text("utf-8")


def test_the_table_is_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "articles.toml"
    write_overrides(Overrides(continued={"a.b": "c.d", "e": ""}), path)
    assert read_overrides(path).continued == {"a.b": "c.d", "e": ""}
    path.write_text('[continued]\n"a" = 3\n', encoding="utf-8")
    with pytest.raises(FormatError, match="'a' goes on in no article"):
        read_overrides(path)


def test_drafts_keep_their_own_articles(batch: Batch) -> None:
    project = Project(
        batch.edition, batch.labels, batch.pages.__getitem__, lambda *_: {}, [replace(OTHER, id="x")]
    )
    (draft,) = draft_issues(project)
    assert len(draft.articles) == 2
