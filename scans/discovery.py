"""The scans of a batch, found on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from natsort import natsort_keygen, ns

from scans.errors import ScanError
from scans.format import SUFFIXES, Format, recognize_format
from scans.frame import Frame, explaining
from scans.geometry import Box
from scans.identifiers import name_pages
from scans.image import read_image
from scans.memory import Memory
from scans.pdf import measure_pdf
from scans.raster import measure_raster
from scans.recall import Recall
from scans.scan import Scan
from scans.settings import ScanSettings
from scans.spread import find_fold, may_be_spread

_KINDS = "Hand in PNG, JPEG, TIFF, JPEG 2000, WebP or PDF"


@dataclass(frozen=True, slots=True)
class Discovery:
    """The pages that can be read, in natural order, and one error for each file that cannot."""

    scans: tuple[Scan, ...]
    failures: tuple[ScanError, ...]


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    frames: tuple[Frame, ...]
    sha256: str


def discover(
    folder: Path,
    settings: ScanSettings,
    memory: Memory | None = None,
    state: tuple[str, float] | None = None,
) -> Discovery:
    """The scans in a folder and its subfolders, or in one file; only headers and digests are read.

    Wide images are looked at: one that shows two facing pages gives two scans. With a memory files are
    read only when they are new or have changed; where none is, and none has gone, they are only listed,
    and not even that where the `state` that `read_folder_state` has just told is handed in.

    The content decides what a file is, not its suffix. Hidden files and files that neither are nor
    claim to be scans are passed over; so are links that lead out of the folder, with an error for those
    that claim to be scans. Order is natural (page 2 before page 10), by path.

    Raises:
        ScanError: the folder is not there.
    """
    if not folder.exists():
        raise ScanError(folder, "is not there", "Give the folder or the file that holds the scans")
    if memory is None:
        return _search(folder, settings, Memory(None))
    with memory.consulted():
        recall = Recall(folder, settings, memory, state)
        if scans := recall.scans():
            return Discovery(scans, ())
        found = _search(folder, settings, memory)
    if not found.failures:
        recall.keep(found.scans)
    return found


def _search(folder: Path, settings: ScanSettings, memory: Memory) -> Discovery:
    files: list[_File] = []
    failures: list[ScanError] = []
    root = folder if folder.is_dir() else folder.parent
    for path in _list_files(folder, failures):
        try:
            files += _remember(path, root, settings, failures, memory)
        except ScanError as failure:
            if path == folder or path.suffix.lower() in SUFFIXES:
                failures.append(failure)
    return Discovery(_number(files), tuple(failures))


def _list_files(folder: Path, failures: list[ScanError]) -> list[Path]:
    if not folder.is_dir():
        return [folder]
    found = {path.relative_to(folder).as_posix(): path for path in _walk(folder, failures)}
    names = sorted(sorted(found), key=natsort_keygen(alg=ns.PATH | ns.IGNORECASE))
    return [found[name] for name in names]


def _walk(folder: Path, failures: list[ScanError]) -> Iterator[Path]:
    def report(error: OSError) -> None:
        problem = f"cannot be opened ({error.strerror})"
        failures.append(ScanError(Path(error.filename), problem, "Change the folder's permissions"))

    for parent, below, names in os.walk(folder, onerror=report):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def _remember(
    path: Path, root: Path, settings: ScanSettings, failures: list[ScanError], memory: Memory
) -> list[_File]:
    """The file as it was found to be, or as it is found now; what has a fault is looked at each time."""
    _refuse_strange(path, root)
    topic = f"scan {settings.max_pixels} {settings.max_pages} {settings.pdf_dpi} {settings.spreads}"
    with explaining(path):
        known = memory.recall(topic, path)
    if known:
        frames = tuple(Frame(*frame) for frame in known["frames"])
        return [_File(path, path.relative_to(root).as_posix(), frames, known["sha256"])]
    before = len(failures)
    files = _examine(path, root, settings, failures)
    if len(failures) == before:
        for file in files:
            memory.keep(topic, path, {"frames": [astuple(f) for f in file.frames], "sha256": file.sha256})
    return files


def _examine(path: Path, root: Path, settings: ScanSettings, failures: list[ScanError]) -> list[_File]:
    """The file with its pages; those before a fault are kept. Raises ScanError when it is no scan at all."""
    format_ = _recognize(path)
    measured = (
        measure_pdf(path, settings) if format_ is Format.PDF else measure_raster(path, format_, settings)
    )
    frames: list[Frame] = []
    try:
        for frame in measured:
            frames.append(frame)  # noqa: PERF402 - those before a fault count
    except ScanError as failure:
        failures.append(failure)
    if not frames:
        return []
    with explaining(path), path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = path.relative_to(root).as_posix()
    if settings.spreads:
        frames = [_find_fold(path, frame, settings) for frame in frames]
    return [_File(path, name, tuple(frames), digest)]


def _find_fold(path: Path, frame: Frame, settings: ScanSettings) -> Frame:
    """The frame with its fold, if it has the shape of a spread and shows two pages."""
    if not may_be_spread(frame.width, frame.height):
        return frame
    try:
        image = read_image(Scan("", path, frame.page, frame.width, frame.height, frame.dpi, ""), settings)
    except ScanError:
        return frame  # told when the page is read
    return replace(frame, fold=find_fold(image))


def _refuse_strange(path: Path, root: Path) -> None:
    if path.is_symlink() and _leads_out(path, root):
        raise ScanError(path, "is a link that leads out of the folder", "Copy the scan itself there")
    if not path.is_file():
        raise ScanError(path, "is not a file", _KINDS)


def _recognize(path: Path) -> Format:
    with explaining(path):
        format_ = recognize_format(path)
        size = path.stat().st_size
    if format_ is None:
        problem = "is no image or PDF of a kind that is read" if size else "is empty"
        raise ScanError(path, problem, _KINDS)
    return format_


def _leads_out(path: Path, root: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (RuntimeError, OSError):  # a link to itself leads nowhere
        return True


def _number(files: list[_File]) -> tuple[Scan, ...]:
    scans, names = [], []
    for file in files:
        pages = [(frame, part) for frame in file.frames for part in _part(frame)]
        added = 0  # each spread before moves a page one on
        for frame, part in pages:
            added += part is not None and part[0] > 0
            names.append((file.name, frame.page + added if len(pages) > 1 else None))
            size = frame.width, frame.height
            scans.append(Scan("", file.path, frame.page, *size, frame.dpi, file.sha256, part))
    return tuple(replace(scan, id=name) for scan, name in zip(scans, name_pages(names), strict=True))


def _part(frame: Frame) -> tuple[Box | None, ...]:
    """What of the image each page is; None for all of it."""
    if frame.fold is None:
        return (None,)
    return (0, 0, frame.fold, frame.height), (frame.fold, 0, frame.width, frame.height)
