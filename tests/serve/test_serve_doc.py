"""docs/serve.md holds what it says: its commands and programs run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from serve_builders import kg_serve, needs_curl

from kg.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
ELISION = "…"


def sessions() -> list[tuple[str, list[str]]]:
    """Return each command of the console blocks, and the lines shown for it."""
    found: list[tuple[str, list[str]]] = []
    for kind, text in BLOCKS:
        for line in text.splitlines() if kind == "console" else ():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


SERVING = [pair for pair in sessions() if pair[0].startswith("kg serve")]
ASKING = [pair for pair in sessions() if not pair[0].startswith("kg serve")]


@pytest.fixture
def beside_build(built, tmp_path, monkeypatch) -> Path:
    """Work in a folder where `build` is the build of the corpus."""
    (tmp_path / "build").symlink_to(built.folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def output(command: str) -> str:
    """Run a command of a client; return what it prints."""
    if command.startswith("kg "):
        ended = CliRunner().invoke(main, shlex.split(command)[1:])
        assert ended.exit_code == 0, ended.output
        return ended.stdout
    words = ["curl", "-sS", "--fail-with-body", *shlex.split(command)[1:]]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def fits(shown: list[str], printed: str) -> bool:
    """Tell whether what is shown was printed; an elision is any number of lines."""
    lines = [line.rstrip() for line in printed.splitlines()]
    if ELISION not in shown:
        return lines == shown
    rest = iter(lines)
    return all(line in rest for line in shown if line != ELISION)


def uncounted(line: str) -> str:
    """Return a line without how many triples there are: that changes."""
    return re.sub(r"[\d,]+ triples", "triples", line)


def by_port(pairs) -> dict[str, list[tuple[str, list[str]]]]:
    """Return the commands that ask each server, by its port."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for command, shown in pairs:
        (port,) = re.findall(r"http://127\.0\.0\.1:(\d+)/", command)
        found.setdefault(port, []).append((command, shown))
    return found


@needs_curl
@pytest.mark.parametrize(("command", "shown"), SERVING, ids=[c for c, _ in SERVING])
@pytest.mark.usefixtures("beside_build")
def test_commands(command, shown):
    """Each server that is started says what is shown, and so do those who ask it."""
    words = shlex.split(command)[2:]
    (port,) = re.findall(r":(\d+)/sparql", shown[0])
    with kg_serve(*words, last=("--port", "0")) as server:
        own = re.search(r":(\d+)/", server.url)[1]
        greeting = server.greeting.replace(own, port).splitlines()
        assert [uncounted(line) for line in greeting] == [*map(uncounted, shown)]
        asked = by_port(ASKING)[port]
        assert asked
        for each, expected in asked:
            printed = output(each.replace(f":{port}/", f":{own}/"))
            assert fits(expected, printed), (each, printed)


def test_programs(endpoint, monkeypatch, tmp_path):
    """Each program runs, and finds something."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    programs = [text for kind, text in BLOCKS if kind == "python"]
    for number, program in enumerate(programs):
        path = tmp_path / f"{number}.py"
        address = "http://127.0.0.1:8765/sparql"
        path.write_text(program.replace(address, endpoint), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, path], capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "https://w3id.org/kroniek/" in done.stdout

    assert len(programs) == 2


def test_options_that_are_named_exist():
    """Whatever option is named, the command has it, with the default that is named."""
    shown = CliRunner().invoke(main, ["serve", "--help"]).stdout
    named = re.findall(r"`(--[\w-]+)(?: (\d+))?", TEXT)

    assert len({option for option, _ in named}) > 8
    for option, default in named:
        told = shown.partition(f" {option} ")[2].partition("\n  -")[0]
        assert told, option
        assert not default or default in told.split("default: ")[1], option


def test_it_is_short():
    """Nobody reads more."""
    assert len(TEXT.splitlines()) <= 150
