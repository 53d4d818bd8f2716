"""A transcription taken into a project, as it came."""

from __future__ import annotations

from pathlib import Path

from redpencil.project import Project
from scans.errors import SettingsError
from scans.files import write_bytes
from tei.article import Article
from tei.transcriptions import read_transcription


def import_file(project: Project, file: Path, *, force: bool = False) -> Article:
    """Copy a transcription into the project, byte for byte, after a look whether it can be read.

    Raises:
        FormatError: it is no transcription that redpencil can read.
        SettingsError: one of that name is there already, with other text.
    """
    article = read_transcription(file)
    target = project.transcriptions / file.name
    content = file.read_bytes()
    if target.exists() and target.read_bytes() != content and not force:
        raise SettingsError(target, "is there already, with other text", "Replace it with --force")
    write_bytes(target, content)
    return article
