import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.errors import FormatError, SettingsError
from scans.labels import check_labels, read_labels
from scans.pattern import compile_pattern
from scans.scan import Label, Scan
from scans.settings import ScanSettings

JUNE_3 = date(1933, 6, 3)


def scan(name, id_=None, page=1):
    return Scan(id_ or Path(name).stem, Path("batch/scans") / name, page, 10, 10, 300, "0" * 64)


@pytest.mark.parametrize(
    ("pattern", "name", "label"),
    [
        ("auto", "militant-1933-06-03-v06n29_p03.png", Label("3", JUNE_3, 6, "29")),
        ("auto", "v06n29-30-jun-03-1933-mil.pdf", Label(None, JUNE_3, 6, "29-30")),
        ("auto", "vol. 6, no 29 page 12.jpg", Label("12", None, 6, "29")),
        ("auto", "19330603.pdf", Label(None, JUNE_3)),
        ("auto", "mss83434402-9.jpg", Label()),
        ("auto", "1933-06-03/p2.tif", Label("2", JUNE_3)),
        (
            "{series}_{date}_v{volume}n{issue}_p{page}",
            "mil_1933-06-03_v6n29_p1.png",
            Label("1", JUNE_3, 6, "29"),
        ),
        ("{date}[_p{page}]", "19330603.png", Label(None, JUNE_3)),
        ("{date}[_p{page}]", "19330603_P07.png", Label("7", JUNE_3)),
        ("{date}/{page}", "1933-06-03/iv.png", Label("iv", JUNE_3)),
        ("*-{day}.{month}.{year}-vol{volume}", "x-3.June.1933-volVI.tif", Label(None, JUNE_3, 6)),
        (r"regex:.*(?P<date>\d{8}).*-(?P<page>\d)", "ab19330603cd-4.png", Label("4", JUNE_3)),
    ],
)
def test_names_are_read_by_pattern(pattern, name, label):
    assert read_labels([scan(name)], ScanSettings(pattern=pattern)) == {Path(name).stem: label}


@pytest.mark.parametrize(
    "pattern", ["{pgae}", "{date", "plain", "{page}{page}", "regex:(", "regex:(?P<colour>.)", "[{page}"]
)
def test_a_wrong_pattern_is_explained(pattern):
    with pytest.raises(SettingsError) as raised:
        read_labels([], ScanSettings(pattern=pattern))
    assert raised.value.mend


FIELDS = st.sampled_from(
    ("{date}", "{year}", "{month}", "{day}", "{volume}", "{issue}", "{page}", "{series}")
)
PARTS = st.one_of(FIELDS, FIELDS, st.sampled_from(("_p", "-", "[", "]", "/")), st.text(max_size=3))


@given(st.one_of(st.text(max_size=30), st.lists(PARTS, max_size=5).map("".join)))
def test_any_pattern_compiles_or_is_explained(pattern):
    with contextlib.suppress(SettingsError):
        label = compile_pattern(pattern).read(Path("scans/1933-06-03_p1.png"))
        assert label is None or isinstance(label, Label)


