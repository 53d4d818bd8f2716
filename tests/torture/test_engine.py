# ruff: noqa: E501
"""Tesseract that crashes, hangs, prints garbage or floods: each costs its page one sentence, never the batch."""

import os
import re
import stat
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")

ANSWERS = """#!/bin/sh
case "$*" in
    *--version*) echo "tesseract 5.3.0"; exit 0 ;;
    *--list-langs*) printf 'List of available languages in "/x/" (1):\\neng\\n'; exit 0 ;;
esac
out=stdout
for word in "$@"; do case "$word" in */redpencil*|*/tess_*) out="$word" ;; esac; done
"""
HEAD = r"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
FAULTS = {
    # name: (what it does instead of reading, what is said)
    "crashes": ("kill -SEGV $$", "Tesseract"),
    "is killed": ("kill -9 $$", "Tesseract"),
    "fails": ("echo 'Error opening data file' >&2; exit 1", "Error opening data file"),
    "fails with bytes": ("printf '\\377\\376\\000x' >&2; exit 1", "Tesseract"),
    "fails silently": ("exit 3", "Tesseract"),
    "says nothing": ("exit 0", "Tesseract"),
    "writes nothing": (': > "$2.tsv"', None),
    "prints garbage": ('head -c 20000 /dev/urandom > "$2.tsv"', "Tesseract"),
    "prints words for numbers": (f'printf "{HEAD}\\n5\\ta\\tb\\tc\\td\\te\\tf\\tg\\th\\ti\\tj\\tword\\n" > "$2.tsv"', "nonsense"),
    "prints a short row": (f'printf "{HEAD}\\n5\\t1\\t1\\n" > "$2.tsv"', "nonsense"),
    "prints wild numbers": (
        f'printf "{HEAD}\\n5\\t1\\t1\\t1\\t1\\t1\\t-99999999999\\t0\\t99999999999999\\t-5\\tnan\\tword\\n" > "$2.tsv"',
        None,
    ),
    "prints controls": (f'printf "{HEAD}\\n5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t30\\t9\\t90\\ta\\033[2Jb<&\\n" > "$2.tsv"', None),
    "prints pages that are not there": (
        f'printf "{HEAD}\\n5\\t7\\t1\\t1\\t1\\t1\\t9\\t9\\t30\\t9\\t90\\tword\\n" > "$2.tsv"',
        None,
    ),
    "hangs": ("sleep 600", "took longer than"),
    "hangs deaf to signals": ("trap '' TERM INT; sleep 600; sleep 600", "took longer than"),
    "floods stderr": ("yes | head -c 30000000 >&2; exit 1", "Tesseract"),
}  # fmt: skip
QUICK = ("crashes", "prints garbage", "prints wild numbers", "hangs deaf to signals", "fails with bytes")


@pytest.fixture
def pretend(project, tmp_path):
    """Put a false tesseract on the PATH; returns the environment."""
    settings = project / "redpencil.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('engine = "recorded"', 'engine = "tesseract"\ntimeout = 2.0'), "utf-8")

    def make(deed, answers=ANSWERS):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        script = folder / "tesseract"
        script.write_text(answers + deed + "\n")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}

    return make


@pytest.mark.parametrize("name", FAULTS)
def test_an_engine_that_fails(name, project, pretend, run, long):
    if name not in QUICK and not long:
        pytest.skip("in the long form only (--torture)")
    deed, said = FAULTS[name]
    began = time.monotonic()
    called = run("-C", project, "run", environment=pretend(deed))
    assert called.sound, called
    assert time.monotonic() - began < 60
    if said is None:  # strange but readable: the page has what can be understood
        assert called.code in (0, 1)
    else:
        assert called.code == 1
        assert len(re.findall(r"^failed .*paper_", called.err, re.MULTILINE)) == 3, called.err
        assert said in called.err
    assert len(called.err) < 20_000
    assert run("-C", project, "status").sound


def test_pages_that_fail_are_read_once_the_engine_works(project, pretend, run):
    mark = project / "failed-once"
    first = f'if [ ! -e "{mark}" ]; then touch "{mark}"; kill -9 $$; fi; printf "{HEAD}\\n" > "$2.tsv"'
    environment = pretend(first)
    assert run("-C", project, "ocr", "-j", "1", environment=environment).code == 1
    assert run("-C", project, "ocr", environment=environment).code == 0
    assert run("-C", project, "status").code == 0
    assert not list((project / "pages").glob("*.error.txt"))


@pytest.mark.parametrize(
    "deed",
    [
        "exit 0",
        "kill -9 $$",
        "echo tesseract banana",
        "head -c 3000 /dev/urandom",
        "exit 127",
        "printf '\\377'",
    ],
)
def test_an_engine_that_does_not_tell_its_version(deed, project, pretend, run):
    environment = pretend(deed, "#!/bin/sh\n")
    for command in ("ocr", "doctor"):
        called = run("-C", project, command, environment=environment)
        assert called.sound, called
        assert called.code == 1
        assert "Traceback" not in called.out


def test_an_engine_that_may_not_be_run(project, pretend, run, tmp_path):
    pretend("exit 0")
    (tmp_path / "bin" / "tesseract").write_text("no script")
    # Alone on the PATH: where one may not be run, the next is tried.
    called = run("-C", project, "ocr", environment={"PATH": str(tmp_path / "bin")})
    assert called.sound, called
    assert called.code == 1


def test_a_full_temporary_folder_is_said_and_no_bug(project, pretend, run, tiny_disk):
    (tiny_disk / "filler").write_bytes(b"\0" * (tiny_disk.stat().st_blksize * 15))
    environment = pretend(f'printf "{HEAD}\\n" > "$2.tsv"') | {"TMPDIR": str(tiny_disk)}
    called = run("-C", project, "ocr", environment=environment)
    assert called.sound, called
    assert "paper_" in called.err
