"""A folder as one ZIP file, the same bytes for the same content."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from pathlib import Path

from scans.files import replacing

_COMPRESSED = frozenset((".jpg", ".jpeg", ".png", ".webp", ".jp2", ".pdf"))
_FILE = 0o100644 << 16
_OLDEST = (1980, 1, 1, 0, 0, 0)


def write_zip(folder: Path, path: Path, moment: datetime) -> None:
    """Pack the files below a folder, under the folder's own name, in the order of their names.

    Every file bears the same time, not its own. Symbolic links are left out. The ZIP file is written whole
    or not at all.
    """
    stamp = max(_OLDEST, moment.timetuple()[:6])
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    with replacing(path) as part, zipfile.ZipFile(part, "w") as packed:
        for file in files:
            name = (Path(folder.name) / file.relative_to(folder)).as_posix()
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr, entry.create_system = _FILE, 3
            stored = file.suffix.lower() in _COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with file.open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
