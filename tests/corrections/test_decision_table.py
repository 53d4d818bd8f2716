import csv
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrections.decision import Decision, Verdict
from corrections.decision_table import format_decisions, read_decisions
from scans.errors import FormatError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MERGE = Decision(
    "p1", ("w1", "w2"), ("pos", "sible"), ("possible", ""), Verdict.CORRECT, "anna", NOON, "", "0.1"
)
texts = st.text(
    st.one_of(st.sampled_from("|\\\t\n\r\"'=+-@nrt "), st.characters(exclude_categories=("Cs",))), max_size=6
)
spans = st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=3)
zones = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@st.composite
def decisions(draw):
    tokens, before, after = (tuple(side) for side in zip(*draw(spans), strict=True))
    document, who, why, version, source = (draw(texts) for _ in range(5))
    verdict, when = draw(st.sampled_from(Verdict)), draw(st.datetimes(timezones=zones))
    probability = draw(st.floats(0, 1))
    return Decision(document, tokens, before, after, verdict, who, when, why, version, probability, source)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.tsv"


@given(st.lists(decisions(), max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory, history):
    path = tmp_path_factory.mktemp("table") / "decisions.tsv"
    path.write_bytes("".join(format_decisions(history)).encode())
    assert list(read_decisions(path)) == history


@given(st.lists(decisions(), min_size=1, max_size=4))
def test_a_spreadsheet_may_save_it_again(tmp_path_factory, history):
    path = tmp_path_factory.mktemp("table") / "decisions.tsv"
    rows = list(csv.reader(io.StringIO("".join(format_decisions(history)), newline=""), delimiter="\t"))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + saved.getvalue().encode())
    assert list(read_decisions(path)) == history


@given(decisions())
def test_one_row_a_decision_and_no_formula(decision):
    _, row = format_decisions([decision])
    assert "\n" not in row[:-1]
    assert "\r" not in row
    assert not any(cell.startswith(("=", "+", "-", "@", '"', "'")) for cell in row.split("\t"))


def test_people_can_read_it():
    _, row = format_decisions([MERGE])
    assert row.split("\t")[1:6] == ["anna", "p1", "correct", "pos|sible", "possible|"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("correct", "correkt", "line 2 is no decision"),
        ("possible|", "possible", "differ in number"),
        ("+00:00", "", "no time zone"),
        ("1.0", "7", "between 0 and 1"),
        ("1.0", "much", "line 2"),
        ("\tanna\tp1", "\tanna", "line 2"),
        ("when\t", "wen\t", "does not name the columns"),
    ],
)
def test_a_broken_row_is_named(path, old, new, message):
    path.write_text("".join(format_decisions([MERGE])).replace(old, new))
    with pytest.raises(FormatError, match=message):
        read_decisions(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x89PNG"])
def test_other_files_are_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(FormatError, match=r"decisions\.tsv"):
        read_decisions(path)


def test_a_missing_table_is_named(path):
    with pytest.raises(FormatError, match="cannot be read"):
        read_decisions(path)
