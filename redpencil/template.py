"""The project file that `redpencil init` writes."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

from scans.files import write_text


def write_project_file(path: Path, title: str) -> None:
    """Write a commented redpencil.toml for a newspaper of that title."""
    template = resources.files("redpencil").joinpath("template.toml").read_text("utf-8")
    short = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^(the|a|an)\s+", "", title.lower())).strip("-") or "paper"
    # A JSON string is a TOML basic string too.
    filled = template.replace('"@TITLE@"', json.dumps(title, ensure_ascii=False)).replace("@ID@", short)
    write_text(path, filled)
