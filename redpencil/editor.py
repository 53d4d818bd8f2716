"""What corrects a project's text: its lexicon, its policy, and what its people and its texts teach."""

from __future__ import annotations

import hashlib

import corrections
from corrections.corrector import Corrector
from corrections.decisions.agreement import agree, hear
from corrections.decisions.decision import Decision
from corrections.decisions.store import DecisionStore
from corrections.editor import Editor
from corrections.lexicon import BUNDLED, Lexicon, read_lexicon
from corrections.model import learn_model, shipped_model
from redpencil.learning import read_lessons
from redpencil.machine import MACHINE
from redpencil.project import Project
from redpencil.software import fingerprint_software


def read_project_lexicon(project: Project) -> Lexicon:
    """The bundled lexicon unless that is switched off, and the project's own files, which win over it."""
    bundled = (BUNDLED,) if project.settings.lexicon.bundled else ()
    return read_lexicon(*bundled, *project.lexicons)


def make_editor(project: Project, *, taught: bool = True) -> Editor:
    """What proposes corrections in a project: of words by its lexicon and policy, and of punctuation.

    With `taught`, what its people decided and the texts that it learned are part of the model. What is best
    left alone is told as well: a person may be asked about some of it.
    """
    model = learn_model(shipped_model(), *read_teaching(project)) if taught else shipped_model()
    return Editor(Corrector(read_project_lexicon(project), project.settings.corrections, model, wary=True))


def read_teaching(project: Project) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """What teaches a project's corrector: the decisions of people that stand, and published texts."""
    if not project.decisions.exists():
        return (), read_lessons(project)
    with DecisionStore(project.decisions) as store:
        rows = [store.decisions(document) for document in store.documents(besides=MACHINE)]
    voices = (dispute.voices for decisions in rows for dispute in hear(decisions, MACHINE))
    return tuple(decision for decisions in voices for decision in decisions), read_lessons(project)


def fingerprint(project: Project, *, taught: bool = True) -> bytes:
    """A digest of all that proposals depend on beside the text: lexicon, policy, lessons, corrector."""
    settings = project.settings.corrections, project.settings.lexicon
    digest = hashlib.sha256(f"{fingerprint_software(corrections)} {settings}".encode())
    for path in project.lexicons:
        digest.update(path.read_bytes())
    if taught:
        decisions, texts = read_teaching(project)
        lessons = sorted((*d.before, d.verdict, *d.after) for d in decisions)
        digest.update(repr((lessons, texts)).encode("utf-8", "replace"))
    return digest.digest()


def read_standing(project: Project, store: DecisionStore, document: str) -> tuple[Decision, ...]:
    """The decisions on a document that hold: where several readers must agree, those on which they do."""
    return agree(store.decisions(document), project.settings.review.readers, MACHINE)
