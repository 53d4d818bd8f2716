from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans.errors import FormatError
from tei.article import Article, BlockKind, Credit, SpanKind
from tei.transcriptions import parse_text, read_transcription
from tei.transcriptions.assembly import block_text

SAMPLE = """\
Weavers Hold Out in the
Seventh Week of the Strike

Relief Stations Open in Three Towns


From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3.
Transcribd by A. Typist & B. Typist for the Example Archive.

By Anna Weber

The owners let it be known that they would wait (the reference is to the lock-out of April – Ed.) and so
they did.

What the Owners Say

Their paper wrote:

“We shall not give way. Let them wait.

“Nor shall we talk.”

“They,” said one weaver, “will talk.”

Last updated on 4 September 2015
"""


def kinds(article: Article) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block_text(block)[:14]) for block in article.blocks]


def test_a_transcription_is_understood() -> None:
    article = parse_text(SAMPLE, "strike")
    assert kinds(article) == [
        (BlockKind.HEAD, "Weavers Hold O"),
        (BlockKind.SUBHEAD, "Relief Station"),
        (BlockKind.BYLINE, "By Anna Weber"),
        (BlockKind.PARAGRAPH, "The owners let"),
        (BlockKind.SECTION, "What the Owner"),
        (BlockKind.PARAGRAPH, "Their paper wr"),
        (BlockKind.QUOTATION, "“We shall not "),
        (BlockKind.QUOTATION, "“Nor shall we "),
        (BlockKind.PARAGRAPH, "“They,” said o"),
    ]
    assert [block.kind for block in article.front] == [BlockKind.SOURCE, BlockKind.CREDIT, BlockKind.UPDATED]
    assert article.pages == ("1", "3")
    assert (article.label.volume, article.label.issue, article.label.date) == (6, "29", date(1933, 6, 3))
    assert article.source == "From The Militant, Vol. VI No. 29, 3 June 1933, pp. 1 & 3."
    assert article.updated == date(2015, 9, 4)
    assert article.authors == ("Anna Weber",)
    assert article.credits == (
        Credit("transcriber", "A. Typist", "Example Archive"),
        Credit("transcriber", "B. Typist", "Example Archive"),
    )


def test_the_editor_s_note_is_a_span() -> None:
    paragraph = parse_text(SAMPLE, "strike").blocks[3]
    (span,) = paragraph.spans
    assert span.kind is SpanKind.NOTE
    words = [token.text for token in paragraph.tokens[span.first : span.last + 1]]
    assert words[0] == "(the"
    assert words[-1] == "Ed.)"


def test_the_misspelt_credit_is_text_for_the_corrector() -> None:
    words = {token.id: token.text for p in parse_text(SAMPLE, "strike").passages() for token in p.tokens}
    assert words["b04.w001"] == "Transcribd"
    assert words["b01.w001"] == "Weavers"


def test_lines_of_a_headline_stay_apart() -> None:
    head = parse_text(SAMPLE, "strike").blocks[0]
    assert [len(line.tokens) for line in head.lines] == [5, 5]
    assert [token.text for token in head.tokens if token.ends_line] == ["the", "Strike"]


def test_paragraphs_alone_are_an_article_named_after_the_file() -> None:
    text = "The mill was shut on Friday, and nobody came.\n\nOn Monday it was open again."
    article = parse_text(text, "mill-shut_1933")
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH] * 2
    assert (article.name, article.id, article.front, article.pages) == (
        "mill shut 1933",
        "mill-shut_1933",
        (),
        (),
    )


def test_a_first_line_like_a_headline_is_one() -> None:
    article = parse_text("The Mill Is Shut\n\nNobody came on Friday.", "x")
    assert kinds(article)[0] == (BlockKind.HEAD, "The Mill Is Sh")
    assert article.name == ""


