"""Whether the tests would notice a fault: one small fault at a time is made in a copy of the code.

    python -m benchmarks.mutation corrections [--count 150] [--seed 1]
    python -m benchmarks.mutation tei/citation

A mutant is killed where a test fails, or the tests take three times as long. Only tests of the mirroring
folder count, of them only modules that run the function in question, the quickest first. The faults are those
of cosmic-ray's operators. Left out, since no test could tell them from the code:

- what only a type checker reads: annotations, protocols, `if TYPE_CHECKING`;
- what says that the program is right (`assert`, `zip(strict=True)`) or saves time (`slots=True`, `@cache`);
- `is` for `==` and `==` for `is`, which agree on None and on whatever the interpreter has once;
- what does not compile, and the operators that put random numbers for names.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import difflib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

import coverage

ROOT = Path(__file__).resolve().parent.parent
UNUSED = re.compile(r"core/(Variable\w+|ReplaceComparisonOperator_(Eq_Is|NotEq_IsNot|Is_Eq|IsNot_NotEq))")
Place = tuple[int, int]


@dataclass(frozen=True)
class Mutant:
    """The `index`-th change that an operator can make to a module (a path below the root), and where."""

    path: Path
    source: str
    operator: str
    index: int
    place: Place

    @cached_property
    def text(self) -> str | None:
        """The module with its fault; None where that is no program, or the same one."""
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator

        changed = mutate_code(self.source, get_operator(self.operator)(), self.index)
        try:
            return None if changed is None or same(self.source, changed) else str(changed)
        except SyntaxError:
            return None

    @property
    def diff(self) -> str:
        """What differs, a unified diff without context."""
        before, after = (text.splitlines(keepends=True) for text in (self.source, self.text or ""))
        return "".join(difflib.unified_diff(before, after, str(self.path), self.operator, n=0))

    @property
    def tuned(self) -> bool:
        """Whether it changes no more than the number that a module's name stands for (`_TORN = -22`)."""
        line = self.source.splitlines()[self.place[0] - 1]
        return "Number" in self.operator and bool(re.match(r"_?[A-Z][A-Z_]*\b.*=", line))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same program."""
    return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))


def list_mutants(path: Path) -> Iterator[Mutant]:
    """Every change that an operator can make to a module, but what no test could notice."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    source = (ROOT / path).read_text("utf-8")
    spans, nodes = list(list_silent(ast.parse(source))), list(ast_nodes(get_ast(source)))
    for name in sorted(operator_names()):
        if UNUSED.match(name):
            continue
        operator = get_operator(name)()
        places = [place for node in nodes for place in operator.mutation_positions(node)]
        for index, (begin, _) in enumerate(places):
            if not any(first <= begin < last for first, last in spans):
                yield Mutant(path, source, name, index, begin)


def list_silent(tree: ast.AST) -> Iterator[tuple[Place, Place]]:
    """Where a program says what makes no difference when it runs: from (row, column) up to (row, column)."""
    for node in ast.walk(tree):
        for part in find_silent(node):
            begin = part.col_offset - 1  # with the @ of a decorator
            yield (part.lineno, begin), (part.end_lineno, part.end_col_offset)


def find_silent(node: ast.AST) -> Iterator[Any]:
    """Those of a node's parts."""
    match node:
        case ast.arg(annotation=ast.expr() as part) | ast.AnnAssign(annotation=part):
            yield part
        case ast.FunctionDef(returns=returns, decorator_list=decorators):
            yield from [returns] if returns else []
            yield from (part for part in decorators if re.match(r"(lru_)?cache\b", ast.unparse(part)))
        case ast.ClassDef(bases=bases) if any(ast.unparse(base) == "Protocol" for base in bases):
            yield node
        case ast.Assert() | ast.If(test=ast.Name("TYPE_CHECKING")) | ast.keyword("strict" | "slots"):
            yield node


