"""Whether a package is whole: links, checksums, TEI, pages, PDF and bag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf

from ocr.alto import read_alto
from ocr.page_xml import read_page_xml
from scans.errors import RedpencilError
from tei.markup import TEI
from tei.packages.bag import DECLARATION, check_bag
from tei.packages.elements import METS, XLINK
from tei.validation import Problem, parse, validate


def check_package(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with a package, or with a bag of one; empty for a good one.

    Checked: that METS lists every file with its size and checksum and no other; that TEI is valid and its
    images are there; that ALTO and PAGE-XML can be read, the PDF is sound and fit for archives, and the
    manifest's links lead to files; and the bag, if it is one.
    """
    bagged = (folder / DECLARATION).exists()
    found = list(_check_content(folder / "data" if bagged else folder))
    if bagged and (fault := check_bag(folder)):
        found.append(Problem(folder / DECLARATION, 0, fault))
    return tuple(found)


def _check_content(folder: Path) -> Iterator[Problem]:
    listed = folder / "mets.xml"
    if not listed.is_file():
        yield Problem(listed, 0, "is missing, so this is no package")
        return
    yield from _check_files(folder, listed)
    yield from _check_manifest(folder)
    for use, check in _CHECKS.items():
        for path in sorted((folder / use).rglob("*")):
            if path.is_file():
                yield from check(path)


def _check_files(folder: Path, listed: Path) -> Iterator[Problem]:
    """Each file that METS lists is there as it says, and none is there that it does not list."""
    try:
        root = parse(listed.read_bytes(), listed)
    except RedpencilError as error:
        yield Problem(listed, 0, error.problem)
        return
    known = {listed}
    for node in root.iter(f"{{{METS}}}file"):
        place = node.find(f"{{{METS}}}FLocat")
        href = "" if place is None else unquote(place.get(f"{{{XLINK}}}href") or "")
        path = folder / href
        known.add(path)
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            yield Problem(listed, 0, f"{href} is not there")
        elif fault := _changed(path, node.get("SIZE"), node.get("CHECKSUM")):
            yield Problem(path, 0, fault)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in known:
            yield Problem(path, 0, "is not listed in mets.xml")


def _changed(path: Path, size: str | None, checksum: str | None) -> str:
    if str(path.stat().st_size) != size:
        return f"is {path.stat().st_size} bytes long, not {size}"
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return "" if digest == checksum else "has been changed: its checksum is another"


def _check_manifest(folder: Path) -> Iterator[Problem]:
    path = folder / "manifest.json"
    if not path.is_file():
        return
    try:
        manifest = json.loads(path.read_bytes())
        base = str(manifest["id"]).removesuffix("manifest.json")
    except (ValueError, KeyError, TypeError) as error:
        yield Problem(path, 0, f"is no manifest: {error}")
        return
    for address in dict.fromkeys(_addresses(manifest)):
        if address.startswith(base) and not (folder / unquote(address.removeprefix(base))).is_file():
            yield Problem(path, 0, f"{address} leads to no file")


def _addresses(node: Any) -> Iterator[str]:
    """Addresses of images, data and documents: whatever has a media type and an id."""
    if isinstance(node, dict):
        if "format" in node and "id" in node:
            yield str(node["id"])
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _addresses(item)


def _check_readable(read: Callable[[Path], object]) -> Callable[[Path], Iterator[Problem]]:
    def check(path: Path) -> Iterator[Problem]:
        try:
            read(path)
        except RedpencilError as error:
            yield Problem(path, 0, error.problem)

    return check


def _check_tei(path: Path) -> Iterator[Problem]:
    try:
        yield from validate(path)
        root = parse(path.read_bytes(), path)
    except RedpencilError as error:
        yield Problem(path, 0, error.problem)
        return
    for graphic in root.iter(f"{{{TEI}}}graphic"):
        address = str(graphic.get("url")).partition("#")[0]
        if not (path.parent / unquote(address)).is_file():
            yield Problem(path, 0, f"the image {address} is not there")


def _check_pdf(path: Path) -> Iterator[Problem]:
    """What qpdf finds, and what else can be told of PDF/A-2u without a validator of its own."""
    try:
        with pikepdf.open(path) as pdf:
            faults = [*pdf.check_pdf_syntax(), *_miss_archival(pdf)]
    except (pikepdf.PdfError, OSError) as error:  # older pikepdf cannot seek in what is very short
        faults = [str(error)]
    for fault in faults:
        yield Problem(path, 0, fault)


def _miss_archival(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.open_metadata().pdfa_status != "2U":
        yield "does not say that it is PDF/A-2u"
    if "/OutputIntents" not in pdf.Root:
        yield "does not say what its colours mean"
    if pdf.is_encrypted:
        yield "is encrypted"
    if {"/OpenAction", "/AA"} & set(pdf.Root.keys()):
        yield "does something when it is opened"
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    for font in (item for item in dictionaries if item.get("/Type") == "/FontDescriptor"):
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()):
            yield f"does not hold its font {font.get('/FontName')}"


_CHECKS: dict[str, Callable[[Path], Iterator[Problem]]] = {
    "alto": _check_readable(read_alto),
    "page": _check_readable(read_page_xml),
    "pdf": _check_pdf,
    "tei": _check_tei,
}
"""How the files that redpencil wrote are checked, by their folder. Scans are what they are, PDF or not."""
