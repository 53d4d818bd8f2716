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


def test_what_a_killed_process_left_goes_and_what_the_user_has_stays(project):
    (project.scans / "1933").mkdir()
    left = project.scans / "1933" / ".k3_x9abc.part", project.folder / ".k3_x9abc.part"
    kept = project.scans / ".a download.part", project.scans / "page.part"
    with pytest.raises(ZeroDivisionError), project.locked():
        for path in (*left, *kept):
            path.write_text("half")
        raise ZeroDivisionError
    with project.locked():
        assert not any(path.exists() for path in left)
        assert all(path.exists() for path in kept)