def draw(paths: list[Path], count: int, seed: int) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and so many of them drawn by chance."""
    modules = [
        module
        for path in paths
        for module in sorted([path] if path.suffix else ROOT.joinpath(path).rglob("*.py"))
    ]
    mutants = [mutant for module in modules for mutant in list_mutants((ROOT / module).relative_to(ROOT))]
    order = random.Random(seed).sample(mutants, len(mutants))
    valid = (mutant for mutant in order if mutant.text is not None)
    return len(mutants), [mutant for mutant, _ in zip(valid, range(count), strict=False)]


class Trial:
    """A copy of the code in which faults are made and tests run."""

    def __init__(self, folder: Path, paths: list[Path], tests: Path) -> None:
        """Copy everything into a folder; see what code below `paths` each module of the tests runs."""
        self._root = folder / "code"
        self._source = ",".join(str(self._root / (path.parent if path.suffix else path)) for path in paths)
        shutil.copytree(ROOT, self._root, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        if (ROOT.parent / "shared").is_dir():
            (folder / "shared").symlink_to(ROOT.parent / "shared")
        # By time and size, one fault could not be told from the next.
        compileall.compile_dir(self._root, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        files = sorted((self._root / tests).rglob("test_*.py"))
        self._runs = sorted((self._watch(file) for file in files), key=lambda run: run.seconds)

    def kills(self, mutant: Mutant) -> bool:
        """Whether a test notices a fault."""
        path, lines = self._root / mutant.path, find_function(mutant)
        runs = [run for run in self._runs if lines & run.lines.get(mutant.path, set())]
        half = len(runs) // 2  # where a loop has no end, the quick ones find out quickly
        path.write_text(mutant.text or "", "utf-8")
        try:
            return not all(self._holds(part) for part in (runs[:half], runs[half:]) if part)
        finally:
            path.write_text(mutant.source, "utf-8")

    def _holds(self, runs: list[Run]) -> bool:
        return (
            self._run([], [run.tests for run in runs], 3 * sum(run.seconds for run in runs) + 5) is not None
        )

    def _watch(self, tests: Path) -> Run:
        with tempfile.TemporaryDirectory() as folder:
            data = coverage.CoverageData(f"{folder}/coverage")
            options = ["-m", "coverage", "run", f"--rcfile={os.devnull}", f"--source={self._source}"]
            options += [f"--data-file={folder}/coverage"]
            seconds = self._run(options, [tests], 1800)
            if seconds is None:
                sys.exit(f"{tests.relative_to(self._root)} does not pass without a fault; mend that first.")
            data.read()
            paths = {path: path.relative_to(self._root) for path in map(Path, data.measured_files())}
            lines = {short: set(data.lines(str(path)) or ()) for path, short in paths.items()}
        return Run(tests, seconds, lines)

    def _run(self, options: list[str], tests: list[Path], limit: float) -> float | None:
        """Seconds of processor time that passing tests took; None where one failed, or took longer."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryDirectory() as found:
            environment = {"PYTHONPATH": str(self._root), "PYTHONDONTWRITEBYTECODE": "1"}
            # What Hypothesis found in one mutant would be tried first in the next.
            environment["HYPOTHESIS_STORAGE_DIRECTORY"] = found
            settings = ["-q", "-x", "-p", "no:cacheprovider", f"--basetemp={found}/pytest"]
            pytest = [sys.executable, *options, "-m", "pytest", *settings, *map(str, tests)]
            try:
                ended = subprocess.run(
                    ["sh", "-c", f'ulimit -t {limit:.0f}; exec "$@"', "sh", *pytest],
                    check=False,
                    cwd=self._root,
                    env=os.environ | environment,
                    capture_output=True,
                    timeout=20 * limit,  # what waits for ever takes no processor time
                )
            except subprocess.TimeoutExpired:
                return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return None if ended.returncode else spent


@dataclass(frozen=True)
class Run:
    """What a module of tests ran without a fault: lines of modules (paths below the root), processor time."""

    tests: Path
    seconds: float
    lines: Mapping[Path, set[int]]


def find_function(mutant: Mutant) -> set[int]:
    """The lines of the body that a mutant is in: of a function, or else of the module."""
    row, tree = mutant.place[0], ast.parse(mutant.source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    bodies = [range(node.body[0].lineno, (node.end_lineno or 0) + 1) for node in functions]
    last = max((node.end_lineno or 0) for node in tree.body)
    return set(min((body for body in bodies if row in body), key=len, default=range(1, last + 1)))


def main() -> None:
    """Read the command line; print every survivor and the share that was killed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, help="folders or modules, below the root")
    parser.add_argument(
        "--tests", type=Path, help="what to run last (by default the tests of the first path)"
    )
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        number, mutants = draw(options.paths, options.count, options.seed)
    except ImportError:
        sys.exit("cosmic-ray is not installed; pip install cosmic-ray to make mutants")
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), options.paths, options.tests or Path("tests") / options.paths[0])
        survivors = []
        for done, mutant in enumerate(mutants, 1):
            if not trial.kills(mutant):
                survivors.append(mutant)
                print(mutant.diff, flush=True)
            print(f"{done - len(survivors)} of {done} killed", file=sys.stderr)
    killed, tuned = len(mutants) - len(survivors), sum(mutant.tuned for mutant in survivors)
    print(
        f"{killed} of {len(mutants)} killed ({killed / len(mutants):.0%}), of {number}; seed {options.seed}"
    )
    print(f"{tuned} of the {len(survivors)} survivors are numbers that a module has a name for")


if __name__ == "__main__":
    main()
