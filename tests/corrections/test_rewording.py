"""What tokens become: the case of a word, and the marks that were letters of it."""

import pytest

from corrections.channel import read_channel
from corrections.passage import Passage, Token
from corrections.rewording import reword, rewrite
from corrections.stream import read_places

CHANNEL = read_channel()


def change(line, read, meant, capitals=0.0):
    tokens = tuple(Token(str(n), text) for n, text in enumerate(line.split()))
    places = list(read_places([Passage("p", tokens)], lambda word: True))
    (place,) = [place for place in places if place.text.lower() == read]
    rewording = reword([place], [meant], capitals, tokens, CHANNEL)
    return " ".join(rewrite(tokens, [rewording]))


@pytest.mark.parametrize(
    ("line", "read", "meant", "expected"),
    [
        ("but a Httle of it", "httle", "little", "but a little of it"),
        ("It ended. Httle of it", "httle", "little", "It ended. Little of it"),
        ("men Uke him", "uke", "like", "men like him"),
        ("in Eugland then", "eugland", "england", "in England then"),
        ("the HTTLE men", "httle", "little", "the LITTLE men"),
        ("so lhe men", "lhe", "the", "so the men"),
    ],
)
def test_a_capital_read_for_two_letters_is_none_inside_a_sentence(line, read, meant, expected):
    assert change(line, read, meant) == expected


def test_a_name_keeps_its_capital():
    assert change("and Hverpool men", "hverpool", "liverpool", 0.95) == "and Liverpool men"


@pytest.mark.parametrize(
    ("line", "read", "meant", "expected"),
    [
        ("for hal] an hour", "hal", "half", "for half an hour"),
        ("a (quarre) with", "quarre", "quarrel", "a (quarrel) with"),
        ("see [the hal] of it", "hal", "half", "see [the half] of it"),
        ("a quarre, with", "quarre", "quarrel", "a quarrel, with"),
        ("a quarre” with", "quarre", "quarrel", "a quarrel” with"),
        ("a quarre] with", "quarre", "quarrel", "a quarrel with"),
        ("see [it, quarre] with", "quarre", "quarrel", "see [it, quarrel] with"),
        ("see [it], quarre] with", "quarre", "quarrel", "see [it], quarrel with"),
    ],
)
def test_a_bracket_after_a_word_may_be_a_letter_of_it(line, read, meant, expected):
    assert change(line, read, meant) == expected


@pytest.mark.parametrize(
    ("line", "read", "meant", "expected"),
    [
        ("a quarre} with", "quarre}", "quarrel", "a quarrel with"),
        ("On Frida¢, they", "frida¢", "friday", "On Friday, they"),
        ("a quorrel} with", "quorrel}", "quarrel", "a quarrel with"),
        ("of “<harity,” they", "<harity", "charity", "of “charity,” they"),
        ("to wil| it.", "wil|", "will", "to will it."),
        ("former rate«. They", "rate«", "rates", "former rates. They"),
        ("it ««as so", "««as", "was", "it was so"),
        ("the bar* of", "bar*", "bars", "the bars of"),
        ("the lnspector* said", "lnspector*", "inspector", "the inspector* said"),
        ("the *lnspector said", "*lnspector", "inspector", "the *inspector said"),
    ],
)
def test_a_mark_that_hardly_ever_clings_to_a_word_is_a_letter_of_it_but_for_a_star(
    line, read, meant, expected
):
    assert change(line, read, meant) == expected


def merge(lines, words, word, offset=0):
    """The tokens of lines after the places of these words have become one."""
    tokens = tuple(
        Token(f"{row}.{n}", text, ends_line=n == len(line.split()) - 1)
        for row, line in enumerate(lines)
        for n, text in enumerate(line.split())
    )
    places = list(read_places([Passage("p", tokens)], lambda word: True))
    at = next(n for n, place in enumerate(places) if place.text == words[0])
    rewording = reword(places[at : at + len(words)], [word], 0.0, tokens, CHANNEL)
    return rewording and rewrite(tokens[offset:], [rewording], offset)


@pytest.mark.parametrize("offset", [0, 1])
def test_torn_words_are_joined_in_the_first_and_keep_what_clings_to_them(offset):
    expected = ("of", "the", "(government,)", "", "said")[offset:]
    assert merge(["of the (govern mcnt,) said"], ("govern", "mcnt"), "government", offset) == expected
    three = merge(["the com mit tee."], ("com", "mit", "tee"), "committee")
    assert three == ("the", "committee.", "", "")


def split(line, read, words, capitals=0.0):
    """The tokens of a line after a word has become two."""
    tokens = tuple(Token(str(n), text) for n, text in enumerate(line.split()))
    (place,) = [p for p in read_places([Passage("p", tokens)], lambda word: True) if p.text == read]
    return " ".join(rewrite(tokens, [reword([place], words, capitals, tokens, CHANNEL)]))


@pytest.mark.parametrize(
    ("line", "read", "words", "capitals", "expected"),
    [
        ("is soextensive, now", "soextensive", ("so", "extensive"), 0.0, "is so extensive, now"),
        ("now “Theelection” of", "Theelection", ("the", "election"), 0.0, "now “The election” of"),
        ("met thePresident of", "thePresident", ("the", "president"), 0.0, "met the President of"),
        ("met OFTHE men", "OFTHE", ("of", "the"), 0.0, "met OF THE men"),
        ("men inakron then", "inakron", ("in", "akron"), 1.0, "men in Akron then"),
    ],
)
def test_two_words_keep_their_own_case(line, read, words, capitals, expected):
    assert split(line, read, words, capitals) == expected


def test_several_rewordings_of_one_token_stand_each_at_its_place():
    tokens = (Token("1", "(mn-womcn)"), Token("2", "tbe"))
    places = list(read_places([Passage("p", tokens)], lambda word: True))
    words = ("men", "women", "the")
    changes = [reword([p], [word], 0.0, tokens, CHANNEL) for p, word in zip(places, words, strict=True)]
    assert rewrite(tokens, changes) == rewrite(tokens, changes[::-1]) == ("(men-women)", "the")


def test_a_word_torn_within_and_between_tokens_is_joined_with_the_marks_between():
    assert merge(["the depart. ment, of"], ("depart", "ment"), "department") == (
        "the",
        "department,",
        "",
        "of",
    )
    assert merge(["the depart.ment of"], ("depart", "ment"), "department") == ("the", "department", "of")


def test_a_word_torn_at_a_line_end_is_divided_there():
    joined = merge(["of the govern", "mcnt, he said"], ("govern", "mcnt"), "government")
    assert joined == ("of", "the", "govern-", "ment,", "he", "said")


def test_a_word_torn_in_three_is_divided_at_the_line_end_after_its_first_part_and_no_other():
    joined = merge(["the com", "mit tee said"], ("com", "mit", "tee"), "committee")
    assert joined == ("the", "com-", "", "mittee", "said")
    assert merge(["the com mit", "tee said"], ("com", "mit", "tee"), "committee") is None


def test_a_word_torn_in_one_token_and_in_the_next_is_joined_in_both():
    assert merge(["the com-mit tee, of"], ("com", "mit", "tee"), "committee") == (
        "the",
        "committee,",
        "",
        "of",
    )
    assert merge(["the com mit-tee, of"], ("com", "mit", "tee"), "committee") == (
        "the",
        "committee,",
        "",
        "of",
    )
    assert merge(["the com-mit- tee of"], ("com", "mittee"), "committee") == ("the", "committee", "", "of")
