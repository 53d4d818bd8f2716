"""Jump lines and their misspellings."""

from __future__ import annotations

import pytest

from tei.jump import read_jump


@pytest.mark.parametrize(
    ("text", "onward", "page"),
    [
        ("(Continued on page 3)", True, "3"),
        ("(Continued from page 1)", False, "1"),
        ("(Contniued on page 3)", True, "3"),
        ("(Contiuued frcm Page l)", False, "1"),
        ("Continued on Page Four", True, "4"),
        ("[CONTINUED FROM PAGE 1]", False, "1"),
        ("(Coutinued ou page 2)", True, "2"),
        ("(Continued cn second page.)", True, "2"),
        ("CONTINUED FROM FIRST PAGE.", False, "1"),
        ("(Concluded on sixtb page.)", True, "6"),
        ("See Third Page.", True, "3"),
    ],
)
def test_jumps_are_read(text: str, onward: bool, page: str) -> None:
    jump = read_jump(text)
    assert jump is not None
    assert (jump.onward, jump.page) == (onward, page)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "page 3",
        "The strike continued on Friday.",
        "continued to send letters from the",
        "(the reference is to page 3 – Ed.)",
        "The contents of this page are the",
        "to be seen on the second page of",
        "turned to the first page and read",
    ],
)
def test_other_lines_are_left(text: str) -> None:
    assert read_jump(text) is None
