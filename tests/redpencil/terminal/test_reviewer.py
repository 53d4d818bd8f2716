"""A scripted reader at the terminal: every action by its key."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from corrections.decisions.decision import Verdict
from corrections.decisions.store import DecisionStore
from corrections.lexicon_file import read_entries
from corrections.passage import Passage, Token
from corrections.proposal import Candidate, Proposal, Recommendation
from redpencil.project import open_project
from redpencil.review.desk import Desk
from redpencil.review.keys import KEYS
from redpencil.review.proposing import Proposer
from redpencil.review.sheet import Sheet
from redpencil.review.shelf import Shelf
from redpencil.review.sitting import Sitting
from redpencil.terminal.application import Reviewer
from redpencil.terminal.dialogs import TickList

LINES = ("The stirke of tne dockers", "went on. Tne owners [b]of tne", "mills said pos sible Skoglund")
CANDIDATES = {"stirke": "strike", "tne": "the", "Tne": "The", "Skoglund": "Skogland"}


def make_desk(store: DecisionStore, folder: Path) -> Desk:
    tokens = []
    for number, line in enumerate(LINES):
        words = line.split()
        tokens += [
            Token(f"r1.l{number}.w{i}", word, 0.9, i == len(words) - 1) for i, word in enumerate(words)
        ]
    proposals = [
        Proposal(
            (token.id,),
            (token.text,),
            (Candidate((CANDIDATES[token.text],), 0.8, "near"), Candidate(("other",), 0.1, "far")),
            Recommendation.ASK,
        )
        for token in tokens
        if token.text in CANDIDATES
    ]
    desk = Desk(store, folder / "lexicon.csv")
    desk.add(Sheet("p1", (Passage("r1", tuple(tokens)),), proposals))
    return desk


Script = Callable[[Pilot[None]], Awaitable[None]]


def run(tmp_path: Path, script: Script, size: tuple[int, int] = (80, 24)) -> Reviewer:
    """Run a script against the reviewer; the store stays open as `app.sitting.desk.store`."""
    store = DecisionStore(tmp_path / "decisions.sqlite")

    async def play() -> Reviewer:
        app = Reviewer(Sitting(make_desk(store, tmp_path), "Anna"))
        async with app.run_test(size=size) as pilot:
            await script(pilot)
            await pilot.pause()
        return app

    return asyncio.run(play())


def rows(app: Reviewer) -> list[tuple[str, str, Verdict]]:
    with app.sitting.desk.store as store:
        return [(" ".join(row.before), " ".join(row.after), row.verdict) for row in store.log()]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["1"], [("tne", "the", Verdict.CORRECT)]),
        (["2"], [("tne", "other", Verdict.CORRECT)]),
        (["9"], []),
        (["k"], [("tne", "tne", Verdict.KEEP)]),
        (["p", "1"], [("tne", "the", Verdict.MISPRINT)]),
        (["p", "p", "1"], [("tne", "the", Verdict.CORRECT)]),
        (["f"], [("tne", "tne", Verdict.FLAG)]),
        (["e", "s", "enter"], [("tne", "tnes", Verdict.CORRECT)]),
        (["e", "s", "escape"], []),
        (["e", "home", "x", "space", "enter"], [("tne", "x tne", Verdict.CORRECT)]),
        (["l", "enter"], [("stirke", "strike", Verdict.CORRECT), ("tne", "the", Verdict.CORRECT)]),
        (["j", "enter"], [("tne dockers", "tnedockers ", Verdict.CORRECT)]),
        (["s", "1"], [("Tne", "The", Verdict.CORRECT)]),
        (["s", "b", "1"], [("tne", "the", Verdict.CORRECT)]),
        (["o", "1"], [("stirke", "strike", Verdict.CORRECT)]),
        (["1", "u"], [("tne", "the", Verdict.CORRECT), ("tne", "tne", Verdict.UNDO)]),
        (
            ["1", "u", "r"],
            [("tne", "the", Verdict.CORRECT), ("tne", "tne", Verdict.UNDO), ("tne", "the", Verdict.CORRECT)],
        ),
        (
            ["a", "enter", "1"],
            [(a, b, Verdict.CORRECT) for a, b in (("tne", "the"), ("Tne", "The"), ("tne", "the"))],
        ),
        (["a", "space", "enter", "1"], [("tne", "the", Verdict.CORRECT), ("tne", "the", Verdict.CORRECT)]),
        (["a", "escape", "1"], [("tne", "the", Verdict.CORRECT)]),
        (["u", "r", "b", "?", "x"], []),
    ],
    ids=lambda value: " ".join(value) if value and isinstance(value[0], str) else "",
)
def test_every_action_by_its_key(
    tmp_path: Path, keys: list[str], expected: list[tuple[str, str, Verdict]]
) -> None:
    async def script(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    assert rows(run(tmp_path, script)) == expected


def test_a_word_kept_always_is_in_the_lexicon_with_its_kind(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        for key in ("o", "w", "1"):
            await pilot.press(key)
            await pilot.pause()

    app = run(tmp_path, script)
    assert rows(app) == [("stirke", "stirke", Verdict.KEEP)]
    assert [(entry.form, entry.kind) for entry in read_entries(tmp_path / "lexicon.csv")] == [
        ("stirke", "person")
    ]


def test_the_whole_queue_is_done_with_keys_and_the_end_is_said(tmp_path: Path) -> None:
    seen: list[str] = []

    async def script(pilot: Pilot[None]) -> None:
        while pilot.app.doubt is not None:
            seen.append(pilot.app.doubt.text)
            await pilot.press("1")
            await pilot.pause()
        head = str(pilot.app.query_one("#head").render())
        assert "Nothing left to decide; 5 decided" in head

    run(tmp_path, script)
    assert sorted(seen) == ["Skoglund", "Tne", "stirke", "tne", "tne"]


def test_on_80_by_24_word_candidates_and_keys_are_all_on_the_screen(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        for name in ("head", "context", "word", "candidates", "keys"):
            region = screen.query_one(f"#{name}").region
            assert region.height > 0
            assert region.bottom <= 24
            assert region.right <= 80

    run(tmp_path, script)


def test_the_word_is_marked_without_colour_and_its_brackets_are_no_markup(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await pilot.pause()
        said = str(pilot.app.query_one("#context").render())
        assert "»Tne« owners [b]of tne" in said

    run(tmp_path, script)


def test_the_help_names_every_key(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("?")
        await pilot.pause()
        said = str(pilot.app.screen.query_one("Static").render())
        assert all(f"{key.key}  {key.help}" in said for key in KEYS)

    run(tmp_path, script)


def test_somebody_who_was_faster_is_shown(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        app = pilot.app
        doubt = app.doubt
        with DecisionStore(tmp_path / "decisions.sqlite") as store:
            other = Desk(store)
            from redpencil.review.answer import keep

            other.answer("Ben", [(doubt, keep(doubt))])
        await pilot.press("1")
        await pilot.pause()
        said = str(app.screen.query_one("Static").render())
        assert "Somebody was faster" in said
        assert "Ben" in said
        await pilot.press("x")
        await pilot.pause()
        assert app.doubt.tokens != doubt.tokens

    assert rows(run(tmp_path, script)) == [("tne", "tne", Verdict.KEEP)]


def test_what_is_ticked_is_told_without_colour(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await pilot.pause()
        places = pilot.app.screen.query_one(TickList)
        before = [str(places.get_option_at_index(index).prompt)[:3] for index in range(places.option_count)]
        await pilot.press("space")
        await pilot.pause()
        assert before[0] == "[x]"
        assert str(places.get_option_at_index(0).prompt)[:3] == "[ ]"

    run(tmp_path, script)


def test_a_page_that_is_read_again_is_seen_without_a_restart(read_batch: Path) -> None:
    project = open_project(read_batch)
    proposer = Proposer(project, 1, lambda passages: ())
    document = min(proposer.documents(), key=lambda document: document.id)
    path = document.path

    async def play() -> None:
        with DecisionStore(project.decisions) as store:
            desk = Desk(store)
            app = Reviewer(Sitting(desk, "Anna"), Shelf(proposer.documents), proposer)
            async with app.run_test(size=(80, 24)) as pilot:
                while len(desk.sheets) < 2:
                    await pilot.pause(0.1)
                path.write_text(
                    path.read_text("utf-8").replace('CONTENT="STRIKE"', 'CONTENT="STRUCK"'), "utf-8"
                )
                while "STRUCK" not in desk.sheets[document.id].page.text:
                    await pilot.pause(0.1)

    asyncio.run(asyncio.wait_for(play(), 60))


def test_the_doubts_of_pages_that_come_later_are_counted_at_once(read_batch: Path) -> None:
    project = open_project(read_batch)

    def doubt_first_words(passages: Sequence[Passage]) -> Iterator[Proposal]:
        for passage in passages[:2]:
            token = passage.tokens[0]
            candidates = (Candidate((f"{token.text}x",), 0.5, "near"),)
            yield Proposal((token.id,), (token.text,), candidates, Recommendation.ASK)

    proposer = Proposer(project, 1, doubt_first_words)

    async def play() -> None:
        with DecisionStore(project.decisions) as store:
            app = Reviewer(Sitting(Desk(store), "Anna"), Shelf(proposer.documents), proposer)
            async with app.run_test(size=(80, 24)) as pilot:
                while "0 of 4 decided" not in str(app.query_one("#head", Static).render()):
                    await pilot.pause(0.05)

    asyncio.run(asyncio.wait_for(play(), 30))
