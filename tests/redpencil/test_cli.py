import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from redpencil.boundary import ExitCode
from redpencil.cli import COMMANDS, cli

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")

THREADS = """
import atexit, os, sys
from redpencil.__main__ import main
assert "numpy" not in sys.modules, "numpy has asked already"
atexit.register(lambda: print(os.environ["OPENBLAS_NUM_THREADS"]))
main()
"""


def commands():
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", below) for sub, below in command.commands.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name):
    assert f"`redpencil {name}" in README


@pytest.mark.parametrize(("name", "command"), tuple(commands()))
def test_every_command_has_help_with_an_example(name, command, redpencil):
    result = redpencil(*name.split(), "--help")
    assert result.code == ExitCode.DONE
    assert re.search(rf"Examples?:\n +redpencil (-\w+ )*.*{name.split()[0]}", result.out)
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help or option.name == "help", option.name


def test_no_command_named_in_the_readme_is_unknown():
    named = set(re.findall(r"^\| `redpencil ([a-z]+)", README, re.MULTILINE))
    assert named == set(COMMANDS)


def test_a_wrong_option_is_a_usage_error(redpencil):
    result = redpencil("ocr", "--nonsense")
    assert result.code == ExitCode.USAGE
    assert "No such option" in result.err


def test_a_mistyped_command_is_answered_with_the_one_meant(redpencil):
    result = redpencil("lauout")
    assert result.code == ExitCode.USAGE
    assert "Did you mean 'layout'?" in result.err
    assert "Did you mean" not in redpencil("qqqqqq").err


@pytest.mark.parametrize(
    "command",
    [("correct",), ("export",), ("publish",), ("text", "out"), ("layout",), ("review",)],
    ids=" ".join,
)
def test_where_nothing_has_been_read_it_says_what_to_do(tmp_path, redpencil, command):
    redpencil("init", tmp_path / "new")
    result = redpencil("-C", tmp_path / "new", *command)
    assert result.code == ExitCode.USAGE
    assert "redpencil ocr" in result.err


def test_outside_a_project(tmp_path, redpencil):
    result = redpencil("-C", tmp_path, "run")
    assert result.code == ExitCode.USAGE
    assert "redpencil init" in result.err


def test_help_comes_quickly_and_a_reader_that_leaves_does_no_harm():
    command = f"{sys.executable} -m redpencil lexicon list | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(("given", "expected"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_sums_are_done_by_one_thread_unless_told_otherwise(given, expected):
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    result = subprocess.run(
        [sys.executable, "-c", THREADS, "--version"],
        env=environment | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split()[-1] == expected


def test_init_will_not_overwrite(tmp_path, redpencil):
    assert redpencil("init", tmp_path / "new", "--title", "Pravda & Co.").code == ExitCode.DONE
    again = redpencil("init", tmp_path / "new")
    assert again.code == ExitCode.USAGE
    assert "is there already" in again.err


def test_the_shell_completes_the_names_of_pages(run_batch, tmp_path):
    def complete(folder, begun):
        context = click.Context(cli, info_name="redpencil")
        context.params["folder"] = folder
        (pages,) = cli.get_command(context, "layout").params[:1]
        inner = click.Context(cli.get_command(context, "layout"), parent=context)
        return [item.value for item in pages.shell_complete(inner, begun)]

    name = "labor-lantern_1933-05-20_v02n11_p"
    assert complete(run_batch, "labor") == [f"{name}1", f"{name}3"]
    assert complete(run_batch, "x") == complete(tmp_path / "nowhere", "labor") == []
