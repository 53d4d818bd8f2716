"""The project file, `redpencil.toml`, as frozen settings for each room."""

from __future__ import annotations

import difflib
import math
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import cattrs

from corrections.policy import Policy
from ocr.settings import OcrSettings
from scans.errors import SettingsError
from scans.settings import ScanSettings
from tei.metadata import Edition, Licence, Person, Series

LABELS = "labels.csv"
"""The table of labels that is read where the project file names none."""


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """The table `[edition]`; the newspaper itself is in `[series]`."""

    publisher: str = ""
    place: str = ""
    version: str = "1.0.0"
    people: tuple[Person, ...] = ()
    licences: tuple[Licence, ...] = ()


@dataclass(frozen=True, slots=True)
class ExecutionSettings:
    """The table `[execution]`: who reads the pages.

    Attributes:
        workers: how many pages this machine reads at once; 0: as many as there are cores.
        scheduler: address of a Dask scheduler whose workers read them instead, as in "tcp://node1:8786".
        retries: how often more a page is tried whose process or machine was lost.
        memory: gigabytes that one page may take, 0 for no limit.
        patience: seconds that a cluster may be without any worker before the batch is given up.
    """

    workers: int = 0
    scheduler: str = ""
    retries: int = 1
    memory: float = 0.0
    patience: float = 300.0

    def __post_init__(self) -> None:
        for name in ("workers", "retries", "memory", "patience"):
            if not 0 <= getattr(self, name) < math.inf:
                raise SettingsError(name, f"{getattr(self, name)} makes no sense", "Give 0 or more")

    def overridden(self, workers: int | None, scheduler: str | None) -> ExecutionSettings:
        """The same with what the command line says."""
        chosen = self if workers is None else replace(self, workers=workers)
        return chosen if scheduler is None else replace(chosen, scheduler=scheduler)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """The table `[review]`: how many people must say the same of a word before it holds."""

    readers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.readers <= 9:
            raise SettingsError("readers", f"{self.readers} makes no sense", "Give a number from 1 to 9")


@dataclass(frozen=True, slots=True)
class TeiSettings:
    """The table `[tei]`.

    Attributes:
        names: whether the lexicon's persons, organizations, papers and places are tagged in the text.
        doubt: words that the engine is less sure of, 0 to 1, are marked as unclear until somebody decides.
    """

    names: bool = False
    doubt: float = 0.5


@dataclass(frozen=True, slots=True)
class LexiconSettings:
    """The table `[lexicon]`: word lists of the project, searched before the bundled one."""

    files: tuple[Path, ...] = (Path("lexicon.csv"),)
    bundled: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the project file can say."""

    series: Series
    edition: EditionSettings = field(default_factory=EditionSettings)
    scans: ScanSettings = field(default_factory=ScanSettings)
    ocr: OcrSettings = field(default_factory=OcrSettings)
    lexicon: LexiconSettings = field(default_factory=LexiconSettings)
    corrections: Policy = field(default_factory=Policy)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    tei: TeiSettings = field(default_factory=TeiSettings)
    execution: ExecutionSettings = field(default_factory=ExecutionSettings)

    @property
    def digital_edition(self) -> Edition:
        """The newspaper and the digital edition, as the exporter wants them."""
        edition = self.edition
        return Edition(
            self.series, edition.publisher, edition.place, edition.version, edition.people, edition.licences
        )


def read_settings(path: Path) -> Settings:
    """Read a project file.

    Raises:
        SettingsError: the file is not TOML or not UTF-8, or a key or value in it makes no sense.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(path, "is not UTF-8 text", "Save it as UTF-8 in your editor") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, brackets of thousands
        raise SettingsError(path, f"is not valid TOML: {error}", "Mend that line") from error
    _refuse_unknown_keys(table, Settings, path, "")
    converter = cattrs.Converter()
    converter.register_structure_hook(Path, lambda value, _: Path(str(value)))
    try:
        return _rooted(converter.structure(table, Settings), path.parent)
    except (cattrs.BaseValidationError, TypeError, ValueError, KeyError) as error:
        said = "; ".join(cattrs.transform_error(error, path="")).replace(" @ .", " at ")
        raise SettingsError(path, said, "Mend that setting; 'redpencil init' shows every one") from error


def _rooted(settings: Settings, folder: Path) -> Settings:
    """The same with paths that start from the project's folder, from wherever redpencil is called."""
    scans, ocr = settings.scans, settings.ocr
    labels = folder / (scans.labels or LABELS)
    if scans.labels or labels.is_file():
        scans = replace(scans, labels=labels)
    if ocr.recordings:
        ocr = replace(ocr, recordings=folder / ocr.recordings)
    lexicon = replace(settings.lexicon, files=tuple(folder / file for file in settings.lexicon.files))
    for file in (*lexicon.files, labels):
        if file.exists() and not file.is_file():  # a device or a pipe would be read for ever
            raise SettingsError(file, "is no file", "Name another in redpencil.toml")
    return replace(settings, scans=scans, ocr=ocr, lexicon=lexicon)


def _refuse_unknown_keys(table: dict[str, Any], shape: type, path: Path, where: str) -> None:
    hints = get_type_hints(shape)
    names = [item.name for item in fields(shape)]
    for key, value in table.items():
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1)
            mend = f"Did you mean '{near[0]}'?" if near else f"Known here: {', '.join(names)}"
            raise SettingsError(path, f"does not know the setting '{where}{key}'", mend)
        if isinstance(value, dict) and is_dataclass(hints[key]):
            _refuse_unknown_keys(value, hints[key], path, f"{where}{key}.")
