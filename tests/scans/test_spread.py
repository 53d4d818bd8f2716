from PIL import Image

from scans.spread import split_spread


def lay_out(pages, gap):
    spread = Image.new("L", (sum(page.width for page in pages) + gap, pages[0].height), 255)
    spread.paste(pages[0], (0, 0))
    spread.paste(pages[1], (pages[0].width + gap, 0))
    return spread


def test_two_pages_are_parted_in_the_fold(typeset):
    page = typeset(columns=3, lines=75)
    spread = lay_out((page, page), 300)
    left, right = split_spread(spread)
    assert left[2] == right[0]
    assert page.width < left[2] < page.width + 300
    assert right[2:] == spread.size


def test_columns_are_not_pages(typeset):
    wide = typeset(columns=6, lines=40)
    assert split_spread(wide) == ((0, 0, *wide.size),)


def test_one_column_beside_nothing_and_a_blank_sheet_are_one_page(typeset):
    for page in (
        lay_out((typeset(columns=1), Image.new("L", (900, 10), 255)), 0),
        Image.new("L", (900, 500), 255),
    ):
        assert split_spread(page) == ((0, 0, *page.size),)
