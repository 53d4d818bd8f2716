"""Who answers for what: people, and the pointers that name them."""

from __future__ import annotations

from collections.abc import Iterable

from tei.batch import SOFTWARE
from tei.draft import Draft
from tei.markup import Markup, element

RESPONSIBILITIES = {
    "transcriber": ("trc", "Transcription"),
    "markup": ("mrk", "Mark-up"),
    "proofreader": ("pfr", "Proofreading"),
    "translator": ("trl", "Translation"),
    "scanner": ("dgs", "Scanning"),
    "editor": ("edt", "Editing"),
    "reviewer": ("pfr", "Review of proposed corrections"),
    "encoder": ("mrk", "Encoding"),
}
"""Relator codes of the Library of Congress, and words, for the roles of the project file."""
RELATORS = "http://id.loc.gov/vocabulary/relators/"


def state_responsibilities(draft: Draft) -> list[Markup]:
    """Sponsors and respStmts of the title statement."""
    people, agents = draft.batch.edition.people, draft.batch.agents
    named = {person.name for person in people} | {decision.who for decision in draft.decisions}
    roles: dict[str, list[str]] = {name: [] for name in agents if name in named - {SOFTWARE}}
    for person in people:
        if person.name != SOFTWARE and person.role not in roles[person.name]:
            roles[person.name].append(person.role)
    made = [_person(name, found or ["reviewer"], agents[name]) for name, found in roles.items()]
    credited = dict.fromkeys(credit for article in draft.articles for credit in article.credits)
    transcribers: dict[str, list[str]] = {}
    for credit in credited:
        transcribers.setdefault(credit.name, []).append(credit.role)
    made += [_person(name, found, None) for name, found in transcribers.items() if name]
    if draft.pages:
        made.append(_engine())
    sponsors = dict.fromkeys(credit.sponsor for credit in credited if credit.sponsor)
    return [element("sponsor", element("orgName", name)) for name in sponsors] + made


def _person(name: str, roles: Iterable[str], agent: str | None) -> Markup:
    stated = []
    for role in roles:
        key, words = RESPONSIBILITIES.get(role, (None, role))
        stated.append(element("resp", words, key=key, ref=RELATORS + key if key else None))
    return element("respStmt", *stated, element("persName", name), id=agent and agent.removeprefix("#"))


def _engine() -> Markup:
    return element(
        "respStmt",
        element("resp", "Optical character recognition (software; see appInfo)"),
        element("name", "OCR engine", type="software", corresp="#app-ocr"),
        id="ocr",
    )
