"""The manual, written by the program itself: no option can be missing in it, nor be described otherwise.

`python -m tools.manual > redpencil.1` writes the manual page; mkdocs takes two pages of the site from here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import redpencil
from redpencil import __version__
from redpencil.cli import COMMANDS, cli

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

TEMPLATE = Path(redpencil.__file__).parent / "template.toml"
EXIT_CODES = (
    ("0", "done"),
    ("1", "some pages failed, or a check did not hold"),
    ("2", "the command was called wrongly, or a setting makes no sense"),
    ("3", "a bug; a log file is named"),
    ("130", "interrupted; what was finished is kept"),
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are written here to the site; mkdocs calls this."""
    from mkdocs.structure.files import File

    for name, content in (("commands.md", write_commands()), ("settings.md", write_settings())):
        files.append(File.generated(config, name, content=content))
    return files


def list_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand by its name on the command line."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", below) for sub, below in command.commands.items())


def write_commands() -> str:
    """Commands and options as Markdown."""
    lines = [
        "# Commands",
        "",
        "Every command has `--help`. Messages go to stderr, data to stdout. Exit codes:",
        "",
        *(f"- `{code}`: {meaning}" for code, meaning in EXIT_CODES),
        "",
        "These options stand before the command:",
        "",
        *_options_table(cli),
    ]
    for name, command in list_commands():
        usage = " ".join(("redpencil", name, *_pieces(command)))
        lines += ["", f"## redpencil {name}", "", f"    {usage}", ""]
        for paragraph, literal in _paragraphs(command):
            lines += _literal(paragraph) if literal else [" ".join(paragraph)]
            lines.append("")
        lines += _options_table(command)
    return "\n".join(lines).rstrip() + "\n"


def write_settings() -> str:
    """The project file, which explains itself, as Markdown."""
    filled = TEMPLATE.read_text("utf-8")
    filled = filled.replace("@ID@", "militant").replace("@TITLE@", "The Militant")
    return (
        "# Settings\n\n`redpencil init` writes this file, `redpencil.toml`, into the project. "
        "A line that begins with `#` shows a default; take the `#` away to change it.\n\n"
        f"```toml\n{filled.rstrip()}\n```\n"
    )


def write_man() -> str:
    """Commands and options as a manual page."""
    lines = [
        f'.TH REDPENCIL 1 "" "redpencil {__version__}" "User Commands"',
        ".SH NAME",
        "redpencil \\- page scans of historical newspapers in, corrected and citable TEI\\-XML out",
        ".SH SYNOPSIS",
        ".B redpencil",
        "[OPTIONS] COMMAND [ARGS]...",
        ".SH DESCRIPTION",
        *_roff_paragraphs(cli),
        ".SH OPTIONS",
        *_roff_options(cli),
        ".SH COMMANDS",
    ]
    for name, command in list_commands():
        usage = " ".join(("redpencil", name, *_pieces(command)))
        lines += [f".SS {_roff(usage)}", *_roff_paragraphs(command), *_roff_options(command)]
    lines.append(".SH EXIT STATUS")
    for code, meaning in EXIT_CODES:
        lines += [".TP", f".B {code}", _roff(meaning)]
    return "\n".join(lines) + "\n"


def _pieces(command: click.Command) -> list[str]:
    return [piece for piece in command.collect_usage_pieces(click.Context(command)) if piece]


def _paragraphs(command: click.Command) -> Iterator[tuple[list[str], bool]]:
    """The paragraphs of the help text as lines, and whether their line ends are meant."""
    for text in re.split(r"\n\s*\n", (command.help or "").strip()):
        lines = [line.rstrip() for line in text.splitlines()]
        literal = lines[0].strip() == "\b"
        yield [line if literal else line.strip() for line in lines[literal:]], literal


def _literal(paragraph: list[str]) -> list[str]:
    """An example under its heading: in the help text it is indented."""
    head, *rest = paragraph
    return [head, "", "```sh", *(line.strip() for line in rest), "```"]


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        record = parameter.get_help_record(click.Context(command))
        if isinstance(parameter, click.Option) and record:
            yield record


def _options_table(command: click.Command) -> list[str]:
    rows = [f"| `{name.replace('|', chr(92) + '|')}` | {said} |" for name, said in _options(command)]
    return ["| option | what it does |", "|---|---|", *rows] if rows else []


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _roff_paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph, literal in _paragraphs(command):
        if literal:
            yield from (".PP", ".nf", *map(_roff, paragraph), ".fi")
        else:
            yield from (".PP", _roff(" ".join(paragraph)))


def _roff_options(command: click.Command) -> Iterator[str]:
    for name, said in _options(command):
        yield from (".TP", f".B {_roff(name)}", _roff(said))


if __name__ == "__main__":
    sys.stdout.write(write_man())
