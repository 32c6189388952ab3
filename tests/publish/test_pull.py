"""Reading graphs back: a build as a folder, any graph as a file."""

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg import cli
from kg.publish import Choice, open_target, push, read_publication
from kg.query import run_remote
from kg.store import open_store

OTHERS = ("https://example.org/a/notes", "https://example.org/b/notes")


def pull(*words) -> object:
    """Run the command."""
    return CliRunner().invoke(cli.main, ["pull", *map(str, words)])


def quads(folder) -> set[pyoxigraph.Quad]:
    """Return what a build folder holds."""
    names = ("vocabulary.ttl", "graph.trig", "edges.ttl")
    return {quad for name in names for quad in open_store([folder / name])}


def test_folder(server, small, tmp_path):
    """A pulled folder is a build that other commands take."""
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(small), target)

    ended = pull(server.url, "-o", tmp_path / "back")

    assert (ended.exit_code, ended.stderr) == (0, "")
    assert quads(tmp_path / "back") == quads(small)
    asked = ["query", "-", "--build", str(tmp_path / "back"), "-f", "csv"]
    query = "SELECT ?d { ?d a kg:Document } ORDER BY ?d"
    shown = CliRunner().invoke(cli.main, asked, input=query)
    assert [line.rpartition("/")[2] for line in shown.stdout.split()] == [
        "d",
        "d1",
        "d2",
    ]


def test_blank_nodes(server, small, tmp_path):
    """Blank nodes that were sent as names are blank again."""
    path = small / "vocabulary.ttl"
    blank = 'id:state-ml skos:related [ skos:note "a" ] .'
    path.write_text(path.read_text("utf-8") + blank, encoding="utf-8")
    with open_target(Choice(url=server.url)) as target:
        push(read_publication(small), target)

    pull(server.url, "-o", tmp_path / "back")

    text = (tmp_path / "back" / "vocabulary.ttl").read_text(encoding="utf-8")
    assert "genid" not in text
    assert text.count("_:") == 2


def test_other_graphs(server, tmp_path):
    """Graphs that somebody else made come as a file each."""
    node = pyoxigraph.NamedNode("https://example.org/x")
    with open_target(Choice(url=server.url)) as target:
        for name in OTHERS:
            triple = pyoxigraph.Triple(node, node, pyoxigraph.Literal(name))
            target.writer.replace(name, [triple])

    words = [word for name in OTHERS for word in ("--graph", name)]
    ended = pull(server.url, "-o", tmp_path / "out", *words)

    assert "2 triples of 2 graphs" in ended.stdout
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["notes-2.ttl", "notes.ttl"]
    (quad,) = open_store([tmp_path / "out" / "notes.ttl"])
    assert quad.object.value == OTHERS[0]


def test_no_such_graph(server, tmp_path):
    """A graph that is not there is told, and nothing is written."""
    ended = pull(server.url, "-o", tmp_path / "out", "--graph", OTHERS[0])

    assert ended.exit_code == 2
    assert f"'{OTHERS[0]}'; there are: " in ended.stderr
    assert not (tmp_path / "out").exists()


def test_incomplete(server, small, tmp_path):
    """A build of which something is missing is not read as if it were whole."""
    publication = read_publication(small)
    with open_target(Choice(url=server.url)) as target:
        push(publication, target)
        target.writer.drop(publication.graphs[0].name)

    ended = pull(server.url, "-o", tmp_path / "out")

    assert ended.exit_code == 2
    assert "graph/vocabulary> is not complete in" in ended.stderr
    assert "it has 0 triples of " in ended.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_query_with_password(server):
    """A question to an address that wants a password is asked with it."""
    verdict = run_remote(f"{server.url}/sparql-auth", "ASK { ?s ?p ?o }")

    assert verdict.value is True
