"""What is left out of the faults, and which tests may notice one."""

import ast
from pathlib import Path

import pytest

from benchmarks import mutation
from benchmarks.mutation import Mutant, draw, find_function, list_mutants, list_silent

CODE = """from __future__ import annotations

LIMIT = 7


class Reads(Protocol):
    def read(self, size: int = 3) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Page:
    size: int | None = 5

    @property
    def half(self) -> int | None:
        return self.size // 2


@cache
def add(one: int | None, two: int = 2) -> int | str:
    assert one > 1
    if TYPE_CHECKING:
        one = 8
    pairs = zip([one], [two], strict=True)
    return one + two if one is None else 9
"""


def test_what_makes_no_difference_is_left_out() -> None:
    lines = CODE.splitlines()
    said = {
        lines[row - 1][begin + 1 : end]
        for (row, begin), (last, end) in list_silent(ast.parse(CODE))
        if row == last
    }
    assert {"int", "int | None", "int | str", "cache", "strict=True", "slots=True", "assert one > 1"} <= said
    assert not {"frozen=True", "property", "one + two", "7"} & said
    whole = [(first[0], last[0]) for first, last in list_silent(ast.parse(CODE)) if first[0] != last[0]]
    assert whole == [(6, 7), (22, 23)]


@pytest.mark.parametrize(
    ("row", "lines"), [(3, range(1, 26)), (16, {16}), (24, range(21, 26)), (20, range(1, 26))]
)
def test_a_fault_is_noticed_by_what_runs_its_function(row: int, lines: set[int]) -> None:
    assert find_function(Mutant(Path("page.py"), CODE, "", 0, (row, 0))) == set(lines)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("cosmic_ray")
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.py").write_text(CODE)
    return tmp_path


def test_faults_are_those_of_the_rest(root: Path) -> None:
    rows = {mutant.place[0] for mutant in list_mutants(Path("pages/page.py"))}
    assert rows == {3, 10, 12, 14, 16, 20, 25}
    tuned = {mutant.place[0] for mutant in list_mutants(Path("pages/page.py")) if mutant.tuned}
    assert tuned == {3}


def test_faults_are_drawn_by_the_seed_and_compile(root: Path) -> None:
    number, some = draw([Path("pages")], 10, seed=4)
    assert number > len(some) == len({(mutant.operator, mutant.index) for mutant in some}) == 10
    assert draw([Path("pages")], 10, seed=4)[1] == some != draw([Path("pages")], 10, seed=5)[1]
    for mutant in some:
        compile(str(mutant.text), "page.py", "exec")
        assert mutant.text != CODE
        assert mutant.diff.startswith("--- pages/page.py\n")