def test_a_word_divided_at_a_line_end_is_marked() -> None:
    article = parse_text("Nobody came to the coun-\ntry on Friday, they said.", "x")
    assert [token.text for token in article.blocks[0].tokens if token.hyphenated] == ["coun-"]


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "\ufeff"])
def test_no_text_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match="holds no text"):
        read_transcription(path)


LINES = st.one_of(
    st.sampled_from(SAMPLE.splitlines()),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.just(""),
    st.just("word " * 60),
    st.sampled_from(("He spoke in Lodz (a town – Ed.) again.", "They (the strikers – Editor), all of them")),
)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_no_word_is_ever_lost_or_made_up(text: str) -> None:
    try:
        article = parse_text(text, "any")
    except FormatError:
        assert not text.split()
        return
    tokens = [token for passage in article.passages() for token in passage.tokens]
    assert Counter(token.text for token in tokens) == Counter(text.split())
    assert len({token.id for token in tokens}) == len(tokens)
    for block in article.blocks:
        assert all(0 <= span.first <= span.last < len(block.tokens) for span in block.spans)
        assert block.kind is not BlockKind.HEAD or block is next(
            b for b in article.blocks if b.kind is block.kind
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "strike.txt"
    path.write_text(SAMPLE, encoding=encoding)
    assert kinds(read_transcription(path)) == kinds(parse_text(SAMPLE, "strike"))


def test_binary_data_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "image.txt"
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(FormatError):
        read_transcription(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="cannot be read"):
        read_transcription(tmp_path / "none.txt")


def test_the_seed_is_understood(shared: Path) -> None:
    article = read_transcription(shared / "data/seed/militant-1933-06-03-stalinist-diplomacy.txt")
    count = Counter(block.kind for block in article.blocks)
    assert count == Counter(head=1, subhead=1, section=2, quotation=2, paragraph=13)
    assert sum(len(block.spans) for block in article.blocks) == 1
    assert article.pages == ("1", "3")
    assert [credit.role for credit in article.credits] == ["transcriber", "markup"]
    assert {credit.name for credit in article.credits} == {"Einde O’Callaghan"}
    assert {credit.sponsor for credit in article.credits} == {"Marxists’ Internet Archive"}
    assert article.updated == date(2015, 9, 4)


def test_what_else_transcriptions_hold() -> None:
    text = """THE WEAVERS WIN
By ANNA WEBER

   The weavers have won, and they went home singing
in the rain.
   Then it stopped raining, and they went on singing.

Footnotes

1. A song of 1912.

Top of page
Last updated on: 8.9.2015
"""
    article = parse_text(text, "x")
    assert kinds(article) == [
        (BlockKind.HEAD, "THE WEAVERS WI"),
        (BlockKind.BYLINE, "By ANNA WEBER"),
        (BlockKind.PARAGRAPH, "The weavers ha"),
        (BlockKind.PARAGRAPH, "Then it stoppe"),
        (BlockKind.SECTION, "Footnotes"),
        (BlockKind.NOTE, "1. A song of 1"),
    ]
    assert [block.kind for block in article.front] == [BlockKind.REMARK, BlockKind.UPDATED]
    assert (article.authors, article.updated) == (("ANNA WEBER",), date(2015, 9, 8))


def test_a_headline_may_follow_the_source() -> None:
    article = parse_text("The Militant, Vol. VI No. 29, 3 June 1933\n\nThe Mill Is Shut\n\nIt is so.", "x")
    assert kinds(article)[0] == (BlockKind.HEAD, "The Mill Is Sh")


def test_a_signature_is_no_heading() -> None:
    article = parse_text("It ends.\n\nA. WEBER\nHarlow Falls, June 3, 1933\n\nAnd so.", "x")
    assert {block.kind for block in article.blocks} == {BlockKind.PARAGRAPH}


def test_jump_lines_are_known() -> None:
    article = parse_text("It goes on, and on.\n\n(Continued on page 3)\n\nand it ends.", "x")
    assert article.blocks[1].kind is BlockKind.JUMP_LINE
