"""`redpencil publish`: packages that an archive takes as they are."""

from __future__ import annotations

import click

from redpencil.boundary import ExitCode
from redpencil.documents import expect_documents
from redpencil.publication import Shipping, publish_batch
from redpencil.session import Session
from redpencil.wording import count


@click.command("publish")
@click.option("--base", default="", help="Web address of the packages-to-be; without it no IIIF manifest.")
@click.option("--bag/--no-bag", default=True, help="Make each package a BagIt bag.  [default: yes]")
@click.option("--zip", "zipped", is_flag=True, help="Make a ZIP file of each package too.")
@click.pass_obj
def command(session: Session, base: str, bag: bool, zipped: bool) -> int:
    """Make and check a package for each issue, into packages/.

    It holds images, ALTO and PAGE-XML of each page, TEI, plain text, Markdown and HTML of each article, a
    searchable PDF, citations, Dublin Core, METS with checksums, and with --base a IIIF manifest.

    \b
    Example:
      redpencil publish --zip --base https://archive.example.org/militant/
    """
    project = session.open_project()
    expect_documents(project)
    with project.locked():
        tally = publish_batch(project, Shipping(base, bag, zipped), quiet=session.quiet)
    said = f"{count(tally.issues, 'issue')}, {count(tally.failed, 'problem')}: {project.packages}"
    session.say(said + tally.told_of_edits)
    return ExitCode.FAILED if tally.failed else ExitCode.DONE
