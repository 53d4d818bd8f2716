"""Markup that is written once and stands in several places."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from tei.markup import element, written
from tei.serialization import serialize, write, write_inside, write_list


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
        return serialize(element("TEI", node))

    assert enclose(written(write(division()))) == enclose(division())


def test_markups_below_one_another_stand_as_elements_would() -> None:
    tree = serialize(element("TEI", element("surface", *zones())))
    listed = written(write_list(map(write, zones())))
    inside = written(f"<surface>{write_inside(map(write, zones()))}</surface>")
    assert serialize(element("TEI", element("surface", listed))) == tree
    assert serialize(element("TEI", inside)) == tree
