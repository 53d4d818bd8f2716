"""A reader in a real browser: every action by keys alone."""

import pytest

from corrections.lexicon_file import read_entries
from tests.redpencil.web.conftest import make_page

pytestmark = pytest.mark.slow


def press(page, *keys: str) -> None:
    """Press keys one by one, each when what the one before asked for has arrived."""
    for key in keys:
        before = page.evaluate("document.body.dataset.arrived")
        typing = page.evaluate("document.activeElement.matches('input')")
        page.keyboard.press(key)
        page.wait_for_timeout(40)
        if key in "123456789ksubrof" and not typing and not page.query_selector("dialog[open]"):
            page.wait_for_function("then => document.body.dataset.arrived !== then", arg=before)


def word(page) -> str:
    return page.eval_on_selector(".card", "card => card.dataset.text")


def settle(page, running, count: int) -> list[tuple[str, str, str]]:
    """What was recorded, once there are so many rows."""
    for _ in range(200):
        if len(running.rows()) >= count:
            break
        page.wait_for_timeout(20)
    page.wait_for_timeout(60)
    return running.said()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("1", [("tne", "the", "correct")]),
        ("2", [("tne", "<i>other</i>", "correct")]),
        ("k", [("tne", "tne", "keep")]),
        ("p 1", [("tne", "the", "misprint")]),
        ("p p 1", [("tne", "the", "correct")]),
        ("f", [("tne", "tne", "flag")]),
        ("w 1", [("tne", "tne", "keep")]),
        ("e End s Enter", [("tne", "tnes", "correct")]),
        ("e Home x Space Enter", [("tne", "x tne", "correct")]),
        ("e x Escape k", [("tne", "tne", "keep")]),
        ("j Enter", [("tne dockers", "tnedockers", "correct")]),
        ("l Enter", [("stirke", "strike", "correct"), ("tne", "the", "correct")]),
        ("s 1", [("Tne", "The", "correct")]),
        ("s b 1", [("tne", "the", "correct")]),
        ("o 1", [("stirke", "strike", "correct")]),
        ("1 u", [("tne", "the", "correct"), ("tne", "tne", "undo")]),
        ("1 u r", [("tne", "the", "correct"), ("tne", "tne", "undo"), ("tne", "the", "correct")]),
        ("a Escape 1", [("tne", "the", "correct")]),
    ],
)
def test_every_action_by_its_key(open_page, keys: str, expected: list[tuple[str, str, str]]) -> None:
    page, running = open_page()
    press(page, *keys.split())
    assert settle(page, running, len(expected)) == expected
    if keys == "w 1":
        lexicon = running.project.settings.lexicon.files[0]
        assert [(entry.form, entry.kind) for entry in read_entries(lexicon)] == [("tne", "person")]


def test_all_like_it_shows_how_many_and_where_and_takes_exceptions(open_page) -> None:
    page, running = open_page()
    press(page, "a")
    page.wait_for_selector("#likes[open] h2")
    assert page.inner_text("#likes h2") == "5 doubts read tne"
    assert page.locator("#likes .text").all_inner_texts()[0] == "went on. Tne owners of tne"
    page.keyboard.press("Shift+Tab")  # from the button back to the last place
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    press(page, "1")
    rows = settle(page, running, 4)
    assert [row[:2] for row in rows] == [("tne", "the"), ("Tne", "The"), ("tne", "the"), ("tne", "the")]
    assert len({row.when for row in running.rows()}) == 1
    press(page, "u")
    assert len(settle(page, running, 8)) == 8


def test_keys_typed_ahead_are_not_lost(open_page) -> None:
    page, running = open_page()
    for _ in range(8):
        page.keyboard.press("1")
    page.wait_for_selector(".card.done")
    assert len(settle(page, running, 8)) == 8
    assert len({(row.document, row.tokens) for row in running.rows()}) == 8
    assert "Nothing left to decide" in page.inner_text(".card")


def test_joining_waits_for_nothing(open_page) -> None:
    page, running = open_page()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert settle(page, running, 1) == [("tne dockers", "tnedockers", "correct")]


def test_the_last_word_of_a_paragraph_has_none_to_join(open_page) -> None:
    page, _ = open_page("page/p1#r1.l2.w4")
    page.wait_for_selector(".card .word")
    page.keyboard.press("j")
    page.wait_for_selector("text=There is no next word in this paragraph.")


