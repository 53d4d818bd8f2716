"""Two readers in two real browsers: claims, conflicts, second readings, names."""

import pytest

from redpencil.web.passwords import add_password

pytestmark = pytest.mark.slow
PASSWORD = "correct horse"


@pytest.fixture
def meet(browser, start, tmp_path):
    """Lets Anna and Ben log in at one server, each in a browser of their own."""
    contexts = []

    def begin(readers: int = 1):
        passwords = tmp_path / "readers.txt"
        for name in ("Anna", "Ben"):
            add_password(passwords, name, PASSWORD)
        running = start(passwords=passwords, readers=readers)
        return running, *(log_in(running, name) for name in ("Anna", "Ben"))

    def log_in(running, name):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(running.address)
        page.wait_for_selector("input[name=name]:focus")
        for key in (*name, "Tab", *PASSWORD, "Enter"):
            page.keyboard.press(key)
        page.wait_for_selector(".card .word")
        return page

    yield begin
    for context in contexts:
        context.close()


def word(page) -> str:
    return page.get_attribute(".card", "data-text")


def place(page) -> tuple[str | None, str | None]:
    return page.get_attribute(".card", "data-document"), page.get_attribute(".card", "data-tokens")


def answer(page, *keys: str) -> None:
    page.wait_for_selector("body[data-arrived]")
    before = page.evaluate("document.body.dataset.arrived")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("then => document.body.dataset.arrived !== then", arg=before)


def test_two_readers_never_have_the_same_doubt_in_front_of_them(meet) -> None:
    running, anna, ben = meet()
    for _ in range(3):
        assert place(anna) != place(ben)
        answer(anna, "1")
        answer(ben, "k")
    rows = running.rows()
    assert len({(row.document, row.tokens) for row in rows}) == 6
    assert {row.who for row in rows} == {"Anna", "Ben"}


def test_a_page_belongs_to_who_opened_it_until_another_takes_it_over(meet) -> None:
    running, anna, ben = meet()
    anna.goto(f"{running.address}page/p1")
    ben.goto(f"{running.address}page/p1")
    assert "Anna is at this page" in ben.inner_text(".note[role=alert]")
    ben.goto(f"{running.address}pages")
    assert "Anna" in ben.inner_text("tr:has-text('p1')")
    ben.goto(f"{running.address}")
    assert place(ben)[0] == "p2"
    ben.goto(f"{running.address}page/p1")
    ben.get_by_text("Take it over").focus()
    ben.keyboard.press("Enter")
    ben.wait_for_url("**/page/p1?take=1")
    assert ben.query_selector("[role=alert].note") is None
    anna.reload()
    assert "Ben is at this page" in anna.inner_text(".note[role=alert]")


def test_who_was_slower_is_shown_both_and_can_look_at_it(meet) -> None:
    running, anna, ben = meet()
    anna.goto(f"{running.address}page/p1")
    ben.goto(f"{running.address}page/p1?take=1")
    for page in (anna, ben):
        page.wait_for_selector(".w.here")
        page.wait_for_function("() => document.querySelector('.card')?.dataset.text === 'stirke'")
    answer(anna, "1")
    ben.keyboard.press("k")
    ben.wait_for_selector("#toast >> text=Somebody was faster")
    said = ben.inner_text("#toast")
    assert "You: stirke → stirke (keep)" in said
    assert "Anna: stirke → strike (correct" in said
    assert running.said() == [("stirke", "strike", "correct")]
    ben.wait_for_selector(".w.here.changed")
    assert ben.inner_text(".w.here") == "strike"


def test_with_two_readers_only_what_both_say_holds_and_disagreement_is_shown(meet) -> None:
    running, anna, ben = meet(readers=2)
    for page in (anna, ben):
        page.goto(f"{running.address}page/p1")
        page.wait_for_function("() => document.querySelector('.card')?.dataset.text === 'stirke'")
        answer(page, "1")
    ben.reload()
    ben.wait_for_selector(".w.changed")
    assert ben.locator(".w.changed").all_inner_texts() == ["strike"]
    for page, key in ((anna, "1"), (ben, "k")):
        page.reload()
        page.wait_for_function("() => document.querySelector('.card')?.dataset.text === 'tne'")
        answer(page, key)
    anna.goto(running.address)
    anna.wait_for_selector(".cause.disputed")
    assert "readers disagree" in anna.inner_text(".cause")
    assert anna.inner_text(".card .note") == "Anna: the (correct); Ben: tne (keep)"
    assert word(anna) == "tne"
    answer(anna, "k")
    assert anna.query_selector(".cause.disputed") is None


def test_what_one_leaves_to_a_second_reader_is_shown_to_the_other(meet) -> None:
    running, anna, ben = meet()
    flagged = place(anna)
    answer(anna, "f")
    assert place(anna) != flagged
    ben.goto(running.address)
    answer(ben, "s")
    ben.wait_for_selector(".cause.flagged")
    assert place(ben) == flagged
    assert ben.inner_text(".card .note") == "Anna: for a second reader"
    answer(ben, "1")
    assert [(row.who, row.verdict.value) for row in running.rows()] == [("Anna", "flag"), ("Ben", "correct")]


def test_a_reader_logs_out_by_keys(meet) -> None:
    running, anna, _ = meet()
    anna.keyboard.press("Y")
    anna.wait_for_selector("#reader[open]")
    anna.keyboard.press("Enter")
    anna.wait_for_url("**/login")
    anna.goto(f"{running.address}pages")
    assert "log in" in anna.inner_text("body")


def test_a_reader_without_password_takes_a_name_by_keys(open_page) -> None:
    page, running = open_page()
    assert page.inner_text("#who") == "Anna"
    page.keyboard.press("Y")
    page.wait_for_selector("#reader[open]")
    page.keyboard.press("Control+a")
    for key in ("C", "l", "a", "r", "a", "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("#who >> text=Clara")
    page.wait_for_selector(".card .word")
    answer(page, "1")
    assert [row.who for row in running.rows()] == ["Clara"]
    page.goto(f"{running.address}log")
    page.click("#who")
    page.fill("#reader input", "\u200b")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader [role=alert] >> text=That is no name")
