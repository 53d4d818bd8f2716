"""`redpencil proofread`: plain-text transcriptions in, the same with the certain corrections out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from corrections.policy import Policy
from redpencil.boundary import ExitCode
from redpencil.change_log import write_log
from redpencil.proofreading import Proof, proofread_files
from redpencil.session import Session
from redpencil.wording import count
from scans.files import tidy, write_text


@click.command("proofread")
@click.argument("source", metavar="FILE|DIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write: a file, or a folder.")
@click.option(
    "--log", type=click.Path(dir_okay=False, path_type=Path), help="Write each change as JSON lines."
)
@click.option(
    "--lexicon", multiple=True, type=click.Path(dir_okay=False, path_type=Path), help="More known words."
)
@click.option(
    "--precision",
    type=click.FloatRange(0.5, 1.0),
    default=Policy().precision,
    show_default=True,
    help="Apply only where at least this share is right.",
)
@click.option("-j", "--workers", type=click.IntRange(1), help="Files at once.  [default: one a core]")
@click.pass_obj
def command(
    session: Session,
    source: Path,
    output: Path | None,
    log: Path | None,
    lexicon: tuple[Path, ...],
    precision: float,
    workers: int | None,
) -> int:
    """Correct plain text: FILE, or every .txt file in DIR.

    With -o the text is written out with the certain corrections applied and every other byte as it was.
    Without it nothing is written: the proposals are printed as a linter does, and the exit code is 1 if
    there are any.

    \b
    Examples:
      redpencil proofread article.txt
      redpencil proofread texts/ -o corrected/ --log changes.jsonl
    """
    policy = Policy(precision=precision)
    proofs: list[Proof] = []
    failed = 0
    for result in proofread_files(
        source, output, lexicon=lexicon, policy=policy, workers=workers, quiet=session.quiet
    ):
        if isinstance(result, Proof):
            proofs.append(result)
            for line in _lint(result) if output is None else ():
                click.echo(line)
        else:
            failed += 1
    if log:
        tidy(log.parent)
        shown = ((p.source, p.changes if output is None else p.applied) for p in proofs)
        write_text(log, write_log(shown))
    applied = sum(len(proof.applied) for proof in proofs)
    proposed = sum(len(proof.changes) for proof in proofs)
    said = f"{applied} certain, {proposed - applied} for a person to look at, in {count(len(proofs), 'file')}"
    session.say(
        said
        if output is None
        else f"{count(applied, 'correction')} applied in {count(len(proofs), 'file')}: {output}"
    )
    if foreign := sum(proof.foreign for proof in proofs):
        session.say(f"{foreign} paragraphs are not in English, and were left alone")
    return ExitCode.FAILED if failed or (proposed and output is None) else ExitCode.DONE


def _lint(proof: Proof) -> Iterator[str]:
    for change in proof.changes:
        yield (
            f"{proof.source}:{change.line}:{change.column}: {change.recommendation} "
            f"{change.before} -> {change.after} ({change.probability:.2f}; {change.reason})"
        )
