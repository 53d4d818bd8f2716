"""An issue published: its package written, checked, bagged and zipped, and only then put in its place."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tei.packages.bag import make_bag
from tei.packages.checking import check_package
from tei.packages.issue import Issue
from tei.packages.package import Packing, write_package
from tei.packages.zip_file import write_zip
from tei.validation import Problem


@dataclass(frozen=True, slots=True)
class Published:
    """A package in its place, its ZIP file if there is one, what a check found, and how many files it has."""

    folder: Path
    zipped: Path | None
    problems: tuple[Problem, ...]
    files: int


def publish_issue(
    issue: Issue, folder: Path, packing: Packing, *, bagged: bool = True, zipped: bool = False
) -> Published:
    """Write the issue's package as `folder/<issue>`, a bag unless told otherwise, and `folder/<issue>.zip`.

    It is written beside its place and takes the place of an older one when it is complete.

    Raises:
        FormatError, ScanError, SettingsError: as `write_package`; an older package stays as it was.
    """
    target, part = folder / issue.name, folder / f".{issue.name}.part" / issue.name
    shutil.rmtree(part.parent, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        files = write_package(issue, part, packing)
        if bagged:
            make_bag(part, _facts(issue), packing.created.date())
        problems = check_package(part)
        packed = target.with_name(f"{issue.name}.zip") if zipped else None
        if packed:
            write_zip(part, packed, packing.created)
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    finally:
        shutil.rmtree(part.parent, ignore_errors=True)
    return Published(target, packed, tuple(_moved(problem, part, target) for problem in problems), len(files))


def _facts(issue: Issue) -> dict[str, str]:
    return {
        "Source-Organization": issue.batch.edition.publisher,
        "External-Identifier": issue.name,
        "External-Description": issue.title,
    }


def _moved(problem: Problem, before: Path, after: Path) -> Problem:
    return Problem(after / problem.path.relative_to(before), problem.line, problem.text)