def test_the_word_is_lit_on_the_scan_in_the_line_and_in_the_text(open_page) -> None:
    page, _ = open_page()
    page.wait_for_selector("#scan canvas")
    page.wait_for_selector("#scan .lit")
    frame = page.locator(".card .strip .lit").bounding_box()
    strip = page.locator(".card .strip").bounding_box()
    assert strip["x"] <= frame["x"]
    assert frame["x"] + frame["width"] <= strip["x"] + strip["width"]
    assert page.inner_text(".card .context mark") == word(page)
    assert page.evaluate("document.querySelector('.strip img').naturalWidth") > 0


def test_the_scan_is_zoomed_by_keys(open_page) -> None:
    page, _ = open_page()
    page.wait_for_selector("#scan .lit")
    page.wait_for_timeout(600)
    wide = page.locator("#scan .lit").bounding_box()["width"]
    press(page, "+")
    page.wait_for_timeout(600)
    assert page.locator("#scan .lit").bounding_box()["width"] > wide * 1.3
    press(page, "z")
    page.wait_for_timeout(600)
    assert page.locator("#scan .lit").bounding_box()["width"] < wide


def test_the_help_shows_every_key_and_escape_closes_it(open_page) -> None:
    page, _ = open_page()
    press(page, "?")
    said = page.inner_text("#help")
    for button in page.query_selector_all(".card .actions [data-key]"):
        assert button.get_attribute("data-key") in said
    press(page, "Escape")
    assert page.query_selector("#help[open]") is None


def let_ben_keep(project) -> None:
    """Ben decides that "tne" is right."""
    from corrections.decisions.store import DecisionStore
    from redpencil.review.answer import keep
    from redpencil.review.desk import Desk
    from redpencil.review.doubt import Cause, Doubt

    with DecisionStore(project.decisions) as store:
        doubt = Doubt("p1", ("r1.l0.w3",), ("tne",), ("tne",), (), Cause.CHOSEN)
        Desk(store).answer("Ben", [(doubt, keep(doubt))])


def test_somebody_who_was_faster_is_shown_with_both(open_page, browser, project) -> None:
    page, running = open_page()
    let_ben_keep(project)
    page.keyboard.press("1")
    page.wait_for_selector(".conflict")
    said = page.inner_text(".conflict")
    assert "You: tne → the" in said
    assert "Ben: tne → tne (keep" in said
    assert running.said() == [("tne", "tne", "keep")]


def test_on_a_page_one_reads_on_and_corrects_anything(open_page) -> None:
    page, running = open_page("page/p1")
    assert word(page) == "stirke"
    press(page, "ArrowLeft")
    page.wait_for_function("() => document.querySelector('.card').dataset.text === 'The'")
    press(page, "e", "End", "y", "Enter")
    assert settle(page, running, 1) == [("The", "They", "correct")]
    press(page, "ArrowDown")
    page.wait_for_function("() => document.querySelector('.row.here').dataset.line === 'r1.l1.w0'")
    page.keyboard.press("n")
    page.wait_for_function("() => document.querySelector('.card').dataset.text !== 'They'")
    assert page.query_selector(".w.here").inner_text() in ("Tne", "tne")


def test_on_a_page_the_line_stays_in_sight_while_pictures_of_lines_come(open_page, project) -> None:
    make_page(project, "p2", (*(["the evening was quiet"] * 10), "said tne dockers"))
    page, _ = open_page("page/p2")
    page.wait_for_selector(".card .word")
    page.wait_for_function("() => [...document.images].every(image => image.src && image.complete)")
    sides = "box => [box.top, box.bottom]"
    top, bottom = page.eval_on_selector("#lines", f"lines => ({sides})(lines.getBoundingClientRect())")
    above, below = page.eval_on_selector(".row.here", f"row => ({sides})(row.getBoundingClientRect())")
    assert top <= above < below <= bottom


def test_on_a_page_a_line_is_typed_anew_and_the_next_one_follows(open_page) -> None:
    page, running = open_page("page/p1")
    page.keyboard.press("l")
    field = page.wait_for_selector(".edit input")
    assert field.input_value() == "The stirke of tne dockers"
    field.fill("The strike of all the dockers")
    page.keyboard.press("Enter")
    rows = settle(page, running, 2)
    assert [(b, a) for b, a, _ in rows] == [("stirke", "strike"), ("of tne", "of all the")] or [
        (b, a) for b, a, _ in rows
    ] == [("stirke", "strike"), ("tne", "all the")]
    page.wait_for_function("() => document.querySelector('.row.here').dataset.line === 'r1.l1.w0'")
    assert page.inner_text(".row[data-line='r1.l0.w0'] .text") == "The strike of all the dockers"
    assert len(page.query_selector_all(".row[data-line='r1.l0.w0'] .w.changed")) >= 2


