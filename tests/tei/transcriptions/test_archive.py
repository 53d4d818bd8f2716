from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.errors import FormatError
from tei.article import Article, BlockKind, Credit, SpanKind
from tei.transcriptions import parse_archive_html
from tei.transcriptions.assembly import block_text

PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<meta name="author" content="Some Typist"><title>Anna Weber: The Strike</title>
<style>p { color: red }</style><script>alert("hidden")</script></head>
<body background="x.gif">
<p class="linkback"><a name="top"></a><a href="../index.htm">Index</a></p>
<h2>Anna Weber</h2>
<h1>The Strike<br>in the Mills</h1>
<h3>A Report</h3>
<h4>(June 1933)</h4>
<hr size="1">
<p class="info">From <strong>The Militant</strong>, Vol.&nbsp;VI No.&nbsp;29, 3 June 1933,
pp.&nbsp;1&nbsp;&amp;&nbsp;3.<br>
Transcribed &amp; marked up by A. Typist
for the <em>Example Archive</em>.</p>
<hr>
<p class="fst">It began in May.<sup class="anote"><a href="#n1">[1]</a></sup>
The <em>Temps</em>, in <i>Paris</i>,
wrote \x93nothing\x94 (a lie \x96 Ed.).</p>
<blockquote><p>We shall not give way.</p></blockquote>
<h4>What Came Then</h4>
<table><tr><td>Mills</td><td>seven</td></tr></table>
<p class="quotec">Hold out!</p>
loose words
<p class="endnote">1. Of 1933.</p>
<p class="updat">Last updated lately</p>
<p class="updat">Last updated on: 4 September 2015</p>
<p class="footer">Top of page</p>
</body></html>"""


@pytest.fixture
def article() -> Article:
    return parse_archive_html(PAGE.encode("latin-1"), "strike")


def test_the_archive_s_conventions_are_understood(article: Article) -> None:
    assert [(block.kind, block_text(block)) for block in article.blocks] == [
        (BlockKind.BYLINE, "Anna Weber"),
        (BlockKind.HEAD, "The Strike in the Mills"),
        (BlockKind.SUBHEAD, "A Report"),
        (BlockKind.DATELINE, "(June 1933)"),
        (BlockKind.PARAGRAPH, "It began in May. [1] The Temps, in Paris, wrote “nothing” (a lie – Ed.)."),
        (BlockKind.QUOTATION, "We shall not give way."),
        (BlockKind.SECTION, "What Came Then"),
        (BlockKind.TABLE, "Mills seven"),
        (BlockKind.QUOTATION, "Hold out!"),
        (BlockKind.PARAGRAPH, "loose words"),
        (BlockKind.NOTE, "1. Of 1933."),
    ]
    assert len(article.blocks[1].lines) == 2
    assert article.authors == ("Anna Weber",)


def test_what_the_page_says_of_itself(article: Article) -> None:
    assert article.pages == ("1", "3")
    assert (article.label.volume, article.label.issue, article.label.date) == (6, "29", date(1933, 6, 3))
    assert article.source == "From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3."
    assert article.credits == (
        Credit("transcriber", "A. Typist", "Example Archive"),
        Credit("markup", "A. Typist", "Example Archive"),
    )
    assert article.updated == date(2015, 9, 4)


def test_marked_words(article: Article) -> None:
    paragraph = article.blocks[4]
    marked = [
        (span.kind, " ".join(token.text for token in paragraph.tokens[span.first : span.last + 1]))
        for span in paragraph.spans
    ]
    assert marked == [
        (SpanKind.ANCHOR, "[1]"),
        (SpanKind.EMPHASIS, "Temps,"),
        (SpanKind.EMPHASIS, "Paris,"),
        (SpanKind.NOTE, "(a lie – Ed.)."),
    ]


def test_the_block_of_labels() -> None:
    page = """<h1>A Head</h1><p class="information"><span class="info">Written:</span> June 1933.<br>
    <span class="info">Source:</span> <em>The Militant</em>, Vol. 6 No. 29, 3 June 1933, p. 3.<br>
    <span class="info">Transcription/HTML Markup:</span> A. Typist.<br>
    <span class="info">Public Domain:</span> Example Archive (2015).</p><p>Text.</p>"""
    article = parse_archive_html(page.encode(), "x")
    assert [block.kind for block in article.front] == [
        BlockKind.REMARK,
        BlockKind.SOURCE,
        BlockKind.CREDIT,
        BlockKind.REMARK,
    ]
    assert article.pages == ("3",)
    assert [credit.role for credit in article.credits] == ["transcriber", "markup"]


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html></html>",
        b"<p class='footer'>Only navigation</p>",
        b"<script>only()</script>",
        b"\x00\x01\x02" * 50,
    ],
)
def test_pages_without_text_are_refused(page: bytes) -> None:
    with pytest.raises(FormatError):
        parse_archive_html(page, "x")


def test_hostile_pages_are_bounded() -> None:
    deep = b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000
    with pytest.raises(FormatError):
        parse_archive_html(deep, "x")


def test_entities_are_not_expanded() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a "boom">]><p>&a; <a href="file:///etc/passwd">link</a></p>'
    article = parse_archive_html(page, "x")
    assert " ".join(block_text(block) for block in article.blocks).endswith("&a; link")


@given(st.text(max_size=60) | st.text("<>/ph1brem =\"'&;ab", max_size=80))
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        article = parse_archive_html(text.encode("utf-8", "surrogatepass"), "x")
    except FormatError:
        return
    assert list(article.passages())
