"""A batch exported as TEI with pages to look at, or published as packages for archives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corrections.decisions.store import DecisionStore
from redpencil.bugs import tell
from redpencil.documents import list_pages, list_transcriptions
from redpencil.edited import drop_copies, keep_edited
from redpencil.material import Material, gather
from redpencil.preview import Preview
from redpencil.progress import Reporter, report
from redpencil.project import Project
from redpencil.renewal import Renewal
from redpencil.standstill import read_project_state
from redpencil.wording import count
from scans.errors import RedpencilError, isolating
from tei.edition.site import Shown
from tei.export import Export, Exported
from tei.packages.iiif import check_address
from tei.packages.issue import Issue
from tei.packages.package import Packing
from tei.packages.publication import publish_issue
from tei.validation import Problem

EDITED = "edited/"
"""In the project: files that somebody edited where they had been exported to."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How an export went: TEI files that there are now, articles and issues in them, and what failed.

    `unchanged` issues had been exported before as they are; `edited` are files that somebody had edited where
    they stood.
    """

    files: int
    articles: int
    issues: int
    unchanged: int
    failed: int
    edited: int
    folder: str

    def __str__(self) -> str:
        parts = f"{count(self.articles, 'article')}, {count(self.issues, 'issue')}"
        said = f"{count(self.files, 'TEI file')} in {self.folder}: {parts}"
        said += f", {self.unchanged} of them unchanged" if self.unchanged else ""
        return (f"{said}, {self.failed} FAILED" if self.failed else said) + self.told_of_edits

    @property
    def told_of_edits(self) -> str:
        """What was kept, in words; "" where nothing was."""
        if not self.edited:
            return ""
        said = f"{count(self.edited, 'TEI file')} edited since the last export, kept in {EDITED}"
        return f"; {said}: take them in with 'redpencil import --tei'"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the export of an issue went."""

    files: int
    articles: int
    problems: tuple[RedpencilError, ...] = ()
    unchanged: bool = False
    edited: int = 0


@dataclass(frozen=True, slots=True)
class Shipping:
    """How packages are made: see `tei.packages`. `base`: their address-to-be, or ""."""

    base: str = ""
    bagged: bool = True
    zipped: bool = False


def export_batch(project: Project, *, quiet: bool = False, preview: bool = True) -> Tally:
    """Bring the TEI of every page that was read and of every transcription up to date, issue by issue.

    Issues of which nothing has changed since they were exported are passed over; where nothing at all has
    changed, files are only listed.
    """
    with project.remember() as memory:
        topic = f"export {preview}"
        known = memory.recall_state(topic, b"", read_project_state(project, edition=True).state.told)
        if known:
            return Tally(**known)
    tally = _renew(project, quiet=quiet, preview=preview)
    state = read_project_state(project, edition=True).state
    if state.settled and not tally.failed:
        with project.remember() as memory:
            memory.keep_state(
                topic, b"", state.told, asdict(tally) | {"unchanged": tally.issues, "edited": 0}
            )
    return tally


def _renew(project: Project, *, quiet: bool, preview: bool) -> Tally:
    """Export issue by issue."""
    with gather(project) as material, _report("export", material, quiet) as reporter:
        export = Export(material.source, project.tei)
        pictures = Preview(project, material.scans, export.issues) if preview else None
        with Renewal(project, material.source, export.issues, material.scans) as renewal:

            def renew(at: int) -> Outcome:
                if record := renewal.recall(at, preview):
                    export.keep(record.tei)
                    if pictures and record.shown:
                        pictures.keep(export.issues[at].name, record.shown)
                    return Outcome(len(record.tei), record.articles, unchanged=True)
                exported, edited = _write(project, export, renewal, at)
                shown, problems = _show(pictures, exported)
                problems = (*exported.problems, *problems)
                if not problems:
                    renewal.keep(at, len(exported.articles), exported.files, shown)
                return Outcome(len(exported.files), len(exported.articles), problems, edited=edited)

            tally = _export(material, export, reporter, renew)
        if pictures:
            pictures.finish()
    return tally


