"""What the shell offers for the next word."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg import cli
from kg.query import list_queries


def offered(*words):
    """Return what can stand in place of the last of the words."""
    *before, start = (str(word) for word in words)
    found = ShellComplete(cli.main, {}, "kg", "_KG_COMPLETE")
    return {item.value: item.help for item in found.get_completions(before, start)}


def test_commands():
    """Commands are offered by their names."""
    assert set(offered("")) == {command.name for command in cli.COMMANDS}
    assert set(offered("exp")) == {"explain", "export"}


def test_questions():
    """The first word is the name of a question, shown with its title."""
    titles = {query.name: query.title for query in list_queries()}

    assert offered("query", "") == titles
    assert list(offered("query", "withdr")) == ["withdrawals"]


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_parameters(query):
    """A dash offers the parameters of the question, each with its help."""
    shown = offered("query", query.name, "--")

    for parameter in query.parameters:
        assert shown[f"--{parameter.name}"] == parameter.help
    assert "--build" in shown


def test_given_parameters():
    """A parameter that stands there already is not offered again."""
    assert "--mission" not in offered("query", "withdrawals", "--mission", "x", "--")


def test_values(built):
    """After a parameter the actors of the graph are offered, with their labels."""
    ask = ("query", "--build", built.folder, "withdrawals", "--mission")

    shown = offered(*ask, "mission-minusm")

    assert list(shown) == ["mission-minusma"]
    assert shown["mission-minusma"]
    assert len(offered(*ask, "")) > len(shown)


def test_no_graph(tmp_path):
    """Where there is no graph, no value is offered, and nothing fails."""
    assert offered("query", "--build", tmp_path, "withdrawals", "--mission", "") == {}


def test_unknown_question():
    """An unknown question has no parameters, but the command has its options."""
    assert "--build" in offered("query", "nothing", "--")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(shell):
    """The script for a shell asks the program by its variable."""
    ended = CliRunner().invoke(cli.main, ["completion", shell])

    assert ended.exit_code == 0
    assert "_KG_COMPLETE" in ended.stdout


def test_bash():
    """Bash itself takes the script and completes with it."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    code = (
        'eval "$(kg completion bash)"; COMP_WORDS=(kg query withdr); COMP_CWORD=2;'
        ' _kg_completion kg; echo "${COMPREPLY[@]}"'
    )
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ended = subprocess.run(
        [bash, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )

    assert ended.stdout.strip() == "withdrawals", ended.stderr
