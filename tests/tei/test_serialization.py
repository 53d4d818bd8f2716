"""Markup that is written once and stands in several places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.markup import Markup, clean, element, part
from tei.serialization import lay_out

FIGURE = element("figure", element("head", "A & B", "\n", element("lb")))
DIVISION = element("div", element("p", "one <two>"), FIGURE, type="section")
ZONE = element("zone", element("zone", type="word"), type="line")


@pytest.mark.parametrize("around", [("body",), ("text", "group", "text", "body")])
@pytest.mark.parametrize("markup", [DIVISION, ZONE])
def test_a_part_stands_as_what_it_is_made_of(around: tuple[str, ...], markup: Markup) -> None:
    def enclose(node: Markup) -> bytes:
        for name in reversed(around):
            node = element(name, node)
        return lay_out(element("TEI", node)).content

    assert enclose(part(markup)) == enclose(markup)


def test_each_element_begins_a_line_but_within_text() -> None:
    content = lay_out(element("TEI", element("body", DIVISION), id="a")).content.decode()
    assert (
        content
        == """<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:id="a">
  <body>
    <div type="section">
      <p>one &lt;two&gt;</p>
      <figure>
        <head>A &amp; B
<lb/></head>
      </figure>
    </div>
  </body>
</TEI>
"""
    )


def test_parts_are_in_the_order_of_their_places() -> None:
    layout = lay_out(
        element("TEI", element("surface", part(ZONE), part(FIGURE)), element("body", part(DIVISION)))
    )
    assert layout.parts == (ZONE, FIGURE, DIVISION)


def test_a_frame_has_nothing_of_its_parts() -> None:
    def lay(*parts: Markup) -> Markup:
        return element("TEI", element("text", parts[0]), element("surface", parts[1]), id="a")

    layout = lay_out(lay(part(DIVISION), part(ZONE)))
    assert layout.frame == lay_out(lay(Markup(), Markup())).content


TEXTS = st.text(st.characters() | st.sampled_from("&<>\"'\0\1\r\n\t"))


@given(text=TEXTS, value=TEXTS)
def test_whatever_is_said_is_read_again(text: str, value: str) -> None:
    text, value = (said.encode("utf-8", "replace").decode() for said in (text, value))
    read = etree.fromstring(element("p", text, element("lb"), text, n=value))
    assert (read.text or "", read[0].tail or "", read.get("n")) == (clean(text), clean(text), clean(value))
