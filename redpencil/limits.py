"""What the system lets a process have."""

from __future__ import annotations

import contextlib
import sys

from scans.errors import RedpencilError

FILES, FILES_OF_WORKER = 64, 8
"""Files that may have to be open at once, and more for each work process; at least twice what was seen."""


def allow_files(workers: int = 0) -> None:
    """Make sure that as many files may be open as are needed, where the system counts them.

    Raises:
        RedpencilError: the limit cannot be raised that far.
    """
    if sys.platform == "win32":
        return
    import resource

    needed = FILES + FILES_OF_WORKER * workers
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY or allowed >= needed:
        return
    with contextlib.suppress(ValueError, OSError):  # more than we may have
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))
        return
    fewer = ", or use fewer workers" if workers > 1 else ""
    raise RedpencilError(
        "ulimit -n",
        f"no more than {most} files may be open at once, and {needed} are needed",
        f"Raise the limit: 'ulimit -n {needed}', or ask who looks after this machine{fewer}",
    )


def lacks_memory(error: BaseException) -> bool:
    """Whether something failed for want of memory; a library that cannot be loaded for it says so."""
    return isinstance(error, MemoryError) or (
        isinstance(error, ImportError) and "failed to map segment" in str(error)
    )
