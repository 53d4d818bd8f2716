import pytest

from tei.article import Span, SpanKind
from tei.transcriptions.notes import find_notes


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("they met (in Lodz – Ed.) and went", [(2, 5)]),
        ("met (in Lodz (Poland) – Editor), then", [(1, 5)]),
        ("met [the strike. — Eds.] then (no note)", [(1, 4)]),
        ("met [Editor’s note: in Lodz] then", [(1, 4)]),
        ("(they met in Lodz) and – Ed. went home", []),
        ("a (b – Ed.) c (d – Ed.)", [(1, 3), (5, 7)]),
        ("", []),
    ],
)
def test_notes_are_found(text: str, runs: list[tuple[int, int]]) -> None:
    assert find_notes(text.split()) == tuple(Span(SpanKind.NOTE, *run) for run in runs)


def test_many_brackets_take_no_long() -> None:
    assert find_notes(["((((a)" * 2000]) == ()
