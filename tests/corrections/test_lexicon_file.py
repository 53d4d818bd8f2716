import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrections.entry import Entry, Kind
from corrections.lexicon_file import add_entry, check_lexicon, read_entries
from scans.errors import FormatError

LIMIT = 60
"""Seconds in which a process that adds an entry has long ended."""
HEADER = "form,kind,variants,modern,source,note\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lexicon.csv"


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("Nin,person,,,x,\nNin,place,,,x,\n", 3, "stands in line 2 already"),
        ("Nin,human,,,x,\n", 2, "“human” is no kind"),
        ("Nin,person,Maurin,,x,\nMaurin,person,,,x,\n", 2, "out of order"),
        ("A,person,C | D,,x,\nB,person,D,,x,\n", 3, "variant “D” is taken by line 2"),
        ("A,person,A,,x,\n", 2, "variant “A” is taken by line 2"),
        ("# a comment\n\nZ,place,,,x,\nb,place,,,x,\n", 5, "“b” is out of order"),
        ("gaol,spelling,,,x,\n", 2, "a modern form goes with"),
        ("Nin,person,,Nine,x,\n", 2, "a modern form goes with"),
        ("Nin,person,,,,\n", 2, "names no source"),
        (",person,,,x,\n", 2, "it has no form"),
    ],
)
def test_check_names_the_line(file, rows, line, message):
    file.write_text(HEADER + rows)
    problems = check_lexicon(file)
    if "out of order" in message and line == 2:
        line = 3
    assert any(problem.line == line and message in problem.message for problem in problems), problems


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Vérité,paper".encode("latin-1"), "not UTF-8"),
        (b"", "does not name the columns"),
        (b"\x00\xff\xfe", "not UTF-8"),
        (b'form,kind\n"Nin,person\n', "line 2 is broken"),
        (b"Nin,person\n", "does not name the columns"),
    ],
)
def test_broken_files_are_reported_not_raised(file, content, message):
    file.write_bytes(content)
    (problem,) = check_lexicon(file)
    assert message in problem.message
    with pytest.raises(FormatError):
        read_entries(file)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_whatever_a_spreadsheet_saves_is_read(file, separator, start):
    row = separator.join(['"Rosmer"', "person", "Rosmére | Rosmèr", "", "x", "a note"])
    file.write_bytes(start + (HEADER.replace(",", separator) + row + "\r\n").encode())
    expected = Entry("Rosmer", Kind.PERSON, ("Rosmére", "Rosmèr"), "x", "a note")
    assert read_entries(file) == (expected,)


def test_add_keeps_every_other_line(file):
    before = "# people\n" + HEADER + "# first\nAbern,person,,,x,\n# the third\nCannon,person,,,x,\n"
    file.write_text(before)
    add_entry(file, Entry("Basky", Kind.PERSON, source="x, y", note="said “so”"))
    lines = file.read_text().splitlines()
    assert lines[4] == 'Basky,person,,,"x, y",said “so”'
    assert [line for line in lines if not line.startswith("Basky")] == before.splitlines()


def test_add_keeps_windows_line_ends_and_ends_the_last_line(file):
    file.write_bytes(b"form,kind,source\r\nAbern,person,x")
    add_entry(file, Entry("Nin", Kind.PERSON, source="x"))
    assert file.read_bytes() == b"form,kind,source\r\nAbern,person,x\r\nNin,person,x\r\n"


def test_add_refuses_what_is_there(file):
    file.write_text(HEADER + "Nin,person,,,x,\n")
    with pytest.raises(FormatError, match="line 2 already"):
        add_entry(file, Entry("Nin", Kind.PLACE, source="x"))
    assert file.read_text() == HEADER + "Nin,person,,,x,\n"


def test_add_where_no_file_can_be_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FormatError, match="cannot be written"):
        add_entry(tmp_path / "file" / "lexicon.csv", Entry("Nin", Kind.PERSON, source="x"))


words = st.from_regex(r"\A[A-Za-zé][A-Za-zé. ,;\"'#-]{0,8}[a-z]\Z")
entries = st.builds(Entry, words, st.sampled_from([Kind.PERSON, Kind.TERM]), source=words, note=words)


@settings(max_examples=20, deadline=None)
@given(st.lists(entries, unique_by=lambda entry: entry.form, max_size=8))
def test_what_is_added_is_read_back_in_order(tmp_path_factory, added):
    file = tmp_path_factory.mktemp("lexicon") / "lexicon.csv"
    added = [
        Entry(e.form, e.kind, (), " ".join(e.source.split()), " ".join(e.note.split()))
        for e in added
        if e.form == " ".join(e.form.split())
    ]
    for entry in added:
        add_entry(file, entry)
    assert not added or list(read_entries(file)) == sorted(added, key=lambda entry: entry.key)
    assert not added or check_lexicon(file) == ()


def _add(file, form):
    add_entry(file, Entry(form, Kind.WORD, source="x"))


def test_two_processes_lose_nothing(file):
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_add, args=(file, form), daemon=True) for form in ("alpha", "beta", "gamma")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(LIMIT)
        if worker.is_alive():
            worker.kill()
            pytest.fail(f"process {worker.pid} was still waiting for the lexicon after {LIMIT} s")
        assert worker.exitcode == 0, f"process {worker.pid} ended with {worker.exitcode}"
    assert [entry.form for entry in read_entries(file)] == ["alpha", "beta", "gamma"]
