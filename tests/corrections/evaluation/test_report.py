import json

import pytest
from lxml import html

from corrections.evaluation.comparison import compare
from corrections.evaluation.report import render_html, render_json, render_text
from corrections.evaluation.scores import evaluate
from corrections.plain_text.edits import Change
from corrections.proposal import Recommendation

HOSTILE = '<script>alert("x")</script> <img src=x onerror=y> {{ 7 * 7 }}'
TRUTH = f"It is possible for the Union {HOSTILE}"
BEFORE = f"It stray is pos sible tor the Union {HOSTILE}x"
CHANGE = Change(1, 23, 22, "tor", "for<b>", 0.97, "r", Recommendation.APPLY)


def texts(page, path):
    return [element.text_content() for element in page.xpath(path)]


def test_html_shows_what_differs_and_runs_nothing():
    evaluations = [evaluate(TRUTH, BEFORE, "<p1>")]
    comparison = compare(TRUTH, BEFORE, TRUTH, [CHANGE])
    page = html.fromstring(render_html(evaluations, comparison))
    assert page.xpath("//script|//img|//b|//p1") == []
    assert "possiblepos sible" in texts(page, "//ruby")
    assert texts(page, "//ins") == ["stray"]
    assert texts(page, "//h2")[-1] == "<p1>"
    assert len(page.xpath("//svg//circle")) == 1
    assert "{{ 7 * 7 }}" in " ".join(page.text_content().split())


@pytest.mark.parametrize(
    ("names", "comparison", "summed", "others"),
    [
        (["one"], None, [], ["one"]),
        (["one", "two"], None, ["all"], ["one", "two"]),
        (["one", "two", "three"], None, ["all"], ["one", "two", "three"]),
        (["one"], compare("a b", "a c", "a b", []), ["before", "after"], ["one"]),
    ],
)
def test_html_sets_off_what_is_said_of_all_texts_together(names, comparison, summed, others):
    page = html.fromstring(render_html([evaluate("a b", "a c", name) for name in names], comparison))
    table = page.xpath("//table")[0]
    assert texts(table, ".//tr[@class='all']/td[1]") == summed
    assert texts(table, ".//tr[not(@class)]/td[1]") == others


def test_html_of_a_long_text_is_cut(monkeypatch):
    monkeypatch.setattr("corrections.evaluation.report.LONGEST", 3)
    assert "2 more words are not shown" in render_html([evaluate("a b c d e", "a b c d e")])


def test_json_is_whole():
    content = json.loads(
        render_json([evaluate(TRUTH, BEFORE, "p1")], compare(TRUTH, BEFORE, TRUTH, [CHANGE]))
    )
    assert content["texts"][0]["name"] == "p1"
    assert {"truth": "possible", "text": "pos sible"} in content["texts"][0]["differences"]
    assert content["total"]["wer"]["strict"]["total"] == len(TRUTH.split())
    assert content["comparison"]["fixed"]["rate"] == 1.0
    assert content["comparison"]["reliability"][0]["right"]["total"] == 1


def test_text_has_a_line_for_each_text_and_the_total():
    table = render_text(
        [evaluate("a b", "a c", "one"), evaluate("a", "a", "two")], compare("a b", "a c", "x c")
    )
    lines = table.splitlines()
    assert [line.split()[0] for line in lines[1:5]] == ["before", "after", "one", "two"]
    assert "50.00 %" in lines[1]
    assert "broken: a | a -> x (1 times; … a b …)" in lines


def test_empty_texts_have_a_report():
    assert "0.00 %" in render_text([evaluate("", "")])
    assert "<title>Evaluation</title>" in render_html([evaluate("", "")])


@pytest.mark.parametrize(
    ("after", "probability", "place"), [("for", 1.0, (300, 10)), ("four", 0.5, (170, 270))]
)
def test_a_kept_promise_lies_on_the_diagonal_and_a_broken_one_below(after, probability, place):
    change = Change(1, 23, 22, "tor", after, probability, "r", Recommendation.APPLY)
    comparison = compare(TRUTH, BEFORE, TRUTH, [change])
    page = html.fromstring(render_html([evaluate(TRUTH, BEFORE)], comparison))
    (circle,) = page.xpath("//svg//circle")
    assert (float(circle.get("cx")), float(circle.get("cy")), float(circle.get("r"))) == (*place, 4)
