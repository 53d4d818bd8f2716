"""Articles arranged in a real browser, by keys."""

import pytest

from tei.overrides import read_overrides, tabulate_overrides

pytestmark = pytest.mark.slow
PATH = "page/p1/articles"
A1, A2, A3 = "p1#r1.l0", "p1#r1.l1", "p1#r1.l2"


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(60)


@pytest.fixture
def editor(open_page):
    page, running = open_page(PATH)
    page.wait_for_selector("#articles .line.here")
    return page, running.project.overrides


def saved(page, path) -> dict:
    press(page, "s")
    page.wait_for_selector("#toast >> text=Saved")
    return tabulate_overrides(read_overrides(path))


def heads(page) -> list[str]:
    return page.locator("#articles .article .name").all_inner_texts()


def article(name: str, *lines: str, genre: str = "article") -> dict:
    return {"id": name, "lines": list(lines), "genre": genre}


FIRST, REST = f"{A1}", "p1#r1.l1..r1.l2"
TWO = "p2#r1.l0..r1.l1"


@pytest.mark.parametrize(
    ("keys", "articles", "kinds"),
    [
        ("2", [], {A1: "subhead"}),
        ("k j", [], {A1: "jump-line"}),
        ("ArrowDown v ArrowDown 4", [], {"p1#r1.l1..r1.l2": "byline"}),
        ("v ArrowDown Escape ArrowDown 3 ArrowUp 6", [], {A3: "section", A2: "paragraph"}),
        ("1 ArrowDown 1 1 u u r", [], {"p1#r1.l0..r1.l1": "head"}),
        ("g", [article("a01", "p1#r1.l0..r1.l2", genre="advertisement")], {}),
        ("ArrowDown b", [article("a01", A1), article("a03", REST)], {}),
        ("ArrowDown b b", [article("a01", "p1#r1.l0..r1.l2")], {}),
        ("ArrowDown b N g", [article("a01", A1, genre="advertisement"), article("a03", REST)], {}),
        ("c 1", [article("a01", "p1#r1.l0..r1.l2", TWO)], {}),
        ("c 1 ] b", [article("a01", "p1#r1.l0..r1.l2"), article("a02", TWO)], {}),
        ("ArrowDown b N c 1", [article("a01", A1, TWO), article("a03", REST)], {}),
    ],
)
def test_every_action_by_its_key(editor, keys: str, articles: list[dict], kinds: dict) -> None:
    page, path = editor
    press(page, *keys.split())
    kept = saved(page, path)
    assert sorted(kept["article"], key=lambda one: one["id"]) == articles
    assert kept["kinds"] == kinds


def test_articles_are_shown_with_where_else_they_stand(editor) -> None:
    page, _ = editor
    assert heads(page) == ["a01"]
    press(page, "ArrowDown", "b")
    page.wait_for_selector("#articles .article >> nth=1")
    assert heads(page) == ["a01", "a03"]
    assert "set by hand" in page.inner_text("#articles")
    assert page.inner_text("#articles .line.here .text") == "went on. Tne owners of tne"
    assert page.locator("#scan rect.same").count() == 2
    assert "Changed" in page.inner_text("#told")


def test_who_was_slower_sees_theirs_and_may_bring_back_their_own(editor) -> None:
    page, path = editor
    press(page, "2")
    theirs = '[[article]]\nid = "theirs"\nlines = ["p1#r1.l0..l2"]\n'.replace("..l2", "..r1.l2")
    path.write_text(theirs, encoding="utf-8")
    press(page, "s")
    page.wait_for_selector("#overtaken[open]")
    assert "changed by somebody else" in page.inner_text("#overtaken")
    press(page, "t")
    page.wait_for_selector("#articles >> text=theirs")
    press(page, "u")
    kept = saved(page, path)
    assert (kept["article"], kept["kinds"]) == ([], {A1: "subhead"})


def test_lines_that_are_gone_are_told_and_other_issues_are_kept(open_page, project) -> None:
    project.overrides.write_text('[kinds]\n"p1#r9" = "head"\n"other#r1" = "head"\n', encoding="utf-8")
    page, _ = open_page(PATH)
    assert "names lines that are not there" in page.inner_text("#told")
    press(page, "2")
    assert saved(page, project.overrides)["kinds"] == {"other#r1": "head", A1: "subhead"}


def test_a_damaged_file_is_told_and_left_alone(editor) -> None:
    page, path = editor
    press(page, "b")
    page.wait_for_selector("#toast >> text=No other article stands before it")
    path.write_text("[[article", encoding="utf-8")
    press(page, "2", "s")
    page.wait_for_selector("#toast >> text=cannot be read as TOML")
    assert path.read_text("utf-8") == "[[article"
