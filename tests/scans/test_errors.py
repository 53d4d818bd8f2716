"""Errors say what is at fault and what to do, in another process too."""

import pickle

import pytest

from scans.errors import BugError, RedpencilError, ScanError, isolating


def test_an_error_names_the_file_the_fault_and_the_mend_and_travels_between_processes():
    error = ScanError("page.png", "cannot be read", "Scan it again")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (ScanError, "page.png: cannot be read. Scan it again.")
    bug = pickle.loads(pickle.dumps(BugError("page.png", "Traceback …")))
    assert (bug.subject, bug.trace) == ("page.png", "Traceback …")
    assert "bug in redpencil" in str(bug)


@pytest.mark.parametrize("error", [ScanError("a", "b", "c"), OSError("full"), MemoryError()])
def test_what_was_foreseen_comes_through(error):
    with pytest.raises(type(error)) as caught, isolating("page.png"):
        raise error
    assert caught.value is error


def test_what_nobody_foresaw_is_a_bug_over_one_page():
    with pytest.raises(BugError) as caught, isolating("page.png"):
        raise ZeroDivisionError("by chance")
    assert caught.value.subject == "page.png"
    assert "ZeroDivisionError: by chance" in caught.value.trace
    assert isinstance(caught.value, RedpencilError)
