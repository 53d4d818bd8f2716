"""Markup that is written once and stands in several places."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from tei.markup import Written, element
from tei.serialization import Layout, lay_out, write, write_inside


def division() -> Element:
    figure = element("figure", element("head", "A & B", "\n", element("lb")))
    return element("div", element("p", "one <two>"), figure, type="section")


def zones() -> list[Element]:
    return [element("zone", element("zone", type="word"), type="line"), element("zone", type="line")]


@pytest.mark.parametrize("around", [("body",), ("text", "group", "text", "body"), ("cell",)])
def test_written_markup_says_what_the_element_would(around: tuple[str, ...]) -> None:
    def enclose(node: Element) -> bytes:
        for name in reversed(around):
            node = element(name, node)
        return lay_out(element("TEI", node)).content

    assert enclose(Written(write(division()))) == enclose(division())


def test_markups_below_one_another_stand_as_elements_would() -> None:
    tree = lay_out(element("TEI", element("surface", *zones()))).content
    listed = Written(*map(write, zones()))
    inside = Written(f"<surface>{write_inside(map(write, zones()))}</surface>")
    assert lay_out(element("TEI", element("surface", listed))).content == tree
    assert lay_out(element("TEI", inside)).content == tree


def test_a_frame_has_nothing_of_what_was_written() -> None:
    def lay(*parts: Written) -> Layout:
        return lay_out(element("TEI", element("text", parts[0]), element("surface", parts[1]), id="a"))

    layout = lay(Written(write(division(), division())), Written(*map(write, zones())))
    assert layout.markups == [write(division(), division()), *map(write, zones())]
    assert layout.frame == lay(Written(""), Written("")).content
