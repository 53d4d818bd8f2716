"""`redpencil lexicon`: the words that are known."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from corrections.lexicon import BUNDLED, Entry, Kind, add_entry, check_lexicon, read_lexicon
from redpencil.boundary import ExitCode
from redpencil.project import Project
from redpencil.session import Session
from scans.errors import SettingsError


@click.group("lexicon")
def command() -> None:
    """Look after the curated words: check a file, add an entry, list what is known.

    \b
    Example:
      redpencil lexicon add Skoglund --kind person --source "masthead, 1934"
    """


@command.command("check")
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def check(session: Session, files: tuple[Path, ...]) -> int:
    """List what is wrong in lexicon FILES (of the project, where none is named); exit 1 if anything is.

    \b
    Example:
      redpencil lexicon check lexicon.csv
    """
    files = files or session.open_project().lexicons
    problems = [(file, problem) for file in files for problem in check_lexicon(file)]
    for file, problem in problems:
        click.echo(f"{file}:{problem.line}: {problem.message}")
    session.say(f"{len(files)} lexicon files checked, {len(problems)} problems")
    return ExitCode.FAILED if problems else ExitCode.DONE


@command.command("add")
@click.argument("form")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default="word",
    show_default=True,
    help="What it names.",
)
@click.option("--variant", "variants", multiple=True, help="Another right form; may be given again.")
@click.option("--modern", default="", help="Today's spelling, for --kind spelling.")
@click.option("--source", default="", help="What attests it.  [default: your name]")
@click.option("--note", default="", help="Who or what it is.")
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="Which lexicon file.")
@click.pass_obj
def add(
    session: Session,
    form: str,
    kind: str,
    variants: tuple[str, ...],
    modern: str,
    source: str,
    note: str,
    file: Path | None,
) -> None:
    """Add FORM to the project's first lexicon file, where it belongs in the alphabet.

    \b
    Example:
      redpencil lexicon add Litvinoff --kind person --variant Litvinov
    """
    path = file or _first_file(session.open_project())
    source = source or f"added by {getpass.getuser()}"
    add_entry(path, Entry(form, Kind(kind), variants, source, note, modern))
    session.say(f"{form} added to {path}")


@command.command("list")
@click.argument("text", default="")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only entries of this kind.")
@click.pass_obj
def list_entries(session: Session, text: str, kind: str | None) -> None:
    """Print the entries that hold TEXT (all, without it), one a line, tab-separated.

    \b
    Example:
      redpencil lexicon list --kind person litv
    """
    try:
        own = session.open_project().lexicons
    except SettingsError:
        own = ()
    for entry in read_lexicon(BUNDLED, *own).entries:
        if kind in (None, entry.kind) and any(text.casefold() in form.casefold() for form in entry.forms):
            variants = " | ".join(entry.variants)
            click.echo("\t".join((entry.form, entry.kind, variants, entry.modern, entry.source, entry.note)))


def _first_file(project: Project) -> Path:
    files = project.settings.lexicon.files
    if not files:
        raise SettingsError(project.folder, "names no lexicon file", "Set 'files' under [lexicon]")
    return files[0]
