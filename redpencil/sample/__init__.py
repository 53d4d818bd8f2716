"""The sample batch: two pages of an invented weekly of 1933 with their truth, by `benchmarks/typesetter/`."""

from __future__ import annotations

from pathlib import Path

from scans.files import write_bytes

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
    for page in sample_pages():
        write_bytes(scans / page.name, page.read_bytes())
    return tuple(scans / page.name for page in sample_pages())