@given(
    st.dates(date(1700, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%b-%d-%Y", "%d-%B-%Y"]),
)
def test_every_date_is_found_in_a_name(day, form):
    name = f"paper_{day.strftime(form)}_p4.png"
    assert compile_pattern("auto").read(Path(name)) == Label("4", day)


def test_a_name_whose_day_never_was_does_not_fit_and_one_without_a_day_does():
    pages = [scan("1933-13-45_p2.png"), scan("1933-06-03_p2.png")]
    labels = read_labels(pages, ScanSettings(pattern="{year}-{month}-{day}_p{page}"))
    assert [labels[page.id] for page in pages] == [Label(), Label("2", JUNE_3)]


def test_a_number_that_cannot_be_counted_on_stays_as_it_is(tmp_path):
    table = tmp_path / "labels.csv"
    table.write_text("scan,page\nx.tif,iv\n")
    pages = [scan("x.tif", f"x-p00{page}", page) for page in (1, 2)]
    labels = read_labels(pages, ScanSettings(labels=table))
    assert [labels[page.id].number for page in pages] == ["iv", "iv"]


def test_a_day_that_never_was_is_no_date():
    assert read_labels([scan("1933-02-30_p1.png")], ScanSettings()) == {"1933-02-30_p1": Label("1")}


def test_pages_of_one_file_are_counted():
    pages = [scan("1933-06-03.tif", f"x-p00{page}", page) for page in (1, 3)]
    assert [label.number for label in read_labels(pages, ScanSettings()).values()] == ["1", "2"]


def test_pages_count_on_from_the_one_in_the_name():
    pages = [scan("1933-06-03-p5.tif", f"x-p00{page}", page) for page in (1, 2)]
    assert [label.number for label in read_labels(pages, ScanSettings()).values()] == ["5", "6"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_table_overrides_what_it_fills(tmp_path, encoding, separator):
    table = tmp_path / "labels.csv"
    rows = ["scan,page,date,volume,issue", "p1.png,2,3 June 1933,VI,29", "scans/ä2.png,,1933-06-10,,"]
    table.write_text("\n".join(rows).replace(",", separator), encoding=encoding)
    scans = [scan("p1.png"), scan("ä2.png", "a2"), scan("p3.png")]
    labels = read_labels(scans, ScanSettings(labels=table))
    assert labels == {
        "p1": Label("2", JUNE_3, 6, "29"),
        "a2": Label(None, date(1933, 6, 10)),
        "p3": Label("3"),
    }


def test_the_table_names_a_page_by_id_and_a_file_as_a_whole(tmp_path):
    table = tmp_path / "labels.csv"
    table.write_text("scan,page,date\nx.tif,3,1933-06-03\nx-p002,7,\n")
    pages = [scan("x.tif", f"x-p00{page}", page) for page in (1, 2)]
    labels = read_labels(pages, ScanSettings(labels=table))
    assert labels == {"x-p001": Label("3", JUNE_3), "x-p002": Label("7", JUNE_3)}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("page,date\n1,1933-06-03\n", 'no column "scan"'),
        ("", 'no column "scan"'),
        ("scan,pages,date\nx.png,3,1933-06-03\n", 'has a column "pages"'),
        ("scan,date\nx.png,3/6/1933\n", 'line 2: the date "3/6/1933"'),
        ("scan,volume\nx.png,six\n", 'line 2: the volume "six"'),
        ("scan,page\n,3\n", "line 2 names no scan"),
        ('scan,page\n"x,3\n', "is no CSV in line"),
    ],
)
def test_a_wrong_table_is_explained(tmp_path, content, problem):
    table = tmp_path / "labels.csv"
    table.write_text(content)
    with pytest.raises(FormatError) as raised:
        read_labels([scan("x.png")], ScanSettings(labels=table))
    assert problem in raised.value.problem


def test_columns_of_other_names_are_notes(tmp_path):
    table = tmp_path / "labels.csv"
    table.write_text("scan,page,pages in all,seen by\nx.png,3,8,Anna\n")
    assert read_labels([scan("x.png")], ScanSettings(labels=table)) == {"x": Label("3")}


def test_a_missing_table_is_explained(tmp_path):
    with pytest.raises(FormatError, match="cannot be read"):
        read_labels([], ScanSettings(labels=tmp_path / "none.csv"))


def test_doubles_are_kept_and_told():
    scans = [scan("1933-06-03_p1.png"), scan("1933-06-03-p1.jpg"), scan("1933-06-10_p1.jpg"), scan("p1.png")]
    labels = read_labels(scans, ScanSettings())
    (problem,) = check_labels(scans, labels, ScanSettings())
    assert len(labels) == 4
    assert "is page 1 of 1933-06-03, and so is 1933-06-03_p1.png" in str(problem)
    assert (
        check_labels(scans, labels | {scans[1].id: replace(labels[scans[1].id], number="2")}, ScanSettings())
        == ()
    )


def test_misfits_and_strays_are_told(tmp_path):
    table = tmp_path / "labels.csv"
    table.write_text("scan,page\nb.png,1\nmissing.png,2\n")
    settings = ScanSettings(pattern="{date}", labels=table)
    scans = [scan("a.png"), scan("b.png"), scan("1933-06-03.png")]
    problems = check_labels(scans, read_labels(scans, settings), settings)
    assert [Path(problem.subject).name for problem in problems] == ["a.png", "labels.csv"]
    assert 'line 3 speaks of "missing.png"' in problems[1].problem
