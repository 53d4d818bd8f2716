"""Running text for benchmark pages: a small grammar of newspaper English around 1933, written for this.

What it says means nothing; its words, names, numbers, points and hyphens are those a newspaper has.
"""

from __future__ import annotations

import random
import re

from redpencil.sample.manuscript import CopyBlock, Story, read_words
from tei.article import BlockKind

# Symbol: its alternatives; {symbol} in one is expanded in turn.
GRAMMAR: dict[str, tuple[str, ...]] = {
    "sentence": (
        "{Group} {did} {matter} {when}.",
        "{Person} {said} that {clause}.",
        "“{Clause},” {said} {person}.",
        "“{Clause},” {person} {said}, “and {clause}.”",
        "{When} {group} {did} {matter}, although {clause}.",
        "It is {reckoned} that {clause}.",
        "{Clause}; {clause}.",
        "{Clause}, and {clause}.",
        "Of the {number} {people} {where}, not {number} {had} {matter}.",
        "{Where} {group} {did} {matter} {when}, while {group} {did} {matter}.",
        "{Person}, {role} of the {body}, {did} {matter} {when}.",
        "Since {month} the price of {goods} has {moved} from {cents} to {cents} cents the {measure}.",
        "The {body} met {where} {when} and {did} {matter}.",
        "There were {number} {people} {where}, most of them from {town}.",
        "Why {had} {group} {matter}?",
        "If {group} {did} {matter}, it was because {clause}.",
        "No one who knows {town} will {believe} that {clause}.",
        "{Group}—{number} in all—{did} {matter} {when}.",
        "A vote was taken {when}: {number} for, {number} against.",
        "{Person} was fined ${cents} for having {shouted} {where}.",
    ),
    "clause": (
        "{group} {did} {matter}",
        "{group} {did} {matter} {when}",
        "{person} {did} {matter}",
        "the {body} {did} {matter}",
        "{number} {people} {went} {where}",
        "{goods} had been {moved} {when}",
        "nothing of the kind {happened} {where}",
        "the {quality} of the {thing} was {known} {where}",
        "every {thing} {where} had been {moved}",
        "neither {person} nor {person} had {shouted} {when}",
    ),
    "group": (
        "the {people} of {town}",
        "{number} {people}",
        "the {quality} {people}",
        "a committee of {number}",
        "the {body}",
        "many of the {people}",
        "the wives of the {people}",
        "the {people} and the {people}",
    ),
    "people": (
        "weavers",
        "miners",
        "dock hands",
        "switchmen",
        "farmers",
        "tenants",
        "employes",
        "loomfixers",
        "bakers",
        "teamsters",
        "cap makers",
        "seamen",
        "carpenters",
        "jobless",
        "delegates",
        "pickets",
        "shopkeepers",
        "molders",
        "printers",
        "longshoremen",
        "sharecroppers",
        "upholsterers",
        "machinists",
        "glass blowers",
        "stokers",
        "needle workers",
        "ex-soldiers",
        "students",
        "deputies",
        "cooks",
    ),
    "person": (
        "{title} {surname}",
        "{forename} {surname}",
        "{forename} {initial}. {surname}",
        "Mr. {surname}",
        "Mrs. {forename} {surname}",
        "Judge {surname}",
        "Mayor {surname}",
        "the {role}",
    ),
    "title": ("Senator", "Dr.", "Capt.", "Organizer", "Comrade", "Commissioner", "Gen.", "Prof.", "Rev."),
    "forename": (
        "Anton",
        "Bertha",
        "Cornelius",
        "Dora",
        "Emil",
        "Frieda",
        "Gustav",
        "Hannah",
        "Ignatz",
        "Jessie",
        "Karl",
        "Leonora",
        "Mathias",
        "Nellie",
        "Otto",
        "Pauline",
        "Quentin",
        "Rosalie",
        "Silas",
        "Theresa",
    ),
    "surname": (
        "Abelman",
        "Brzezicki",
        "Corrigan",
        "Dahlquist",
        "Eberhart",
        "Ferrante",
        "Gillespie",
        "Hrdlicka",
        "Ingersoll",
        "Jankowski",
        "Kjellberg",
        "Lefkowitz",
        "MacIlvaine",
        "Novotny",
        "O’Shaughnessy",
        "Pfeiffer",
        "Quackenbush",
        "Rosenblum",
        "Szczepanik",
        "Thibodeau",
        "Umansky",
        "Vandervoort",
        "Wojcik",
        "Yarborough",
        "Zimmermann",
        "Fjelstad",
        "Kovacs",
        "Guildersleeve",
        "Affleck",
        "Tuohy",
    ),
    "initial": tuple("ABCEFGHJLMPRSTW"),
    "role": ("secretary", "treasurer", "president", "attorney", "vice-chairman", "editor", "chief clerk"),
    "body": (
        "Central Labor Council",
        "Board of Aldermen",
        "Unemployed League",
        "Milk Pool",
        "Relief Committee",
        "Chamber of Commerce",
        "Amalgamated",
        "Farm Holiday Association",
        "Executive",
        "Federation of Labor",
        "Cloakmakers’ Union",
        "Tenants’ League",
        "Steel Trust",
        "League of Nations",
        "Reichstag",
        "Company",
    ),
    "town": (
        "Gallipolis",
        "East Liverpool",
        "Chillicothe",
        "Fort Wayne",
        "Kenosha",
        "Allentown",
        "Passaic",
        "New Bedford",
        "Youngstown",
        "Duluth",
        "Terre Haute",
        "Minneapolis",
        "Gastonia",
        "Bisbee",
        "Tacoma",
        "Wilkes-Barre",
        "Pawtucket",
        "Harlan County",
        "Rock Springs",
        "Düsseldorf",
        "Vienna",
        "Barcelona",
    ),
    "did": (
        "refused",
        "demanded",
        "took up",
        "put off",
        "voted down",
        "accepted",
        "fought",
        "condemned",
        "gave up",
        "denied",
        "welcomed",
        "would not hear of",
        "laid aside",
        "asked for",
        "is to consider",
        "had expected",
        "will oppose",
        "brought about",
        "have long awaited",
        "printed",
        "carried through",
    ),
    "had": ("had refused", "had asked for", "would accept", "should want", "had heard of", "could foresee"),
    "matter": (
        "the ten per cent cut",
        "an eight-hour day",
        "the new code",
        "the offer of the {body}",
        "a general walkout",
        "the injunction",
        "the {number}-cent scale",
        "the relief order",
        "the {quality} {thing}",
        "every {thing} of the {body}",
        "the closed shop",
        "the pact with {town}",
        "the resolution upon {goods}",
        "arbitration",
        "the fight for the {thing}",
        "a united front",
    ),
    "quality": (
        "old",
        "bitter",
        "unorganized",
        "foreign-born",
        "well-known",
        "starving",
        "so-called",
        "first",
        "greater",
        "honest",
        "undernourished",
        "extraordinary",
        "revolutionary",
        "conservative",
        "few",
    ),
    "thing": (
        "contract",
        "furnace",
        "meeting hall",
        "newspaper",
        "warehouse",
        "wage scale",
        "picket line",
        "pay envelope",
        "court order",
        "freight yard",
        "strike fund",
        "platform",
        "railroad",
        "election",
    ),
    "said": ("said", "declared", "told the meeting", "wrote to us", "answered", "admitted", "maintained"),
    "reckoned": ("reckoned", "reported", "no secret", "believed", "already known", "to be feared", "plain"),
    "believe": ("believe", "maintain", "suppose", "deny", "be astonished to hear"),
    "known": ("known", "praised", "questioned", "forgotten", "well understood"),
    "happened": ("happened", "was heard of", "had been foreseen", "could be found", "was printed"),
    "moved": ("raised", "carried off", "burned", "lowered", "bought up", "shipped away", "counted twice"),
    "went": ("marched", "were sent", "assembled", "slept", "waited in the rain", "sang", "were clubbed"),
    "shouted": ("shouted", "spoken", "distributed leaflets", "sung", "picketed", "stood still", "interfered"),
    "goods": ("wheat", "coal", "milk", "cotton", "pig iron", "bread", "raw silk", "lumber", "hogs", "wool"),
    "measure": ("ton", "bushel", "pound", "hundredweight", "yard", "quart", "bale"),
    "cents": ("4", "7½", "10", "12", "15", "18", "22", "35", "40", "65", "80", "95"),
    "number": (
        "two",
        "eleven",
        "thirty-five",
        "two hundred",
        "1,400",
        "6,000",
        "ninety",
        "one hundred and twelve",
        "fifty-three",
        "sixteen",
        "27",
        "318",
        "some forty",
        "twenty thousand",
        "not less than 750",
    ),
    "when": (
        "to-day",
        "to-morrow",
        "last week",
        "on Monday night",
        "in the spring of 1931",
        "before noon",
        "on the 14th of {month}",
        "this winter",
        "in {month}",
        "since the war",
        "for the third time",
        "without a word",
        "after long debate",
        "at half past seven",
        "over the week-end",
        "once more",
    ),
    "month": ("January", "March", "April", "June", "August", "September", "October", "November"),
    "where": (
        "in {town}",
        "at the gates",
        "on the court house steps",
        "along the river front",
        "in the South",
        "before the {body}",
        "at the Labor Temple",
        "from {town} to {town}",
        "in the mills",
        "under the bridge",
        "in the coal fields",
        "upon Main Street",
        "behind the freight yard",
        "in every county of the state",
    ),
    "head": (
        "{people} {fight} in {town}",
        "{body} {fight} {matter}",
        "{matter}: what it means",
        "{surname} {fight} at {town}",
        "{number} {people} march",
        "{people} of {town} {fight}",
        "no {goods} for {town}",
        "{surname} and the {people}",
        "after the {thing}",
        "{town} {people} meet",
    ),
    "fight": ("fight on", "win", "vote to strike", "stand fast", "ask for aid", "turn back", "lose case"),
    "deck": (
        "{Group} {did} {matter}",
        "{Number} {people} {went} {where}",
        "{Body} {did} {matter} {when}",
        "{Surname} says {clause}",
    ),
    "section": ("The {thing}", "What {surname} said", "{number} {people}", "In {town}", "The {body}"),
    "caption": ("The {thing} in {town}", "{people} {where} {when}", "{forename} {surname} of {town}"),
    "notice": (
        "{number} {measure}s, {cents} cents",
        "Best {goods} in {town}",
        "{surname} & {surname}",
        "Open {when}",
        "Telephone {town} {cents}",
        "{Quality} {goods}",
        "Ask for our {thing}",
    ),
}


