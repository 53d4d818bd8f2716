"""What the options before the command say, handed to every command."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from redpencil.machine import check_name
from redpencil.project import Project, open_project
from scans.errors import RedpencilError, SettingsError


@dataclass(frozen=True, slots=True)
class Session:
    """One call of redpencil: in which folder, and how talkative."""

    folder: Path
    quiet: bool = False
    verbose: bool = False

    def open_project(self) -> Project:
        """The project that the folder lies in."""
        return open_project(self.folder)

    def say(self, message: str) -> None:
        """Tell people what was done; data goes to stdout instead."""
        if not self.quiet:
            click.echo(message, err=True)


def name_user() -> str:
    """Who is at the keyboard. Raises SettingsError where the machine knows no name, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # by version of Python and system
        mend = "Put it into the environment, as in 'export LOGNAME=Anna'"
        raise SettingsError("your name", "is not known to this machine", mend) from error


def name_person(given: str = "") -> str:
    """Who decides: the name given, or else that of who is at the keyboard. Raises SettingsError."""
    return check_name(given.strip() or name_user())


def pages_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument PAGE… that most commands take: ids of pages, all where none is given."""
    complete = complete_pages
    return click.argument("pages", nargs=-1, metavar="[PAGE]...", shell_complete=complete)(function)


def complete_pages(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """What has been read and imported, for a shell that completes names; nothing outside a project."""
    from redpencil.documents import find_documents

    try:
        documents = find_documents(open_project(context.find_root().params["folder"]))
    except RedpencilError:
        return []
    return sorted(document.id for document in documents if document.id.startswith(begun))


def execution_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who reads the pages: --workers and --scheduler."""
    for option in (
        click.option(
            "--scheduler", metavar="ADDRESS", help="Let a Dask cluster read, e.g. tcp://node1:8786."
        ),
        click.option("-j", "--workers", type=click.IntRange(1), help="Pages at once.  [default: one a core]"),
    ):
        function = option(function)
    return function


def thorough_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --thorough of the commands that read scans."""
    said = "Read doubtful lines several times and vote: better on bad pages, several times slower."
    return click.option("--thorough", is_flag=True, help=said)(function)
