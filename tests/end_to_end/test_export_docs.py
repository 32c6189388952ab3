"""What docs/export.md shows runs; it and docs/tables.md list what there is."""

import re
import shlex
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.export import FORMATS, Layer, export, list_tables

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
TABLES = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ")
    for kind, text in BLOCKS
    if kind == "console"
    for line in text.splitlines()
]
PYTHON = [text for kind, text in BLOCKS if kind == "python"]


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory) -> Path:
    """Return a folder with `build`, in which all commands have run."""
    made = tmp_path_factory.mktemp("export-docs")
    (made / "build").symlink_to(built.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        for command in COMMANDS:
            ended = CliRunner().invoke(main, shlex.split(command)[1:])
            assert ended.exit_code == 0, (command, ended.output)
    return made


def test_all_blocks_are_tested():
    """No block is of a kind that no test looks at."""
    assert {kind for kind, _ in BLOCKS} == {"console", "python"}
    assert all(command.startswith("kg export ") for command in COMMANDS)
    assert len(COMMANDS) > 5
    assert len(PYTHON) == 4


def test_commands_write_their_files(folder):
    """Each file that a command names is there."""
    names = {w for c in COMMANDS for w in re.findall(r"-o (\S+)", c)}

    assert len(names) == 6
    assert [name for name in names if not (folder / name).exists()] == []


@pytest.mark.parametrize("code", PYTHON, ids=["store", "gephi", "pandas", "api"])
def test_python(folder, monkeypatch, capsys, code):
    """Each example runs beside the exports, and prints something."""
    if "pandas" in code:
        pytest.importorskip("pandas")
    monkeypatch.chdir(folder)
    exec(compile(code, "export.md", "exec"), {})  # noqa: S102  it is our own

    assert len(capsys.readouterr().out.split()) > 3


def test_every_format_is_listed():
    """Each format has its row."""
    rows = re.findall(r"^\| (`.*?) \| .* \| .* \|$", TEXT, re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}

    assert set(FORMATS) <= listed


@pytest.mark.parametrize("table", list_tables().values(), ids=lambda t: t.name)
def test_columns_are_listed(table):
    """Each column of each table has its row, in order."""
    _, found, rest = TABLES.partition(f"## `{table.name}`\n")
    part = re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0]

    assert found
    assert f"{table.title}. Key: {', '.join(f'`{k}`' for k in table.key)}." in part
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", part, re.MULTILINE)
    assert rows == [(c.name, c.kind, c.help) for c in table.columns]


@pytest.mark.parametrize("only", [None, *Layer])
def test_attributes_of_networks_are_listed(built, tmp_path, only):
    """Each attribute of nodes and edges is named."""
    part = TEXT.partition("## Into Gephi")[2].partition("## Into pandas")[0]
    export(built.folder, tmp_path / "x.graphml", only=only)
    graph = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)

    records = [r for found in (graph.nodes, graph.edges) for *_, r in found(data=True)]
    names = {name for record in records for name in record}
    assert len(names) > 12
    assert [name for name in sorted(names) if f"`{name}`" not in part] == []
