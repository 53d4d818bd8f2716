"""`redpencil review`: doubts decided by a person, in the terminal or in the browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import click

from redpencil.documents import expect_documents
from redpencil.review.opening import Scope
from redpencil.session import Session, name_person, pages_argument
from scans.errors import SettingsError


@click.command("review")
@pages_argument
@click.option("--web", is_flag=True, help="In the browser, with the scan beside the text.")
@click.option("--as", "name", default="", help="Who decides.  [default: your name on this machine]")
@click.option("--weak", is_flag=True, help="Show what the corrector only half suspects, too.")
@click.option("--applied", is_flag=True, help="Show what it has put right unasked, too.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the browser's server listens.")
@click.option("--port", type=click.IntRange(0, 65535), help="[default: 8765, or another where that is taken]")
@click.option(
    "--passwords",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Let the readers in this file in, from other machines as well.",
)
@click.option(
    "--add", metavar="NAME", help="Add a reader to the password file (or change a password) and stop."
)
@click.option("--open/--no-open", "opens", default=True, help="Open the browser.  [default: yes]")
@click.pass_obj
def command(
    session: Session,
    pages: tuple[str, ...],
    web: bool,
    name: str,
    weak: bool,
    applied: bool,
    host: str,
    port: int | None,
    passwords: Path | None,
    add: str | None,
    opens: bool,
) -> None:
    """Decide the doubts, one after the other or page by page; every key is shown by "?".

    Every decision is on the disk at once, and can be undone at any time. Several people may review the
    same project at the same time; 'readers' under [review] in redpencil.toml says how many must agree.

    \b
    Examples:
      redpencil review
      redpencil review --web
      redpencil review --add Anna --passwords readers.txt
      redpencil review --web --host 0.0.0.0 --passwords readers.txt
    """
    if add is not None:
        _add_reader(session, passwords, add)
        return
    who = name_person(name)
    scope = Scope(weak=weak, applied=applied)
    if web:
        _serve(session, pages, who, scope, host, port, passwords, opens)
    else:
        _review_here(session, pages, who, scope)


def _review_here(session: Session, pages: tuple[str, ...], who: str, scope: Scope) -> None:
    project = session.open_project()
    expect_documents(project)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsError("review", "needs a terminal to show what it asks", "Use 'redpencil review --web'")
    from redpencil.terminal.starting import review_in_terminal

    review_in_terminal(project, pages, who, scope)


def _add_reader(session: Session, passwords: Path | None, name: str) -> None:
    from redpencil.web.passwords import add_password

    if passwords is None:
        raise click.UsageError("Say which password file with --passwords FILE.")
    add_password(passwords, name, click.prompt("Password", hide_input=True, confirmation_prompt=True))
    session.say(f"{name} may review; keep {passwords} to yourself")


def _serve(
    session: Session,
    pages: tuple[str, ...],
    who: str,
    scope: Scope,
    host: str,
    port: int | None,
    passwords: Path | None,
    opens: bool,
) -> None:
    from redpencil.review.proposing import Proposer
    from redpencil.web.application import make_application
    from redpencil.web.identity import make_gate
    from redpencil.web.service import make_service
    from redpencil.web.serving import is_loopback, listen, serve

    project = session.open_project()
    if not is_loopback(host) and passwords is None:
        mend = "Make a password file with 'redpencil review --add NAME --passwords FILE', and name it"
        raise SettingsError(host, "can be reached from other machines, so readers need passwords", mend)
    expect_documents(project)
    gate = make_gate(project.state, who, passwords)
    proposer = Proposer(project, project.settings.review.readers)
    proposer.documents(pages)  # names that do not exist are told before a port is taken
    listener = listen(host, port)
    application = make_application(
        lambda: make_service(project, proposer, pages, scope),
        gate,
        title=project.settings.series.title,
        hosts=listener.hosts,
        port=listener.port,
    )
    address = listener.address if passwords else f"{listener.address}?token={gate.token}"
    click.echo(address)
    session.say("Open that address in a browser. Ctrl-C stops; every decision is on the disk already.")
    if opens:
        webbrowser.open(address)
    serve(application, listener)
