"""The scans of a batch, found on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from operator import itemgetter
from pathlib import Path

from natsort import natsort_keygen, ns

from scans.errors import ScanError
from scans.format import SUFFIXES, Format, recognize_format
from scans.frame import Frame, explaining
from scans.geometry import Box
from scans.identifiers import name_pages
from scans.image import read_image
from scans.memory import Memory, State, read_state
from scans.pdf import measure_pdf
from scans.raster import measure_raster
from scans.recall import Placed, Recall
from scans.scan import Scan
from scans.settings import ScanSettings
from scans.shares import SHARES, find_share
from scans.spread import find_fold, may_be_spread

_KINDS = "Hand in PNG, JPEG, TIFF, JPEG 2000, WebP or PDF"


Finds = tuple[tuple[Scan, ...], tuple[ScanError, ...]]


class Discovery:
    """The pages that can be read, in natural order, and one error for each file that cannot.

    Of a folder that is as a memory knows it, scans are read from there when they are asked for, so that those
    of a long batch need not be held.

    Attributes:
        failures: the errors.
        states: what tells the scans of each share from any others.
    """

    def __init__(self, search: Callable[[], Finds], recall: Recall | None) -> None:
        self._search, self._recall = search, recall
        self._shares: list[list[Placed]] = []
        self.failures: tuple[ScanError, ...] = ()
        self._count, self.states = (recall.states() if recall else None) or self._find()

    def __len__(self) -> int:
        return self._count

    @property
    def scans(self) -> tuple[Scan, ...]:
        """All of them."""
        return _sort(placed for share in range(SHARES) for placed in self._read(share))

    def select(self, ids: Iterable[str]) -> tuple[Scan, ...]:
        """Those of them with these ids."""
        wanted = frozenset(ids)
        shares = {find_share(name) for name in wanted}
        return _sort(placed for share in shares for placed in self._read(share) if placed[1].id in wanted)

    def share(self, number: int) -> tuple[Scan, ...]:
        """Those of one share."""
        return _sort(self._read(number))

    def _read(self, share: int) -> list[Placed]:
        if not self._shares and self._recall:
            placed = self._recall.read(share)
            if placed is not None:
                return placed
            self._count, self.states = self._find()  # another process has found the folder changed
        return self._shares[share]

    def _find(self) -> tuple[int, list[str]]:
        scans, self.failures = self._search()
        self._shares = [[] for _ in range(SHARES)]
        for place, scan in enumerate(scans):
            self._shares[find_share(scan.id)].append((place, scan))
        states = len(scans), [_tell(placed) for placed in self._shares]
        if self._recall and not self.failures:
            self._recall.keep(self._shares, states)
        return states


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
    state: State | None = None,
) -> Discovery:
    """The scans in a folder and its subfolders, or in one file; only headers and digests are read.

    Wide images are looked at: one that shows two facing pages gives two scans. With a memory files are
    read only when they are new or have changed; where none is, and none has gone, they are only listed,
    and not even that where the `state` that `read_folder_state` has just told is handed in. The memory must
    stay open for as long as the scans are asked for.

    The content decides what a file is, not its suffix. Hidden files and files that neither are nor
    claim to be scans are passed over; so are links that lead out of the folder, with an error for those
    that claim to be scans. Order is natural (page 2 before page 10), by path.

    Raises:
        ScanError: the folder is not there.
    """
    if not folder.exists():
        raise ScanError(folder, "is not there", "Give the folder or the file that holds the scans")
    known = memory or Memory(None)

    def search() -> Finds:
        with known.consulted():
            return _search(folder, settings, known)

    return Discovery(search, Recall(folder, settings, known, state) if memory else None)


def _search(folder: Path, settings: ScanSettings, memory: Memory) -> Finds:
    files: list[_File] = []
    failures: list[ScanError] = []
    root = folder if folder.is_dir() else folder.parent
    for name, path in _list_files(folder, failures):
        try:
            files += _remember(name, path, root, settings, failures, memory)
        except ScanError as failure:
            if path == folder or path.suffix.lower() in SUFFIXES:
                failures.append(failure)
    return _number(files), tuple(failures)


def _list_files(folder: Path, failures: list[ScanError]) -> list[tuple[str, Path]]:
    """Each file and its path below the folder, with slashes, in natural order."""
    if not folder.is_dir():
        return [(folder.name, folder)]
    natural = natsort_keygen(alg=ns.PATH | ns.IGNORECASE)
    return sorted(sorted(_walk(folder, failures)), key=lambda found: natural(found[0]))


def _walk(folder: Path, failures: list[ScanError]) -> Iterator[tuple[str, Path]]:
    def report(error: OSError) -> None:
        problem = f"cannot be opened ({error.strerror})"
        failures.append(ScanError(Path(error.filename), problem, "Change the folder's permissions"))

    for parent, below, names in os.walk(folder, onerror=report):
        below[:] = [name for name in below if not name.startswith(".")]
        path = Path(parent)
        before = "" if path == folder else f"{path.relative_to(folder).as_posix()}/"
        yield from ((before + name, path / name) for name in names if not name.startswith("."))


def _remember(
    name: str, path: Path, root: Path, settings: ScanSettings, failures: list[ScanError], memory: Memory
) -> list[_File]:
    """The file as it was found to be, or as it is found now; what has a fault is looked at each time."""
    _refuse_strange(path, root)
    topic = f"scan {settings.max_pixels} {settings.max_pages} {settings.pdf_dpi} {settings.spreads}"
    with explaining(path):
        seen = read_state(path)
    known = memory.recall(topic, path, seen)
    if known:
        frames = tuple(Frame(*frame) for frame in known["frames"])
        return [_File(path, name, frames, known["sha256"])]
    before = len(failures)
    files = _examine(name, path, settings, failures)
    if len(failures) == before:
        for file in files:
            memory.keep(
                topic, path, seen, {"frames": [astuple(f) for f in file.frames], "sha256": file.sha256}
            )
    return files


def _examine(name: str, path: Path, settings: ScanSettings, failures: list[ScanError]) -> list[_File]:
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
    parts, names = [], []
    for file in files:
        pages = [(frame, part) for frame in file.frames for part in _part(frame)]
        added = 0  # each spread before moves a page one on
        for frame, part in pages:
            added += part is not None and part[0] > 0
            names.append((file.name, frame.page + added if len(pages) > 1 else None))
            size = frame.width, frame.height
            parts.append((file.path, frame.page, *size, frame.dpi, file.sha256, part))
    return tuple(Scan(name, *part) for name, part in zip(name_pages(names), parts, strict=True))


def _sort(placed: Iterable[Placed]) -> tuple[Scan, ...]:
    return tuple(scan for _, scan in sorted(placed, key=itemgetter(0)))


def _tell(placed: Sequence[Placed]) -> str:
    said = repr([scan for _, scan in placed]).encode("utf-8", "surrogateescape")
    return hashlib.sha256(said).hexdigest() if placed else ""


def _part(frame: Frame) -> tuple[Box | None, ...]:
    """What of the image each page is; None for all of it."""
    if frame.fold is None:
        return (None,)
    return (0, 0, frame.fold, frame.height), (frame.fold, 0, frame.width, frame.height)
