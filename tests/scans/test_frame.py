"""What no page may be, and what a decoder's troubles are called."""

from pathlib import Path

import pytest

from scans.errors import ScanError, SettingsError
from scans.frame import check_count, check_size, explaining
from scans.settings import ScanSettings

PATH = Path("page.png")


@pytest.mark.parametrize(
    ("size", "problem"), [((0, 9), "no pixels"), ((9, 0), "no pixels"), ((11, 10), "11 x 10 pixels; 100 are")]
)
def test_pages_beyond_the_limits_are_refused(size, problem):
    with pytest.raises(ScanError, match=problem):
        check_size(PATH, 1, size, ScanSettings(max_pixels=100))
    check_size(PATH, 1, (10, 10), ScanSettings(max_pixels=100))
    check_size(PATH, 1, (1, 1), ScanSettings(max_pixels=100))


@pytest.mark.parametrize(("count", "problem"), [(0, "holds no page"), (3, "more than the 2 pages")])
def test_files_beyond_the_limits_are_refused(count, problem):
    with pytest.raises(ScanError, match=problem):
        check_count(PATH, count, ScanSettings(max_pages=2))
    check_count(PATH, 2, ScanSettings(max_pages=2))


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (FileNotFoundError(), "not there any more"),
        (PermissionError(), "may not be read by you"),
        (MemoryError(), "needs more memory"),
        (ValueError("bad\n  chunk"), r"cannot be read \(bad chunk\)"),
        (KeyError(), r"cannot be read \(KeyError\)"),
        (SettingsError("a", "is odd", "Mend it"), "is odd"),
    ],
)
def test_whatever_a_decoder_raises_is_explained(error, problem):
    with pytest.raises((ScanError, SettingsError), match=problem), explaining(PATH):
        raise error


@pytest.mark.parametrize("setting", [{"pdf_dpi": 49}, {"pdf_dpi": 1201}, {"max_pixels": 0}, {"max_pages": 0}])
def test_settings_out_of_range_are_refused_by_name(setting):
    with pytest.raises(SettingsError, match=next(iter(setting))):
        ScanSettings(**setting)
    ScanSettings(pdf_dpi=50, max_pixels=1, max_pages=1)
    ScanSettings(pdf_dpi=1200)
