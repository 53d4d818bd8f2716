"""`redpencil init`: a new project folder."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.project import PROJECT_FILE
from redpencil.session import Session
from redpencil.template import write_project_file
from scans.errors import SettingsError


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--title", default="The Militant", show_default=True, help="The newspaper's title.")
@click.pass_obj
def command(session: Session, folder: Path, title: str) -> None:
    """Make a project: FOLDER with a commented redpencil.toml and an empty scans/.

    \b
    Example:
      redpencil init my-batch --title "The Militant"
    """
    folder = session.folder / folder
    if (folder / PROJECT_FILE).exists():
        raise SettingsError(folder / PROJECT_FILE, "is there already", "Edit it, or choose another folder")
    make_project(folder, title)
    session.say(
        f"Made {folder / PROJECT_FILE}. Look it over, put page scans into {folder / 'scans'}, "
        f"then: redpencil -C {folder} run"
    )


def make_project(folder: Path, title: str) -> None:
    """Write the project file and make the folders; existing scans are left alone."""
    (folder / "scans").mkdir(parents=True, exist_ok=True)
    write_project_file(folder / PROJECT_FILE, title)
