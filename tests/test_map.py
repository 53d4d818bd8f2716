"""Whoever looks for a thing finds it on the map of docs/architecture.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize("room", ["scans", "ocr", "corrections", "tei", "redpencil"])
def test_every_module_and_folder_of_a_room_is_on_the_map(room: str) -> None:
    section = MAP.partition(f"## Inside `{room}/`")[2].partition("\n## ")[0]
    told = set(re.findall(r"`(\w+/?)`", section))
    modules = {path.stem for path in (ROOT / room).glob("*.py")} - {"__init__"}
    folders = {f"{path.parent.name}/" for path in (ROOT / room).glob("*/__init__.py")}
    assert modules | folders == told