def publish_batch(project: Project, shipping: Shipping, *, quiet: bool = False) -> Tally:
    """Write TEI and, for each issue that is without fault, its package, checked, into packages/.

    Raises:
        SettingsError: `shipping.base` is no address; then nothing has been written.
    """
    if shipping.base:
        check_address(shipping.base)
    with gather(project) as material, _report("publish", material, quiet) as reporter:
        packing = Packing(_latest(project), project.scans, shipping.base, project.settings.scans)
        export = Export(material.source, project.tei)
        with Renewal(project, material.source, export.issues, material.scans) as renewal:

            def publish(at: int) -> Outcome:
                exported, edited = _bring_up_to_date(project, export, renewal, at)
                problems = exported.problems or _pack(exported, project.packages, packing, shipping)
                return Outcome(len(exported.files), len(exported.articles), problems, edited=edited)

            return _export(material, export, reporter, publish)


def _bring_up_to_date(project: Project, export: Export, renewal: Renewal, at: int) -> tuple[Exported, int]:
    """The issue with its TEI written, as by `_write`, unless what an export wrote of it still stands."""
    if record := renewal.recall(at, shown=False):
        export.keep(record.tei)
        return replace(export.draft(at), files=tuple(export.folder / name for name in record.tei)), 0
    exported, edited = _write(project, export, renewal, at)
    if not exported.problems:
        renewal.keep(at, len(exported.articles), exported.files, None)
    return exported, edited


def _write(project: Project, export: Export, renewal: Renewal, at: int) -> tuple[Exported, int]:
    """The issue written, and how many files were kept that somebody had edited."""
    copies = keep_edited(export.folder, renewal.recall_files(at), project.folder / EDITED)
    exported = export.write(at)
    return exported, drop_copies(copies, export.folder, {path.name for path in exported.files})


def _show(pictures: Preview | None, exported: Exported) -> tuple[Shown | None, tuple[RedpencilError, ...]]:
    if pictures is None:
        return None, ()
    try:
        with isolating(exported.name):
            return pictures.add(exported)
    except RedpencilError as error:
        return None, (error,)


def _pack(
    exported: Exported, folder: Path, packing: Packing, shipping: Shipping
) -> tuple[RedpencilError, ...]:
    """Make and check the issue's package; tells what is wrong with it."""
    if not exported.articles:
        return ()
    issue = Issue(exported.articles, exported.batch)
    try:
        with isolating(exported.name):
            made = publish_issue(issue, folder, packing, bagged=shipping.bagged, zipped=shipping.zipped)
    except RedpencilError as error:
        return (error,)
    return tuple(RedpencilError(told.path, _say(told), "Please report it") for told in made.problems)


def _say(problem: Problem) -> str:
    return f"line {problem.line}: {problem.text}" if problem.line else problem.text


@contextmanager
def _report(verb: str, material: Material, quiet: bool) -> Iterator[Reporter]:
    total = len(material.source.labels) + len(material.source.imported) + len(material.errors)
    with report(verb, total, quiet=quiet) as reporter:
        for error in material.errors:
            reporter.fail(tell(error))
        yield reporter


def _export(material: Material, export: Export, reporter: Reporter, do: Callable[[int], Outcome]) -> Tally:
    """Export issue by issue, and tell how it goes."""
    outcomes = Counter(files=0, articles=0, unchanged=0, edited=0, failed=len(material.errors))
    for at, issue in enumerate(export.issues):
        outcome = do(at)
        outcomes.update(files=outcome.files, articles=outcome.articles, unchanged=outcome.unchanged)
        outcomes.update(edited=outcome.edited, failed=len(outcome.problems))
        for problem in outcome.problems:
            reporter.fail(tell(problem), units=0)  # its pages are counted below
        for name in (*issue.pages, *(article.id for article in issue.imported)):
            reporter.advance(name)
    export.finish()
    return Tally(issues=len(export.issues), folder=str(export.folder), **outcomes)


def _latest(project: Project) -> datetime:
    """When the material last changed: the same project gives the same packages, to the byte."""
    with DecisionStore(project.decisions, reading=True) as store:
        last = store.last()
    decided = [last.when] if last else []
    paths = [page.path for page in list_pages(project)] + [text.path for text in list_transcriptions(project)]
    read = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in paths if path.exists()]
    return max((*decided, *read), default=datetime.now(UTC)).replace(microsecond=0)
