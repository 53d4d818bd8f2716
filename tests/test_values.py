"""What the rooms hand each other is never changed under anybody's hands."""

import importlib
import pkgutil
from dataclasses import is_dataclass

import pytest

ROOMS = ("scans", "ocr", "corrections", "tei")
WRITERS = {"Script"}
"""What remembers what it has written so far, and is handed to nobody.
A `record` (hashed by what it says) is held to being frozen by the type checker."""


@pytest.mark.parametrize("room", ROOMS)
def test_every_dataclass_is_frozen(room: str) -> None:
    paths = importlib.import_module(room).__path__
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(paths, f"{room}.")]
    classes = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    found = [kind for kind in classes if is_dataclass(kind) and kind.__module__.split(".")[0] == room]
    assert len(found) > 10
    ways = {kind.__qualname__: kind.__dataclass_params__ for kind in found}  # type: ignore[attr-defined]
    records = {name for name, way in ways.items() if way.unsafe_hash}
    assert {name for name, way in ways.items() if not way.frozen} <= WRITERS | records
