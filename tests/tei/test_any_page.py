"""Pages of other software, whose boxes may be anything."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.page import BBox, Line, Page, Region, RegionKind, Word
from scans.scan import Label
from tei.metadata import Series
from tei.segmentation import segment

TEXTS = (
    *("The Labor Lantern", "BY JOHN SMITH", "(Continued on second page.)", "See Third Page", "Vol. II No. 3"),
    *("the committee met again, and went", "on with it.", "STRIKE IN THE MILLS", "— | 6 o", "cop-"),
    *("ALLENTOWN, March 3.—The mill", "By mail, six cents per week", "(so it is. – Ed.)", "Gallant Service"),
)
EDGES = st.sampled_from((-20, 0, 1, 7, 25, 26, 60, 400, 900, 2500))


@st.composite
def draw_region(draw: st.DrawFn, name: str) -> Region:
    left, top, lines = draw(EDGES), draw(EDGES), []
    for n, text in enumerate(draw(st.lists(st.sampled_from(TEXTS), max_size=9))):
        width, height, y = draw(EDGES), draw(EDGES), top + n * draw(st.sampled_from((0, 30)))
        box = BBox(left, y, left + max(width, 0), y + max(height, 0))
        words = tuple(Word(f"{name}.l{n}.w{i}", word, box, 0.5) for i, word in enumerate(text.split()))
        lines.append(Line(f"{name}.l{n}", box, words, draw(st.booleans())))
    kind, size = draw(st.sampled_from(RegionKind)), draw(EDGES)
    return Region(name, kind, BBox(left, top, left + max(size, 0), top + max(size, 0)), tuple(lines))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_page_is_too_odd_and_no_line_is_in_two_articles(data: st.DataObject) -> None:
    regions = tuple(data.draw(draw_region(f"r{n}")) for n in range(data.draw(st.integers(0, 5))))
    page = Page("p1", "p1.jpg", 1, "", *data.draw(st.sampled_from(((0, 0), (2500, 3500)))), 300, regions)
    articles = segment([page], {"p1": Label("1")}, Series("lantern", "The Labor Lantern"))
    placed = [line.placement for a in articles for b in a.blocks for line in b.lines]
    assert len(placed) == len(set(placed)) <= sum(len(region.lines) for region in regions)


def test_lines_without_width_are_no_fault() -> None:
    lines = []
    for n in range(5):
        box = BBox(100, 40 * n, 100, 40 * n + 20)
        lines.append(Line(f"r1.l{n}", box, (Word(f"r1.l{n}.w1", "went", box, 0.5),)))
    page = Page(
        "p1", "p1.jpg", 1, "", 9, 9, 300, (Region("r1", RegionKind.TEXT, BBox(0, 0, 9, 9), tuple(lines)),)
    )
    (only,) = segment([page], {}, Series("lantern", "The Labor Lantern"))
    assert sum(len(block.lines) for block in only.blocks) == 5
