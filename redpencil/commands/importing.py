"""`redpencil import`: text that exists already."""

from __future__ import annotations

from pathlib import Path

import click

from redpencil.boundary import ExitCode
from redpencil.importing import Importer
from redpencil.project import Project
from redpencil.session import Session, name_person
from redpencil.tei_edits import take_edits
from redpencil.wording import count
from scans.errors import BusyError, RedpencilError


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is there under the same name.")
@click.option("--tei", is_flag=True, help="They are our TEI files, edited: take the edits as decisions.")
@click.option("--as", "name", default="", help="Who edited them.  [default: your name on this machine]")
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], force: bool, tei: bool, name: str) -> int:
    """Take transcriptions, or pages that other software read, into the project.

    Of a transcription (plain text, TEI, or HTML of the Marxists' Internet Archive) the title, source
    reference, transcriber, headings, quotations and editor's notes are recognised. Pages are ALTO 2 to 4,
    PAGE-XML or hOCR; put their images into scans/ first. Both then go through correction, review and
    export. A file that cannot be taken is named, the others are taken, and the exit code is 1.

    \b
    Examples:
      redpencil import stalinist-diplomacy.txt
      redpencil import archive/*.alto.xml
      redpencil import --tei --as "A. Editor" edited/militant.1933-06-03.v06n29.a01.xml
    """
    project = session.open_project()
    importer, failed = Importer(project, force=force), 0
    with project.locked():
        for file in files:
            try:
                if tei:
                    _take_edits(session, project, file, name_person(name))
                else:
                    imported = importer.take(file)
                    session.say(f"{file.name}: {imported.said}: {', '.join(imported.ids)}")
            except BusyError:
                raise
            except RedpencilError as error:
                failed += 1
                click.echo(f"redpencil: {error}", err=True)
    return ExitCode.FAILED if failed else ExitCode.DONE


def _take_edits(session: Session, project: Project, file: Path, who: str) -> None:
    edits = take_edits(project, file, who)
    for problem in edits.problems:
        click.echo(f"redpencil: {problem.path}: {problem.text}", err=True)
    session.say(f"{file.name}: {count(len(edits.decisions), 'edit')} of {who} taken as decisions")
