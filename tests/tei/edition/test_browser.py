"""The web edition from `file://` in a real browser: hovering, reading modes, search, keys, accessibility."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from tei.article import Article, Genre

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install playwright)")
pytestmark = pytest.mark.slow
PAGES = ("index.html", "search.html#weavers", "issues/{i}.html", "pages/s1.html", "articles/{i}.a01.html")
ISSUE = "militant.1933-06-03.v06n29"


@pytest.fixture
def folder(article: Article, publish) -> Path:
    other = replace(article, id=article.id.replace("a01", "a02"), genre=Genre.ADVERTISEMENT)
    return publish(article, other)


@pytest.fixture
def visit(browser, folder: Path):
    """Opens a page of the edition; complaints, and requests of anything but files, fail the test."""
    complaints: list[str] = []
    contexts = []

    def begin(path: str, width: int = 1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.on("request", lambda asked: complaints.append(asked.url) if asked.url[:5] != "file:" else None)
        page.goto((folder / "x").as_uri()[:-1] + path.format(i=ISSUE))
        if path.startswith("search"):
            page.wait_for_selector("#results li")
        return page

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []


ARTICLE = "articles/{i}.a01.html"
LIT = "[...document.querySelectorAll('.lit')].map((node) => node.localName + ' ' + node.dataset.zone)"


def test_pointing_at_text_lights_the_scan_and_back(visit) -> None:
    page = visit(ARTICLE)
    page.hover(".text p:not(.deck) .l >> nth=0")
    assert page.evaluate(LIT) == ["rect p.s1.r1.l2", *["span p.s1.r1.l2"] * 3]
    page.hover("rect[data-zone='p.s3.r1.l1']")
    assert set(page.evaluate(LIT)) == {"rect p.s3.r1.l1", "span p.s3.r1.l1"}
    page.mouse.move(1279, 5)
    assert page.evaluate(LIT) == []


def test_keys_walk_along_the_lines_of_the_scan(visit) -> None:
    page = visit(ARTICLE)
    page.focus("#sheet")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert set(page.evaluate(LIT)) == {"rect p.s1.r1.l1", "span p.s1.r1.l1"}
    assert page.inner_text("#told") == "Pickets Hold the Gate"
    page.keyboard.press("ArrowUp")
    assert page.inner_text("#told") == "A Strike in the Mills"


def test_the_scan_grows_and_shrinks(visit) -> None:
    page = visit(ARTICLE)
    page.click("text=Fit")
    width = "document.querySelector('svg').getBoundingClientRect().width"
    whole = page.evaluate(width)
    page.click("[aria-label='Larger']")
    assert page.evaluate(width) == pytest.approx(whole * 1.25, abs=1)
    page.click("text=Fit")
    assert page.evaluate(width) == pytest.approx(whole, abs=1)


def test_the_text_as_printed_or_corrected_in_the_whole_edition(visit) -> None:
    page = visit(ARTICLE)
    assert "no settlement tor the weavers" in page.inner_text(".text")
    assert "Isvestia says" in page.inner_text(".text")
    page.focus("#printed")
    page.keyboard.press("ArrowRight")
    assert "no settlement for the weavers" in page.inner_text(".text")
    assert "Izvestia says" in page.inner_text(".text")
    page.click("[rel=next]")
    assert page.is_checked("#meant")
    assert page.url.endswith("a02.html")
    assert "no settlement for the weavers" in page.inner_text(".text")


def test_an_article_on_the_page_lights_in_the_list_and_opens_at_the_line(visit) -> None:
    page = visit("pages/s1.html")
    page.hover(".list li >> nth=1")
    assert set(page.evaluate(LIT)) == {f"a {ISSUE}.a02", f"li {ISSUE}.a02"}
    page.click("rect[data-line='p.s1.r1.l4'] >> nth=1")
    page.wait_for_url("**/articles/*#p.s1.r1.l4")
    assert "rect p.s1.r1.l4" in page.evaluate(LIT)


QUERIES = {
    "strike": 2,
    "WEAVERS settlement": 2,
    "for isvestia": 2,
    "izvestia": 2,
    '"hold the gate"': 2,
    '"the hold gate"': 0,
    "weav": 2,
    "weav settlement": 0,
    "wevaers": 0,
    "<b>": 0,
    "[.*": 0,
}


def test_words_are_found(visit) -> None:
    page = visit("search.html#gate")
    for words, number in QUERIES.items():
        page.fill("#query", words)
        page.wait_for_url(lambda url, words=words: unquote(url.partition("#")[2]) == words)
        assert page.inner_text("#count") == f"{number} articles found", words
        assert page.locator("#results li").count() == number


def test_similar_words_are_found_on_wish(visit) -> None:
    page = visit("search.html#gate")
    page.fill("#query", "setlement")
    page.check("#similar")
    playwright.expect(page.locator("mark >> nth=0")).to_have_text("settlement")
    assert page.inner_text("#count") == "2 articles found"


def test_what_was_searched_for_is_marked_in_the_article(visit) -> None:
    page = visit("index.html")
    page.fill("[name=q]", "Country settlement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.click("#results a >> nth=0")
    page.wait_for_url("**/articles/*")
    found = page.evaluate(
        "[...CSS.highlights.get('found')].map((range) => range.cloneContents().textContent)"
    )
    assert found == ["settlement"] or [text.replace("-", "") for text in found] == ["settlement", "Country"]
    assert "rect p.s1.r1.l3" in page.evaluate(LIT)


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_the_window(visit, path: str, width: int) -> None:
    page = visit(path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible(visit, path: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.base", reason="needs axe (pip install axe-playwright-python)"
    )
    page = visit(path, color_scheme=scheme)
    page.evaluate(axe.AXE_SCRIPT)
    result = page.evaluate("axe.run({ preload: false })")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in result["violations"]] == []


def test_the_print_is_the_text_alone(visit) -> None:
    page = visit(ARTICLE)
    page.emulate_media(media="print")
    assert page.is_visible(".text h1")
    assert page.is_visible(".reference")
    for hidden in (".scan", ".modes", ".bar form", ".turn"):
        assert not page.is_visible(hidden)
