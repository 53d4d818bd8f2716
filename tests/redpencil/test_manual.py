"""What the manual says is what the program does."""

import importlib.util
import itertools
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from redpencil.cli import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def manual():
    spec = importlib.util.spec_from_file_location("manual", ROOT / "tools" / "manual.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_and_option_is_in_the_pages(manual):
    page, man = manual.write_commands(), manual.write_man().replace("\\-", "-")
    for name, command in manual.list_commands():
        assert f"\n## redpencil {name}\n" in page
        section = page.split(f"\n## redpencil {name}\n")[1].split("\n## ")[0]
        for option in command.params:
            if isinstance(option, click.Option):
                assert max(option.opts, key=len) in section
                assert max(option.opts, key=len) in man


def test_every_setting_is_in_the_pages(manual):
    assert "# scheduler" in manual.write_settings()


def test_the_pages_speak_of_files_and_modules_that_are_there():
    for page in (ROOT / "docs").glob("*.md"):
        text = page.read_text("utf-8")
        for link in re.findall(r"\]\(((?!http|#)[^)#]+)", text):
            if link not in ("commands.md", "settings.md"):
                assert (page.parent / link).exists(), f"{page.name}: {link}"
    architecture = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:scans|ocr|corrections|tei|redpencil)/[\w/.]+)`", architecture)
    assert len(named) > 15
    for name in named:
        assert (ROOT / name).exists(), name
    inside = architecture.partition("## Inside `redpencil/`")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`(\w+)/?`", inside)) - {"redpencil"}
    modules = {path.stem for path in (ROOT / "redpencil").iterdir() if path.suffix in ("", ".py")}
    assert listed == modules - {"__init__", "__pycache__"}


def list_calls():
    """Every call of redpencil that a page shows in a line of its own, or that --help has as an example."""
    commands = (ROOT / "redpencil" / "commands").glob("*.py")
    shown = re.compile(r"^ {4,}(?:\S+\$ )?((?:cd|redpencil) .*)", re.MULTILINE)
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *commands):
        for line in shown.findall(page.read_text("utf-8")):
            words = shlex.shlex(line, posix=True, punctuation_chars="|&>;")
            words.whitespace_split = True
            for operator, call in itertools.groupby(words, lambda word: word in ("|", "&&", ">", ";")):
                name, *arguments = call
                if name == "redpencil" and not operator:
                    yield pytest.param(arguments, id=f"{page.name}: {' '.join(arguments)}")


@pytest.mark.parametrize("words", list(list_calls()))
def test_calls_that_are_shown_are_understood(words, monkeypatch):
    """Without doing what they say: files that they name need not be there."""
    monkeypatch.setattr(click.Command, "invoke", lambda self, context: None)
    called = CliRunner().invoke(cli, words)
    assert called.exit_code == 0 or "does not exist" in called.output, called.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(shell):
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "_REDPENCIL_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "redpencil cor",
        "COMP_CWORD": "1" if shell != "fish" else "cor",
    }
    call = [sys.executable, "-c", "from redpencil.cli import cli; cli.main(prog_name='redpencil')"]
    called = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=60)
    assert "correct" in called.stdout, called


def test_the_same_source_makes_the_same_wheel_with_the_five_rooms_alone(tmp_path):
    pytest.importorskip("hatchling", reason="needs hatchling, from the extra 'dev'")
    import zipfile

    wheels = []
    for number, mode in enumerate((0o022, 0o077)):
        command = [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(tmp_path / str(number)),
        ]
        subprocess.run(
            command, cwd=ROOT, check=True, capture_output=True, timeout=120, umask=mode,
            env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1700000000"},
        )  # fmt: skip
        wheels += (tmp_path / str(number)).glob("*.whl")
    one, two = (wheel.read_bytes() for wheel in wheels)
    assert one == two
    names = zipfile.ZipFile(wheels[0]).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"scans", "ocr", "corrections", "tei", "redpencil"}
    assert not [name for name in names if "__pycache__" in name or "/." in name]
