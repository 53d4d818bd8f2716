import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.errors import FormatError
from scans.numerals import to_roman
from tei.citation.pages import PAGE, PageRange, format_pages, page_numbers, page_runs, parse_pages

ROMANS = st.integers(1, 60).map(to_roman)
PAGES = st.one_of(
    st.integers(1, 300).map(str),
    ROMANS.map(str.lower),
    ROMANS,
    st.builds("{}{}".format, st.sampled_from(["S", "A", "Supp"]), st.integers(1, 40)),
    st.builds("{}{}".format, st.integers(1, 12), st.sampled_from("abc")),
    st.sampled_from("ABCDEFGHabcdefgh"),
    st.integers(1, 120).map("{:03d}".format),
)
STRETCHES = st.builds(
    lambda first, length, prefix: [f"{prefix}{first + step}" for step in range(length)],
    st.integers(1, 120),
    st.integers(1, 9),
    st.sampled_from(["", "S"]),
)
LISTS = st.one_of(
    st.lists(PAGES, min_size=1, max_size=9),
    st.lists(STRETCHES, min_size=1, max_size=4).map(
        lambda many: [page for stretch in many for page in stretch]
    ),
)


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ((), ""),
        (("4",), "p. 4"),
        (("1", "3"), "pp. 1 & 3"),
        (("1", "2"), "pp. 1–2"),
        (("1", "2", "3", "5", "7"), "pp. 1–3, 5 & 7"),
        (("i", "ii", "iii", "1"), "pp. i–iii & 1"),
        (("S1", "S2", "4"), "pp. S1–S2 & 4"),
        (("A", "B", "C"), "pp. A–C"),
        (("C", "D"), "pp. C & D"),
        (("3", "2", "1"), "pp. 3, 2 & 1"),
    ],
)
def test_pages_are_written_as_the_archive_does(pages: tuple[str, ...], written: str) -> None:
    assert format_pages(pages) == written


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("pp.102-106", [("102", "106")]),
        ("pp. 102–6", [("102", "106")]),
        ("pages 1, 3 and 5", [("1", "1"), ("3", "3"), ("5", "5")]),
        ("pp.\u00a01\u00a0&\u00a03.", [("1", "1"), ("3", "3")]),
        ("p4", [("4", "4")]),
        ("Page IV", [("IV", "IV")]),
        ("1, 2, and 9", [("1", "1"), ("2", "2"), ("9", "9")]),
        ("pp. 1 to 3; 7", [("1", "3"), ("7", "7")]),
        ("[3]", [("3", "3")]),
        ("P & 23", [("P", "P"), ("23", "23")]),
        ("12a — 12c", [("12a", "12c")]),
        ("pp. a–C", [("a", "C")]),
        ("pp. 3–3", [("3", "3")]),
    ],
)
def test_pages_are_read_from_many_ways_of_writing(written: str, runs: list[tuple[str, str]]) -> None:
    assert parse_pages(written) == tuple(PageRange(*run) for run in runs)


@pytest.mark.parametrize("nonsense", ["", "pp.", "page three", "pp. 9–3", "1 2", "1,,2", "<b>", "1" * 3000])
def test_nonsense_is_refused_with_a_mend(nonsense: str) -> None:
    with pytest.raises(FormatError) as refused:
        parse_pages(nonsense)
    assert "pp. 1–3" in refused.value.mend
    assert len(str(refused.value)) < 300


def test_a_page_number_with_a_comma_is_refused() -> None:
    with pytest.raises(FormatError):
        page_runs(("1,2",))


@given(LISTS)
def test_runs_hold_every_page_in_order(pages: list[str]) -> None:
    assert page_numbers(page_runs(pages)) == tuple(pages)


@given(LISTS)
def test_runs_cannot_be_joined_further(pages: list[str]) -> None:
    runs = page_runs(pages)
    assert page_runs(page_numbers(runs)) == runs


@given(LISTS)
def test_what_is_written_is_read_back(pages: list[str]) -> None:
    assert parse_pages(format_pages(pages)) == page_runs(pages)


@given(PAGES)
def test_every_generated_page_is_a_page_number(page: str) -> None:
    assert re.fullmatch(PAGE, page)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        runs = parse_pages(text)
    except FormatError:
        return
    assert parse_pages(format_pages(runs)) == runs


@pytest.mark.parametrize(
    ("run", "numbers"),
    [
        (("1", "1"), ("1",)),
        (("9", "11"), ("9", "10", "11")),
        (("009", "011"), ("009", "010", "011")),
        (("9", "011"), ("9", "011")),
        (("iv", "vi"), ("iv", "v", "vi")),
        (("IV", "VI"), ("IV", "V", "VI")),
        (("iv", "VI"), ("iv", "VI")),
        (("S1", "S3"), ("S1", "S2", "S3")),
        (("S1", "T3"), ("S1", "T3")),
        (("12a", "12c"), ("12a", "12b", "12c")),
        (("12a", "13c"), ("12a", "13c")),
        (("a", "C"), ("a", "C")),
        (("3", "1"), ("3", "1")),
        (("1", "2001"), tuple(map(str, range(1, 2002)))),
        (("1", "2002"), ("1", "2002")),
    ],
)
def test_a_run_is_counted_out_where_it_can_be(run: tuple[str, str], numbers: tuple[str, ...]) -> None:
    assert page_numbers([PageRange(*run)]) == numbers


def test_what_is_no_page_is_told_and_cut() -> None:
    with pytest.raises(FormatError) as refused:
        parse_pages("x" * 59 + "yz")
    said = f"“{'x' * 59}y”: is not a page or a list of pages. Write it like “pp. 1–3, 5 & 7”."
    assert str(refused.value) == said
    with pytest.raises(FormatError, match="“1,2”: is not a page"):
        page_runs(("1,2",))
    with pytest.raises(FormatError, match="“9–3”: is not a page"):
        parse_pages("pp. 9–3")


def test_the_longest_list_is_read() -> None:
    longest = ",".join(["1"] * 1000)
    assert len(parse_pages(longest)) == 1000
    assert len(parse_pages(longest[:-1] + "12")) == 1000
    with pytest.raises(FormatError):
        parse_pages(longest + "23")


def test_pages_given_as_runs_are_written_as_they_are() -> None:
    assert format_pages([PageRange("1", "3"), PageRange("4", "4")]) == "pp. 1–3 & 4"
    assert format_pages([PageRange("1", "3")]) == "pp. 1–3"
