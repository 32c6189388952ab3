"""The README holds what it says: its commands run, and its excerpts are real."""

import re
import shlex
import tomllib
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.iris import Namespaces
from kg.query import run_sparql
from kg.query.names import prefixes_of
from kg.store import open_store

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
ELISION = "…"
CLAIM = f"{Namespaces().claim}kst-29521-457.68632-68642.Withdrawal"
INSTALL = "python3 -m venv .venv && .venv/bin/pip install "


def blocks(kind: str) -> list[str]:
    """Return the code blocks of a kind."""
    return [text for found, text in BLOCKS if found == kind]


def sessions() -> list[tuple[str, list[str]]]:
    """Return each command of the console blocks, and the output shown for it."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(blocks("console")).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


SESSIONS = sessions()
ASKING = [
    pytest.param(command, shown, id=command)
    for command, shown in SESSIONS
    if command.startswith("kg ") and "papers" not in command
]


@pytest.fixture
def beside_build(built, tmp_path, monkeypatch) -> Path:
    """Work in a folder where `build` is the build of the corpus, beside the tests."""
    (tmp_path / "build").symlink_to(built.folder)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def run(command: str) -> list[str]:
    """Run a `kg` command and return the lines it prints."""
    words = [
        word
        for part in shlex.split(command)[1:]
        for word in (sorted(map(str, Path().glob(part))) if "*" in part else [part])
    ]
    ended = CliRunner().invoke(main, words)
    assert ended.exit_code == 0, ended.output
    return [line.rstrip() for line in ended.stdout.splitlines()]


def test_all_blocks_are_tested():
    """No code block is of a kind that no test looks at, and none is missing."""
    kinds = {kind for kind, _ in BLOCKS}

    assert kinds == {"console", "python", "sparql", "toml", "turtle"}
    assert README.count("```") == 2 * len(BLOCKS)
    assert len(ASKING) >= 9


@pytest.mark.usefixtures("beside_build")
@pytest.mark.parametrize(("command", "shown"), ASKING)
def test_command(command, shown):
    """Each command runs, and prints the lines that the README shows, in order."""
    printed = run(command)
    rest = iter(printed)

    assert printed
    for line in shown:
        if line != ELISION:
            assert line.rstrip() in rest, f"{line!r} is not in:\n" + "\n".join(printed)


def test_excerpt_is_in_the_graph(built):
    """Every triple of the Turtle excerpt stands in the graph."""
    (excerpt,) = blocks("turtle")
    known = prefixes_of(Namespaces()).items()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in known)
    turtle = pyoxigraph.RdfFormat.TURTLE
    shown = {q.triple for q in pyoxigraph.parse(head + excerpt, format=turtle)}
    path = str(built.folder / "graph.ttl")
    graph = {q.triple for q in pyoxigraph.parse(path=path)}

    assert len(shown) > 12
    assert shown - graph == set()


def test_excerpt_has_its_sentence(corpus_store):
    """The sentence quoted above the excerpt is the claim's evidence."""
    (sentence,) = re.findall(r"^> (.*)$", README, re.MULTILINE)
    found = run_sparql(
        corpus_store,
        f"SELECT ?quote {{ <{CLAIM}> kg:evidence/nif:anchorOf ?quote }}",
    )
    ((quote,),) = found.rows

    assert " ".join(quote.value.split()) == sentence


@pytest.mark.usefixtures("beside_build")
@pytest.mark.parametrize("code", blocks("python"), ids=["rdflib"])
def test_python(capsys, code):
    """Each piece of Python runs beside a build and prints something."""
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  it is our own

    assert capsys.readouterr().out.strip(" []\n")


def test_sparql(corpus_store):
    """The SPARQL of the README has answers."""
    (query,) = blocks("sparql")

    assert run_sparql(corpus_store, query).rows


def test_own_papers(tmp_path, monkeypatch):
    """The manifest of the README builds, and the command after it has an answer."""
    (manifest,) = blocks("toml")
    ((_, entry),) = tomllib.loads(manifest).items()
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "corpus.toml").write_text(manifest, encoding="utf-8")
    text = "Gisteren veroordeelde de Europese Unie de staatsgreep in Niger.\n"
    (papers / entry["file"]).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    build, ask = (command for command, _ in SESSIONS if "papers" in command)

    assert "The graph conforms" in " ".join(run(build))
    assert any("2023-03-09" in line for line in run(ask))


def test_installation():
    """The two commands that do all are the ones that CI runs."""
    commands = [command for command, _ in SESSIONS if command.startswith("python3")]
    main_job, tests = commands
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert main_job == f"{INSTALL}. && .venv/bin/kg build corpus/ -o build/"
    assert tests == f"{INSTALL}-e '.[test]' && .venv/bin/pytest"
    assert tests in script


def test_links():
    """What the README links to is there."""
    targets = re.findall(r"\]\(([^)#:]+)\)", README)

    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_files_of_a_build_are_listed(built):
    """Each file of a build is explained."""
    names = {path.name for path in built.folder.iterdir()}

    assert {name for name in names if f"`{name}`" not in README} == set()


def test_store_has_the_edge_that_is_named(built):
    """The direct edge in the table of files is a real one."""
    ask = "ASK { id:state-dk rel:withdrewFrom id:mission-minusma }"

    assert run_sparql(open_store(built.folder, texts=False), ask).value
