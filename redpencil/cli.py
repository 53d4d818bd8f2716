"""The command line: one group, one module a command, loaded when it is called."""

from __future__ import annotations

import difflib
import gc
import importlib
import sys
from pathlib import Path

import click

from redpencil import __version__
from redpencil.boundary import run_guarded
from redpencil.limits import allow_files
from redpencil.session import Session

YOUNG = 100_000
"""Objects made until those are looked for that hold each other: there are few, and many in a long batch."""

COMMANDS = {
    "init": ("initialize", "Make a project."),
    "run": ("run", "Read, correct and export in one go."),
    "ocr": ("ocr", "Read the scans."),
    "layout": ("layout", "Draw what was found on a page."),
    "correct": ("correct", "Propose corrections, record the certain ones."),
    "review": ("review", "Decide the doubts, in the terminal or in the browser."),
    "export": ("export", "Write TEI and the web edition."),
    "check": ("check", "List what an archivist would send back."),
    "publish": ("publish", "Make a package for each issue."),
    "status": ("status", "Show how far the batch has come."),
    "text": ("text", "Write the plain text of each page."),
    "pull": ("pull", "Fetch scans from an object store."),
    "push": ("push", "Send results to an object store."),
    "import": ("importing", "Take transcriptions, or pages of other software."),
    "proofread": ("proofread", "Correct plain text."),
    "evaluate": ("evaluate", "Hold a text against the truth."),
    "lexicon": ("lexicon", "Look after the known words."),
    "log": ("log", "Print every decision."),
    "decisions": ("decisions", "Merge decisions of two copies, and report on them."),
    "demo": ("demo", "Run the sample newspaper."),
    "doctor": ("doctor", "Check what redpencil needs."),
}
"""Name on the command line → module in redpencil.commands, whose `command` it is, and what the list says."""


class CommandGroup(click.Group):
    """Imports a command's module only when it is wanted, so that every command starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"redpencil.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a command that is not there is answered with the one that may be meant."""
        near = difflib.get_close_matches(args[0], COMMANDS, 1)
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands, each with a few words, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


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
@click.option("-v", "--verbose", is_flag=True, help="With status: a line a page.")
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
    allow_files()
    context.obj = Session(folder, quiet, verbose)


def main() -> int:
    """Run what the command line says; returns its exit code."""
    gc.set_threshold(YOUNG)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return run_guarded(lambda: cli.main(prog_name="redpencil", standalone_mode=False))
