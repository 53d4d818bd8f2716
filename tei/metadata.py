"""What the project file says of the newspaper and of the digital edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """The newspaper. `id` is the short name that begins every identifier: "militant"."""

    id: str
    title: str
    place: str = ""
    publisher: str = ""
    editor: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who answers for part of the edition. `role`: transcriber, markup, reviewer or encoder."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A statement of rights; never defaulted. `scope`: "source" for the newspaper, "edition" for ours."""

    scope: str
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The digital edition: who publishes what, under which terms."""

    series: Series
    publisher: str = ""
    place: str = ""
    version: str = "1.0.0"
    people: tuple[Person, ...] = ()
    licences: tuple[Licence, ...] = ()
