import pytest

from ocr.gibberish import is_sure, sift
from ocr.layout.area import Area
from ocr.page import BBox, Line, RegionKind, Word

COLUMN = Area(RegionKind.TEXT, BBox(0, 0, 400, 600), (), 20.0)


def make_line(text: str, confidence: float) -> Line:
    box = BBox(0, 0, 100, 20)
    return Line("l", box, tuple(Word("w", word, box, confidence) for word in text.split()))


PRINT = make_line("the memorial services began at eleven", 0.9)
FAINT = make_line("me dinte fut", 0.3)
TEXTURE = make_line("TS aS (2 ee =", 0.3)
RULE = make_line("——_.—", 0.1)


@pytest.mark.parametrize(
    ("text", "confidence", "sure"),
    [
        ("the memorial services", 0.9, True),
        ("goes agalast us, noteing", 0.4, True),
        ("20", 0.95, True),
        ("* * *", 0.9, True),
        ("ee ee TS aS", 0.3, False),
        ("——_.—", 0.1, False),
        ("} A", 0.5, False),
    ],
)
def test_a_line_is_sure_by_one_long_word_or_by_all_its_words(text, confidence, sure):
    assert is_sure(make_line(text, confidence)) is sure


def test_a_region_of_nothing_but_texture_is_a_picture():
    ((area, lines),) = sift([COLUMN], {COLUMN: (TEXTURE, RULE, TEXTURE, TEXTURE)}).items()
    assert (area.kind, area.bbox, lines) == (RegionKind.PICTURE, COLUMN.bbox, ())


def test_a_doubtful_line_or_two_among_print_may_be_faint_and_stay():
    read = (PRINT, FAINT, FAINT, PRINT, FAINT)
    assert sift([COLUMN], {COLUMN: read}) == {COLUMN: read}


def test_a_rule_read_as_dashes_and_a_stretch_of_texture_go():
    read = (PRINT, RULE, PRINT, TEXTURE, TEXTURE, TEXTURE, PRINT)
    assert sift([COLUMN], {COLUMN: read}) == {COLUMN: (PRINT, PRINT, PRINT)}


def test_an_area_that_was_never_read_stays_what_it_is_and_a_masthead_keeps_its_letters():
    masthead = Area(RegionKind.MASTHEAD, BBox(0, 0, 400, 90), (), 20.0)
    read = {masthead: (make_line("Eagle.", 0.0),)}
    assert sift([masthead, COLUMN], read) == {**read, COLUMN: ()}


def test_texture_in_which_a_word_or_two_seemed_sure_is_a_picture_and_a_sparse_notice_is_none():
    texture = [TEXTURE] * 6 + [make_line("peSSte", 0.6)]
    ((area, lines),) = sift([COLUMN], {COLUMN: texture}).items()
    assert (area.kind, lines) == (RegionKind.PICTURE, ())
    notice = (make_line("Open Sundays", 0.9),)
    assert sift([COLUMN], {COLUMN: notice}) == {COLUMN: notice}


def test_running_text_is_told_from_texture_by_the_length_of_its_words():
    faint = [make_line("Kurl Kovacs wis fined Sto tor biviiig sing on the vourt house", 0.3)] * 6
    assert sift([COLUMN], {COLUMN: tuple(faint)}) == {COLUMN: tuple(faint)}
    texture = [make_line("ane wwe ee et aw wat eS se ae sase as ne oer pata Lan iece al", 0.3)] * 6
    ((area, lines),) = sift([COLUMN], {COLUMN: tuple(texture)}).items()
    assert (area.kind, lines) == (RegionKind.PICTURE, ())


def test_what_was_made_of_a_drawing_is_dropped_though_a_word_of_each_line_seems_sure():
    plan = Area(RegionKind.HEADLINE, BBox(0, 0, 1380, 390), (), 41.0)
    read = {plan: (make_line("of factory oe Cy XN ie ap bes ROE", 0.25), make_line("welt", 0.52)) * 5}
    ((area, lines),) = sift([plan], read).items()
    assert (area.kind, lines) == (RegionKind.PICTURE, ())
    headline = Area(RegionKind.HEADLINE, BBox(0, 0, 1380, 130), (), 41.0)
    read = {headline: (make_line("WORKIRS MARGH AGAINSI WAR", 0.4), make_line("IN FORTY CITIFS", 0.4))}
    assert sift([headline], read) == read
