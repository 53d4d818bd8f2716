"""The sample batch: two pages of an invented weekly of 1933, their truth, and the typesetter behind them.

The pages ship as images; only making new ones (`generation`) needs the fonts and pyphen.
"""

from __future__ import annotations

import shutil
from pathlib import Path

SAMPLE = Path(__file__).parent


def sample_pages() -> tuple[Path, ...]:
    """The page images that ship, in page order."""
    return tuple(sorted((SAMPLE / "pages").glob("*.jpg")))


def copy_sample(folder: Path) -> tuple[Path, ...]:
    """Put the sample's page images into a project's scans/ folder, which is made where it is missing.

    Args:
        folder: of the project.

    Returns:
        The copies, in page order; files of the same names are replaced.
    """
    scans = folder / "scans"
    scans.mkdir(parents=True, exist_ok=True)
    return tuple(_copy(page, scans / page.name) for page in sample_pages())


def _copy(source: Path, target: Path) -> Path:
    """Copy to a temporary name and rename, so that no half-written image is ever seen."""
    partial = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, partial)
    return partial.replace(target)
