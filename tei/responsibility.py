"""Who answers for what: people, and the pointers that name them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from tei.article import Article
from tei.batch import Batch, decisions, scanned
from tei.markup import element

SOFTWARE = "redpencil"
"""The name under which the correction policy decides."""
RESPONSIBILITIES = {
    "transcriber": ("trc", "Transcription"),
    "markup": ("mrk", "Mark-up"),
    "reviewer": ("pfr", "Review of proposed corrections"),
    "encoder": ("mrk", "Encoding"),
}
"""Relator codes of the Library of Congress, and words, for the roles of the project file."""
RELATORS = "http://id.loc.gov/vocabulary/relators/"


def name_agents(articles: Iterable[Article], batch: Batch) -> dict[str, str]:
    """Pointers by name: everyone whom the project file names, or who decided something, and the software."""
    names = [person.name for person in batch.edition.people]
    names += [decision.who for decision in decisions(articles, batch)]
    people = [name for name in dict.fromkeys(names) if name != SOFTWARE]
    return {SOFTWARE: "#app-redpencil"} | {name: f"#person{n}" for n, name in enumerate(people, start=1)}


def state_responsibilities(
    articles: Iterable[Article], batch: Batch, agents: dict[str, str]
) -> list[Element]:
    """Sponsors and respStmts of the title statement."""
    articles = tuple(articles)
    roles: dict[str, list[str]] = {name: [] for name in agents if name != SOFTWARE}
    for person in batch.edition.people:
        if person.name != SOFTWARE and person.role not in roles[person.name]:
            roles[person.name].append(person.role)
    credited = dict.fromkeys(credit for article in articles for credit in article.credits)
    made = [_person(name, tuple(found) or ("reviewer",), agents[name]) for name, found in roles.items()]
    made += [
        element("respStmt", element("resp", credit.role), element("persName", credit.name))
        for credit in credited
        if credit.role and credit.name
    ]
    if scanned(articles):
        made.append(_engine())
    sponsors = dict.fromkeys(credit.sponsor for credit in credited if credit.sponsor)
    return [element("sponsor", element("orgName", name)) for name in sponsors] + made


def _person(name: str, roles: tuple[str, ...], agent: str) -> Element:
    stated = []
    for role in roles:
        key, words = RESPONSIBILITIES.get(role, (None, role))
        stated.append(element("resp", words, key=key, ref=RELATORS + key if key else None))
    return element("respStmt", *stated, element("persName", name), id=agent.removeprefix("#"))


def _engine() -> Element:
    return element(
        "respStmt",
        element("resp", "Optical character recognition (software; see appInfo)"),
        element("name", "OCR engine", type="software", corresp="#app-ocr"),
        id="ocr",
    )
