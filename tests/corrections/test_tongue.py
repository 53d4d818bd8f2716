"""Whether a passage is English, however badly it was read."""

from __future__ import annotations

import random

import pytest

from corrections.model import shipped_model
from corrections.tongue import find_english
from tests.corrections.test_strays import passage

OTHERS = {
    "German": "Die Arbeiter der Stadt haben gestern beschlossen, nicht länger auf die Regierung zu warten. "
    "Der Streik beginnt am Montag, und die Führer der Gewerkschaft sind der Meinung, dass er lange dauern "
    "wird.",
    "French": "Les ouvriers de la ville ont décidé hier de ne plus attendre le gouvernement. La grève "
    "commence lundi, et les chefs du syndicat sont d'avis qu'elle sera longue.",
    "Spanish": "Los obreros de la ciudad decidieron ayer no esperar más al gobierno. La huelga comienza el "
    "lunes, y los jefes del sindicato son de la opinión de que será larga.",
    "Italian": "Gli operai della città hanno deciso ieri di non aspettare più il governo. Lo sciopero "
    "comincia lunedì, e i capi del sindacato sono del parere che sarà lungo.",
    "Dutch": "De arbeiders van de stad hebben gisteren besloten niet langer op de regering te wachten. De "
    "staking begint maandag, en de leiders van de vakbond zijn van mening dat zij lang zal duren.",
    "Danish": "Arbejderne i byen besluttede i går ikke længere at vente på regeringen. Strejken begynder på "
    "mandag, og lederne af fagforeningen er af den mening at den bliver lang.",
    "Polish": "Robotnicy miasta postanowili wczoraj nie czekać dłużej na rząd. Strajk zaczyna się w "
    "poniedziałek, a przywódcy związku są zdania, że będzie długi. We wszystkich fabrykach ludzie byli "
    "gotowi.",
    "Hungarian": "A város munkásai tegnap elhatározták, hogy nem várnak tovább a kormányra. A sztrájk "
    "hétfőn kezdődik, és a szakszervezet vezetői azon a véleményen vannak, hogy hosszú lesz.",
    "Yiddish": "Di arbeter fun der shtot hobn nekhtn bashlosn nit lenger tsu vartn oyf der regirung. Der "
    "strayk heybt zikh on montik, un di firer fun der yunyon meynen az er vet doyern lang.",
    "Welsh, which is not listed": "Penderfynodd gweithwyr y ddinas ddoe i beidio ag aros mwy am y "
    "llywodraeth. Mae'r streic yn dechrau ddydd Llun, ac y mae arweinwyr yr undeb o'r farn y bydd yn hir.",
    "Russian in Latin letters": "Rabochie goroda reshili vchera bolshe ne zhdat pravitelstva. Zabastovka "
    "nachinaetsya v ponedelnik, i vozhdi soyuza dumayut, chto ona budet dolgaya.",
}

ENGLISH = {
    "plain": "The workers of the city decided yesterday to wait no longer for the government.",
    "badly read": "1 ho follow nig is tho dlaw of heits for tho raccs to bo run at tho hrst meetmg on "
    "Satnrday uext, and tbe eutries olose with Mr. Flannery on tho ovening bcfore.",
    "names and prices": "Darlington: T. Hull, 44, South Church-lane; Isaac Smith, 3, Bow-street; W. Green, "
    "51, Newport-road; L. Gordon, Middlesbrough; F. Gowland, High-street; Robert Elliott, Fawcett-street.",
    "stocks": "Belgian 5 per Cent., 97 6; Colombian 6 per Cent., 24; Mexican, 26; Portuguese 5 per Cent. "
    "New; Ditto Acc.; Ditto 3 per Cent.; Spanish, 24; Dutch, 51; French Rentes, 82; Danish Bonds; Russian "
    "Bonds.",
    "foreign names": "M. de la Tour, the Count de Chambord and Don Carlos de la Vega left by the mail from "
    "Paris.",
    "short": "Herr Hitler and Von Papen",
    "nothing but figures": "12 13 14 1.50 2.75 1933",
    "nothing": "",
}


def garble(text: str, share: float, seed: int) -> str:
    """The text with a share of its letters misread."""
    random_letters = random.Random(seed)
    return "".join(
        random_letters.choice("etaoinsrhlcu")
        if letter.isalpha() and random_letters.random() < share
        else letter
        for letter in text
    )


def read(text: str) -> str:
    """What is left of a text when other languages are taken out."""
    stretches = find_english(passage(text), shipped_model().language.vocabulary)
    return " ".join(token.text for stretch in stretches for token in stretch.tokens)


@pytest.mark.parametrize("share", [0, 0.05, 0.1])
@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_left_out_however_badly_it_was_read(language: str, share: float) -> None:
    assert read(garble(OTHERS[language], share, 1928)) == ""


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_read_without_common_words_too(kind: str) -> None:
    assert read(ENGLISH[kind]) == ENGLISH[kind]


@pytest.mark.parametrize("language", ["German", "French", "Spanish", "Italian", "Dutch", "Yiddish"])
def test_a_quotation_is_left_out_of_an_english_paragraph(language: str) -> None:
    before = "The committee has printed the appeal of the strikers in the language in which it was written:"
    after = "This was read to the meeting by the secretary, and it was carried by all who were there."
    left = read(f"{before} {OTHERS[language]} {after}")
    assert left.startswith("The committee has printed the appeal of the strikers in")
    assert left.endswith("and it was carried by all who were there.")
    assert len(set(left.split()) & set(OTHERS[language].split())) <= 3


@pytest.mark.parametrize("language", ["German", "French", "Polish", "Yiddish"])
def test_as_much_goes_with_a_quotation_before_it_as_after_it(language: str) -> None:
    english = "The committee has printed the appeal of the strikers in the language in which it was written"
    text = f"{english} {OTHERS[language]} {english}"
    backwards = " ".join(reversed(text.split()))
    assert read(backwards).split()[::-1] == read(text).split()
