import json
import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tei.citation import Citation, PageRange, to_bibtex, to_csl_json

CITATION = Citation(
    "The Militant", 6, "29-30", date(1933, 6, 3), (PageRange("1", "3"), PageRange("5", "5")),
    whole=173, article="Profits & Loss: 100% {of} it", authors=("Max Shachtman",), place="New York",
)  # fmt: skip


def test_csl_json_names_what_it_is() -> None:
    (item,) = json.loads(to_csl_json(CITATION, "a01"))
    assert item == {
        "id": "a01",
        "type": "article-newspaper",
        "title": "Profits & Loss: 100% {of} it",
        "author": [{"family": "Shachtman", "given": "Max"}],
        "container-title": "The Militant",
        "publisher-place": "New York",
        "volume": "6",
        "issue": "29-30",
        "issued": {"date-parts": [[1933, 6, 3]]},
        "page": "1-3, 5",
        "note": "Whole No. 173",
    }


def test_a_partial_date_stays_partial() -> None:
    (item,) = json.loads(to_csl_json(Citation("The Militant", dated="Summer 1941"), "a01"))
    assert item["issued"] == {"literal": "Summer 1941"}
    assert "date = {1941}" in to_bibtex(Citation("The Militant", dated="Summer 1941"), "a01")


def test_bibtex_is_escaped() -> None:
    entry = to_bibtex(CITATION, "militant.1933, {x}")
    assert entry.startswith("@article{militant.1933x,\n")
    assert r"title = {{Profits \& Loss: 100\% \{of\} it}}" in entry
    assert "pages = {1--3, 5}" in entry
    assert "author = {Shachtman, Max}" in entry


def test_what_is_no_plain_name_stays_whole() -> None:
    authors = ("Daniel De Leon", "Ann Bee", "A Reader", "The Editors", "Cato", "J. B. Lowe Jr.")
    citation = replace(CITATION, authors=authors)
    entry = to_bibtex(citation, "a01")
    assert (
        "{De Leon, Daniel and Bee, Ann and {A Reader} and {The Editors} and {Cato} and {J. B. Lowe Jr.}}"
        in entry
    )
    (item,) = json.loads(to_csl_json(citation, "a01"))
    assert item["author"][2:] == [{"literal": name} for name in citation.authors[2:]]


@given(st.text(max_size=40))
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    entry = to_bibtex(Citation(title, article=title), "key")
    bare = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for character in bare[:-2]:
        depth += (character == "{") - (character == "}")
        assert depth > 0 or character != "}"
    assert depth == 1
    assert bare.endswith("}\n")


def test_csl_json_is_written_as_it_is_read_by_people() -> None:
    citation = Citation("L’Humanité", article="Grève", supplement="Special Number")
    assert to_csl_json(citation, "a01") == (
        '[\n  {\n    "id": "a01",\n    "type": "article-newspaper",\n    "title": "Grève",\n'
        '    "container-title": "L’Humanité",\n    "section": "Special Number"\n  }\n]\n'
    )


def test_a_day_that_is_known_counts_though_the_words_say_more() -> None:
    citation = Citation("The Militant", date=date(1933, 6, 3), dated="3–10 June 1933")
    (item,) = json.loads(to_csl_json(citation, "a01"))
    assert item["issued"] == {"date-parts": [[1933, 6, 3]]}


def test_bibtex_gives_all_that_is_known_and_nothing_else() -> None:
    citation = Citation(
        "The Militant", 0, "29-30", date(1933, 6, 3), (PageRange("1", "3"),),
        dated="3–10 June 1933", whole=0, supplement="Supplement", authors=("A. \\ B", "C ~^ D"),
        place="New\n York",
    )  # fmt: skip
    assert to_bibtex(citation, "{}") == (
        "@article{article,\n"
        "  author = {{A. \\textbackslash{} B} and {C \\textasciitilde{}\\textasciicircum{} D}},\n"
        "  journal = {The Militant},\n"
        "  address = {New York},\n"
        "  volume = {0},\n"
        "  number = {29--30},\n"
        "  date = {1933-06-03},\n"
        "  year = {1933},\n"
        "  pages = {1--3},\n"
        "  note = {Whole No. 0, Supplement, 3–10 June 1933},\n"
        "}\n"
    )
    (item,) = json.loads(to_csl_json(citation, "a01"))
    assert (item["volume"], item["note"]) == ("0", "Whole No. 0")
    assert to_bibtex(Citation("$&#%_"), "a.B-c_9") == (
        "@article{a.B-c_9,\n  journal = {\\$\\&\\#\\%\\_},\n}\n"
    )