def test_on_a_page_doubts_are_answered_one_after_the_other(open_page) -> None:
    page, running = open_page("page/p1")
    for count in range(1, 6):
        page.keyboard.press("1")
        settle(page, running, count)
        page.wait_for_timeout(150)
    assert [row[1] for row in running.said()] == ["strike", "the", "The", "the", "Skogland"]
    assert page.query_selector_all("#lines .w.doubted") == []
    page.keyboard.press("u")
    settle(page, running, 6)
    page.wait_for_selector("#lines .w.doubted")


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_window(browser, start, steady, project, width: int) -> None:
    let_ben_keep(project)
    running = start()
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(running.entrance)
    for path in ("", "page/p1", "page/p1/layout", "page/p1/articles", "pages", "log", "report"):
        page.goto(running.address + path)
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        beyond = """width => [...document.querySelectorAll('.bar *, #desk *')].filter(one =>
            one.getBoundingClientRect().right > width + 1 && !one.closest('.strip, .said')
        ).map(one => one.outerHTML)"""
        assert page.evaluate(beyond, width) == [], path
        table = "[...document.querySelectorAll('.plain')].every(one => one.scrollWidth <= one.clientWidth)"
        assert page.evaluate(table), path
    context.close()


def test_every_control_has_a_name_for_screen_readers(open_page) -> None:
    page, _ = open_page()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input, a, img, section, dialog')].filter(one =>
             !(one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.alt ||
               one.textContent.trim() || one.closest('label') || one.title)).map(one => one.outerHTML)"""
    )
    assert nameless == []


def test_a_screen_reader_is_told_what_is_asked_and_nothing_else(open_page) -> None:
    page, _ = open_page()
    press(page, "o")
    word, line = "The engine read stirke engine 90 % sure", "The stirke of tne dockers"
    expected = f"{word}, {line}, 1, strike, 2, <i>other</i>, 0 of 8 decided"
    assert page.inner_text("#spoken[role=status]") == expected
    press(page, "p")
    assert "the newspaper misprinted it" in page.inner_text("#toast[role=status]")
    press(page, "1")
    assert page.inner_text("#spoken").startswith("The engine read tne")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_with_a_screen_reader_or_weak_eyes_out(open_page, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.base", reason="needs axe (pip install axe-playwright-python)"
    )
    page, running = open_page(color_scheme=scheme)
    for path in ("", "page/p1", "page/p1/layout", "page/p1/articles", "pages", "log", "report"):
        page.goto(running.address + path)
        page.wait_for_timeout(400)
        page.evaluate(axe.AXE_SCRIPT)
        found = page.evaluate("axe.run({ preload: false })")["violations"]
        assert [(path, one["id"], [node["html"] for node in one["nodes"][:3]]) for one in found] == []


def test_a_decision_on_an_earlier_reading_is_offered_at_its_nearest_place(open_page, project) -> None:
    page, running = open_page()
    press(page, "o", "1")  # stirke
    settle(page, running, 1)
    path = project.alto("p1")
    text = path.read_text("utf-8").replace('CONTENT="stirke"', 'CONTENT="stirkc"')
    path.write_text(text, encoding="utf-8")
    for _ in range(50):
        page.goto(f"{running.address}page/p1")
        if "stirkc" in page.inner_text("#lines"):
            break
        page.wait_for_timeout(200)
    page.goto(running.address)
    page.wait_for_selector(".card .word")
    press(page, "o")
    assert page.inner_text(".cause") == "decided on an earlier reading"
    assert word(page) == "stirkc"
    assert "correct: stirke → strike" in page.inner_text(".card .note")
    press(page, "1")
    assert settle(page, running, 3)[1:] == [("stirke", "stirke", "undo"), ("stirkc", "strike", "correct")]


def test_beside_a_text_without_a_scan_no_other_scan_stays(open_page) -> None:
    page, running = open_page()
    folder = running.project.transcriptions
    folder.mkdir()
    (folder / "story.txt").write_text("A Report\n\nHere tne end.\n", "utf-8")
    assert page.query_selector("#scan canvas")
    for _ in range(100):
        press(page, "s")
        if page.eval_on_selector(".card", "card => card.dataset.document") == "story":
            break
        page.wait_for_timeout(100)
    assert page.inner_text("#scan") == "No scan for this text."
    press(page, "b")
    page.wait_for_selector("#scan canvas")
    assert page.inner_text("#scan") == ""


def test_on_a_page_it_is_told_how_many_doubts_are_left_there(open_page) -> None:
    page, _ = open_page("page/p1")
    left = int(page.inner_text(".card .left").split()[0])
    assert left == 5
    press(page, "1")
    assert page.inner_text(".card .left") == "4 left on this page"
