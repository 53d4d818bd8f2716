"""The command line: one group, one module a command, loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from redpencil import __version__
from redpencil.boundary import run_guarded
from redpencil.session import Session

COMMANDS = {
    "init": "initialize",
    "run": "run",
    "ocr": "ocr",
    "layout": "layout",
    "correct": "correct",
    "review": "review",
    "export": "export",
    "check": "check",
    "publish": "publish",
    "status": "status",
    "text": "text",
    "pull": "pull",
    "push": "push",
    "import": "importing",
    "proofread": "proofread",
    "evaluate": "evaluate",
    "lexicon": "lexicon",
    "log": "log",
    "decisions": "decisions",
    "demo": "demo",
    "doctor": "doctor",
}
"""Name on the command line → module in redpencil.commands; each module has a `command`."""


class CommandGroup(click.Group):
    """Imports a command's module only when it is wanted, so that every command starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"redpencil.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The project folder, or any folder in it.  [default: here]",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what failed.")
@click.option("-v", "--verbose", is_flag=True, help="Say more.")
@click.version_option(__version__, prog_name="redpencil")
@click.pass_context
def cli(context: click.Context, folder: Path, quiet: bool, verbose: bool) -> None:
    """Turn page scans of historical newspapers into corrected, citable TEI-XML.

    \b
    A first run:
      redpencil init my-batch --title "The Militant"
      cp ~/scans/*.jpg my-batch/scans/
      redpencil -C my-batch run
    """
    context.obj = Session(folder, quiet, verbose)


def main() -> int:
    """Run what the command line says; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return run_guarded(lambda: cli.main(prog_name="redpencil", standalone_mode=False))
