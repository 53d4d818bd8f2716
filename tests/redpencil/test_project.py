import pytest

from redpencil.commands.initialize import make_project
from redpencil.project import open_project
from scans.errors import BusyError, SettingsError


@pytest.fixture
def project(tmp_path):
    make_project(tmp_path / "batch", "The Militant")
    return open_project(tmp_path / "batch")


def test_a_project_is_found_from_any_folder_in_it(project):
    (project.folder / "scans" / "1933").mkdir()
    assert open_project(project.folder / "scans" / "1933") == project


def test_outside_a_project_one_is_told_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="redpencil init"):
        open_project(tmp_path)


def test_two_processes_cannot_write_at_once(project):
    with project.locked(), pytest.raises(BusyError, match="another redpencil"), project.locked():
        pass


def test_the_lock_is_free_again_after_a_failure(project):
    with pytest.raises(ZeroDivisionError), project.locked():
        raise ZeroDivisionError
    with project.locked():
        pass
