"""Files that are either written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PART = ".part"
"""How the names of temporary files end; they begin with a dot."""

_PARTS = f".{8 * '[a-z0-9_]'}{PART}"
"""The names of those that are made here; other programs have such files, too."""


@contextmanager
def replacing(path: Path, *, lasting: bool = True, private: bool = False) -> Iterator[Path]:
    """Yield a temporary path beside `path`; rename it to `path` when the block ends well, else remove it.

    A reader sees the old file or the new one, never a part, whatever kills the process meanwhile. Where it
    is `lasting`, not even a power cut can leave a part: the disk has it when the block ends. Where it is
    `private`, nobody but its owner may ever read it.
    Missing parent folders are made. The operating system's errors (full disk, no permission) come through.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=path.parent)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        _mark_as_used(handle)
        yield part
        if lasting:
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        if not private:  # as it was made
            part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        if fcntl:
            os.close(handle)


def tidy(folder: Path, *, deep: bool = False) -> None:
    """Remove from a folder what killed processes left half written; where `deep`, from those below it too."""
    for part in list(folder.rglob(_PARTS) if deep else folder.glob(_PARTS)):
        with contextlib.suppress(OSError), part.open("rb+") as file:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while another process writes it
            part.unlink()  # on Windows refused while another process has it open


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file, or leave the old one."""
    with replacing(path) as part:
        part.write_bytes(content)


def renew_bytes(path: Path, content: bytes) -> bool:
    """Write a whole file that can be made again at any time; returns whether it said anything else before.

    A file that holds `content` already is left as it is, and nobody waits for the disk.
    """
    if path.exists() and path.read_bytes() == content:
        return False
    with replacing(path, lasting=False) as part, part.open("rb+") as file:
        file.write(content)
    return True


def renew_text(path: Path, content: str) -> bool:
    """As `renew_bytes`, for text that is written as `write_text` writes it."""
    return renew_bytes(path, _encode(content))


def write_text(path: Path, content: str, *, private: bool = False) -> None:
    """Write a whole UTF-8 file with line ends as they are in `content`, or leave the old one.

    What stands for bytes of a file name that are no UTF-8 is spelt out, as in "caf\\xe9.png". `private` is
    as for `replacing`.
    """
    with replacing(path, private=private) as part:
        part.write_bytes(_encode(content))


def _encode(content: str) -> bytes:
    return content.encode("utf-8", "backslashreplace")


def _mark_as_used(handle: int) -> None:
    if fcntl:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
    else:
        os.close(handle)  # Windows renames no open file


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
