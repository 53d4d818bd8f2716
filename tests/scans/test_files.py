import errno
import stat
import subprocess
import sys

import pytest

from scans.files import renew_bytes, renew_text, replacing, tidy, write_text


def test_a_file_is_written_whole_with_its_folder(tmp_path):
    write_text(tmp_path / "a" / "b.txt", "line\r\nline\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"line\r\nline\n"


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path):
    target = tmp_path / "page.xml"
    target.write_text("old")
    with pytest.raises(OSError, match="full"), replacing(target) as part:
        part.write_text("half of the n")
        raise OSError(errno.ENOSPC, "disk full", str(part))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_are_those_of_any_new_file(tmp_path):
    write_text(tmp_path / "ours", "")
    (tmp_path / "plain").write_text("")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
def test_what_is_private_may_be_read_by_its_owner_alone(tmp_path):
    write_text(tmp_path / "secret", "x", private=True)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_only_what_nobody_writes_any_more_is_tidied_away(tmp_path):
    (tmp_path / ".k3_x9abc.part").write_text("half")
    (tmp_path / ".hidden").write_text("kept")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / ".0ther_xy.part").write_text("kept")
    with replacing(tmp_path / "page.xml") as part:
        part.write_text("whole")
        subprocess.run([sys.executable, "-c", TIDY, str(tmp_path)], check=True)
        assert part.exists()
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert names == [".hidden", "below", "below/.0ther_xy.part", "page.xml"]


def test_what_says_the_same_is_not_written_again(tmp_path):
    path = tmp_path / "page.html"
    assert renew_text(path, "caf\u00e9 \udce9\n")
    assert path.read_bytes() == b"caf\xc3\xa9 \\udce9\n"
    before = path.stat()
    assert not renew_text(path, "caf\u00e9 \udce9\n")
    assert path.stat().st_ino == before.st_ino
    assert renew_bytes(path, b"other")
    assert path.read_bytes() == b"other"


def test_what_was_left_half_written_is_removed_and_nothing_else(tmp_path):
    for name in (".k3_x9abc.part", ".not ours.part", "page.part", ".page"):
        (tmp_path / name).write_text("half")
    tidy(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".not ours.part", ".page", "page.part"]


def test_folders_below_are_tidied_where_that_is_wanted(tmp_path):
    (tmp_path / "1933").mkdir()
    for name in (".k3_x9abc.part", "page.jpg"):
        (tmp_path / "1933" / name).write_text("half")
    tidy(tmp_path, deep=True)
    assert [path.name for path in (tmp_path / "1933").iterdir()] == ["page.jpg"]


TIDY = "import sys; from pathlib import Path; from scans.files import tidy; tidy(Path(sys.argv[1]))"
