from ocr.hyphenation import mark_hyphenation
from ocr.page import RegionKind


def hyphenated(*regions):
    return [[line.hyphenated for line in region.lines] for region in mark_hyphenation(regions)]


def test_a_word_goes_on_in_the_next_line(make_region):
    assert hyphenated(make_region("the coun-", "try is", "at peace")) == [[True, False, False]]


def test_a_dash_or_a_name_is_no_division(make_region):
    assert hyphenated(make_region("peace -", "so it", "Anglo-", "Saxon", "1914-", "was")) == [[False] * 6]


def test_over_the_column_end(make_region):
    rule = make_region("|", kind=RegionKind.RULE)
    assert hyphenated(make_region("in the coun-"), rule, make_region("try now")) == [[True], [False], [False]]


def test_never_from_a_headline_into_the_text(make_region):
    head = make_region("THE RE-", kind=RegionKind.HEADLINE)
    assert hyphenated(head, make_region("ply came")) == [[False], [False]]