class Writer:
    """Writes stories from a seed, each with an id of its own."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._count = 0

    def story(self, words: int, *, decks: int = 0, byline: bool = False, caption: bool = False) -> Story:
        """A story of about so many words, with section heads when it is long."""
        blocks = [self._block(BlockKind.HEAD, self._say("head").upper())]
        if caption:
            blocks.insert(0, self._block(BlockKind.CAPTION, self._capital("caption")))
        blocks += [self._block(BlockKind.SUBHEAD, self._title("deck")) for _ in range(decks)]
        if byline:
            blocks.append(self._block(BlockKind.BYLINE, f"By {self._say('{forename} {surname}').upper()}"))
        blocks += self._body(words)
        return Story(self._name(), tuple(blocks), self._title("{surname} and the {thing}"))

    def advertisement(self, lines: int) -> Story:
        """A short notice for a box."""
        blocks = [self._block(BlockKind.HEAD, self._say("{surname} & {surname}").upper())]
        blocks += [self._block(BlockKind.PARAGRAPH, self._capital("notice")) for _ in range(lines)]
        return Story(self._name(), tuple(blocks), advertisement=True)

    def _body(self, words: int) -> list[CopyBlock]:
        blocks: list[CopyBlock] = []
        lead = f"{self._say('town').upper()}, {self._say('month')} {self._chance.randint(1, 28)}.—"
        written = 0
        while written < words:
            if len(blocks) % 6 == 5 and words > 200:
                blocks.append(self._block(BlockKind.SECTION, self._title("section")))
            text = lead + " ".join(self._capital("sentence") for _ in range(self._chance.randint(1, 4)))
            roll = self._chance.random()
            kind = BlockKind.QUOTATION if roll > 0.93 and blocks else BlockKind.PARAGRAPH
            blocks.append(self._block(kind, text))
            written, lead = written + len(text.split()), ""
        return blocks

    def _name(self) -> str:
        self._count += 1
        return f"s{self._count:02}"

    def _block(self, kind: BlockKind, text: str) -> CopyBlock:
        return CopyBlock(kind, read_words(text))

    def _say(self, form: str) -> str:
        """Expand a symbol or a text with symbols; a symbol with a capital begins with one."""
        text = self._chance.choice(GRAMMAR[form]) if form in GRAMMAR else form
        while match := re.search(r"\{(\w+)\}", text):
            symbol = match[1]
            said = self._chance.choice(GRAMMAR[symbol.lower()])
            if symbol[0].isupper():
                said = self._upper(said)
            text = text[: match.start()] + said + text[match.end() :]
        return text

    def _capital(self, form: str) -> str:
        text = self._say(form)
        return text[0].upper() + text[1:]

    def _title(self, form: str) -> str:
        small = {"of", "the", "a", "and", "in", "on", "to", "for", "at", "by", "from", "with"}
        words = self._say(form).split()
        return " ".join(
            word if index and word in small else word[0].upper() + word[1:]
            for index, word in enumerate(words)
        )

    def _upper(self, said: str) -> str:
        """Begin with a capital, also where the text begins with a symbol."""
        if said.startswith("{"):
            return "{" + said[1].upper() + said[2:]
        return said[0].upper() + said[1:]
