"""`redpencil lexicon`: the words that are known."""

from __future__ import annotations

from pathlib import Path

import click

from corrections.lexicon import BUNDLED, Entry, Kind, add_entry, check_lexicon, read_lexicon
from redpencil import learning
from redpencil.boundary import ExitCode
from redpencil.project import Project
from redpencil.session import Session, name_user
from redpencil.wording import count
from scans.errors import SettingsError


@click.group("lexicon")
def command() -> None:
    """Look after the known words: check a file, add an entry, list what is known, learn from texts.

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
    session.say(f"{count(len(files), 'lexicon file')} checked, {count(len(problems), 'problem')}")
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
    source = source or f"added by {name_user()}"
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


@command.command("learn")
@click.argument("texts", nargs=-1, metavar="[TEXTS]...", type=click.Path(path_type=Path))
@click.option("--list", "as_list", is_flag=True, help="Print what was learned: name and words.")
@click.option("--forget", multiple=True, metavar="NAME", help="Unlearn a text; may be given again.")
@click.pass_obj
def learn_texts(session: Session, texts: tuple[Path, ...], as_list: bool, forget: tuple[str, ...]) -> int:
    """Learn names and phrases of published TEXTS: plain text, the archive's HTML, TEI, or folders of them.

    What a newspaper's own clean transcriptions say is the best model of what else it says. They are kept
    in learned/, and used from the next 'correct' or 'review' on. A text learned again counts once.

    \b
    Examples:
      redpencil lexicon learn published/ ../1932/tei
      redpencil lexicon learn --forget stalinist-diplomacy
    """
    if not texts and not forget and not as_list:
        raise click.UsageError("Name texts to learn, or give --list or --forget NAME.")
    project = session.open_project()
    with project.locked():
        if forget:
            session.say(f"{count(learning.forget(project, forget), 'text')} forgotten")
        results = list(learning.learn(project, texts))
    lessons = [result for result in results if isinstance(result, learning.Lesson)]
    errors = [result for result in results if not isinstance(result, learning.Lesson)]
    for error in errors:
        click.echo(f"redpencil: {error}", err=True)
    if texts:
        new = [lesson for lesson in lessons if not lesson.known]
        words = sum(lesson.words for lesson in new)
        failed = f", {len(errors)} could not be read" if errors else ""
        known = f", {len(lessons) - len(new)} known already" if len(new) < len(lessons) else ""
        session.say(f"{count(len(new), 'text')} of {count(words, 'word')} learned{known}{failed}")
    for lesson in learning.list_lessons(project) if as_list else ():
        click.echo(f"{lesson.name}\t{lesson.words}")
    return ExitCode.FAILED if errors else ExitCode.DONE


def _first_file(project: Project) -> Path:
    files = project.settings.lexicon.files
    if not files:
        raise SettingsError(project.folder, "names no lexicon file", "Set 'files' under [lexicon]")
    return files[0]
