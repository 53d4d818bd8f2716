import pytest

from corrections.lexicon import BUNDLED, Entry, Kind, Lexicon, bundled_lexicon, check_lexicon, read_lexicon
from scans.errors import FormatError

ENTRIES = (
    Entry("Litvinov", Kind.PERSON, ("Litvinoff",)),
    Entry("C.L.A.", Kind.ORGANIZATION),
    Entry("Unser Wort", Kind.PAPER),
    Entry("Temps", Kind.PAPER),
    Entry("centrism", Kind.TERM),
    Entry("to-day", Kind.SPELLING, modern="today"),
    Entry("Workers", Kind.WORD),
)
LEXICON = Lexicon(ENTRIES)
KNOWN = [
    *("Litvinov", "LITVINOV", "Litvinoff’s", "Litvinoff's", "LITVINOFF'S", "Workers'", "Workers’"),
    *("C.L.A.", "C.L.A", "C.L.A.'s", "Unser", "WORT", "Temps"),
    *("centrism", "Centrism", "CENTRISM", "to-day", "To-day", "TO-DAY"),
]
UNKNOWN = ["litvinov", "temps", "c.l.a.", "Litvinofs", "unser", "LitVinov", "'s", "", "'"]
NAMES = ["Litvinoff", "Isvestia", "Derop", "Manchukuo", "Rathenau", "Hollay", "to-day"]


@pytest.mark.parametrize("form", KNOWN)
def test_known_in_every_case_of_print(form):
    assert LEXICON.knows(form)


@pytest.mark.parametrize("form", UNKNOWN)
def test_unknown_forms(form):
    assert not LEXICON.knows(form)


def test_entry_of_a_variant_and_of_a_word_of_a_name():
    assert LEXICON.entry("Litvinoff").form == "Litvinov"
    assert LEXICON.entry("Wort").form == "Unser Wort"
    assert LEXICON.entry("TO-DAY").modern == "today"


def test_particles_of_a_name_are_not_known_by_it():
    lexicon = Lexicon((Entry("Van der Lubbe", Kind.PERSON), Entry("La Vérité", Kind.PAPER)))
    known = [form for form in ("Van", "der", "Lubbe", "La", "Vérité") if lexicon.knows(form)]
    assert known == ["Lubbe", "Vérité"]


@pytest.mark.parametrize(
    "form", ["tho", "thoro", "Mir", "tbe", "tlie", "arc", "Sovict", "Trotskv", "Gitlovv", "Thc", "bo"]
)
def test_bundled_lexicon_vouches_for_no_common_misreading(form):
    assert not bundled_lexicon().knows(form)


def test_whole_entries_win_over_words_of_longer_ones():
    lexicon = Lexicon((Entry("Worker", Kind.WORD), Entry("Daily Worker", Kind.PAPER)))
    assert lexicon.entry("Worker").kind is Kind.WORD


def test_forms_are_given_once_each():
    forms = list(LEXICON.forms())
    assert len(forms) == len(set(forms))
    assert {"Litvinoff", "Unser Wort", "Unser"} <= set(forms)


def test_later_files_win(tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("form,kind,source\nNin,place,x\nLandau,person,x\n")
    second.write_text("form,kind,source\nNin,person,x\n")
    lexicon = read_lexicon(first, second)
    assert lexicon.entry("Nin").kind is Kind.PERSON
    assert lexicon.knows("Landau")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(FormatError, match=r"gone\.csv"):
        read_lexicon(tmp_path / "gone.csv")


def test_bundled_lexicon_is_sound():
    assert check_lexicon(BUNDLED) == ()


@pytest.mark.parametrize("form", NAMES)
def test_bundled_lexicon_knows_the_names_that_must_survive(form):
    assert bundled_lexicon().knows(form)
