from datetime import date

import pytest

from tei.article import BlockKind, Credit
from tei.transcriptions.credits import classify_front, parse_credits, read_updated


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Transcribed by A. Bee.", [("transcriber", "A. Bee", "")]),
        (
            "Transcriebd & marked up by A. Bee for the Example Archive.",
            [("transcriber", "A. Bee", "Example Archive"), ("markup", "A. Bee", "Example Archive")],
        ),
        (
            "Transcription/HTML Markup: A. Bee for Example Archive",
            [("transcriber", "A. Bee", "Example Archive"), ("markup", "A. Bee", "Example Archive")],
        ),
        ("HTML Mark-up: A. Bee", [("markup", "A. Bee", "")]),
        ("Proofed by A. Bee and C. D., 2009", [("proofreader", "A. Bee", ""), ("proofreader", "C. D.", "")]),
        ("Translated for The Militant by A. Bee", [("translator", "A. Bee", "The Militant")]),
    ],
)  # fmt: skip
def test_credits(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert parse_credits(line) == tuple(Credit(*each) for each in expected)


@pytest.mark.parametrize(
    "line",
    [
        "The mill was shut by its owners.",
        "Marked men watched by police",
        "Stand by the weavers",
        "",
        "By Anna Weber",
    ],
)
def test_sentences_are_no_credits(line: str) -> None:
    assert parse_credits(line) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3.", BlockKind.SOURCE),
        ("The Militant, Vol.6 No.29, June 3, 1933", BlockKind.SOURCE),
        ("Source: The Militant, 3 June 1933", BlockKind.SOURCE),
        ("Last updated on 4 September 2015", BlockKind.UPDATED),
        ("Last updated recently", BlockKind.UPDATED),
        ("Top of page", BlockKind.REMARK),
        ("Public Domain: Example Archive (2015).", BlockKind.REMARK),
        ("From Defeat to Victory", None),
        ("The Strike of June 3, 1933", None),
        ("From 1928 to 1933", None),
    ],
)
def test_lines_about_the_transcription(line: str, kind: BlockKind | None) -> None:
    assert classify_front(line) is kind


def test_the_day_of_the_last_change() -> None:
    assert read_updated("Last updated on: 4 September 2015") == date(2015, 9, 4)
    assert read_updated("Last updated 4.9.2015") == date(2015, 9, 4)
    assert read_updated("Last updated 4/9/2015") is None
