"""`kg validate` on graphs of our own, of others, and on what is no graph."""

import json
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from rdflib import Graph
from rdflib.namespace import RDF, SH

from kg import cli

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "validate" / "sample.ttl"
BAD = ROOT / "shapes" / "claim-core" / "bad.ttl"
ODD = ROOT / "shapes" / "claim-reporter-not-source" / "bad.ttl"
FOREIGN = """
@prefix kg: <https://w3id.org/kroniek/ont#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/land> a kg:State ; skos:prefLabel "Land <b>X</b>"@nl , "Y"@nl .
[] a kg:Quantity .
[] a kg:Quantity .
"""


def kg(*words):
    """Run `kg validate` in this process."""
    return CliRunner().invoke(cli.main, ["validate", *map(str, words)])


def said(ended, code=2) -> str:
    """Return the one line in which a command refuses."""
    assert ended.exit_code == code, ended.output
    assert ended.stdout == ""
    assert ended.stderr.startswith("kg: ")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


@pytest.fixture
def foreign(tmp_path) -> Path:
    """Return a graph that another program made, with blank nodes and markup."""
    path = tmp_path / "foreign.ttl"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


def test_a_graph_that_conforms():
    """The example of the format has no finding."""
    ended = kg(SAMPLE)

    assert ended.exit_code == 0
    assert ended.stdout == "The graph conforms: 0 Violation, 0 Warning, 0 Info.\n"


def test_a_violation_is_told_with_its_sentence():
    """The shape, the node, and the words that the claim rests on."""
    ended = kg(BAD)

    assert ended.exit_code == 1
    assert ended.stdout.startswith("The graph does not conform: ")
    assert "\nViolation claim-core (" in ended.stdout
    assert "  d1.12-24.Arrest" in ended.stdout
    assert "    «" in ended.stdout


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 1)])
def test_what_fails_is_chosen(level, code):
    """A warning fails only where that is asked for."""
    ended = kg(ODD, "--fail-on", level)

    assert ended.exit_code == code
    assert "1 Warning" in ended.stdout


def test_json():
    """Each finding has its shape, node and sentence, and the counts add up."""
    told = json.loads(kg(BAD, "--format", "json").stdout)

    assert told["conforms"] is False
    assert sum(told["counts"].values()) == len(told["findings"]) >= 1
    first = told["findings"][0]
    assert first["severity"] == "Violation"
    assert first["shape"].endswith("#claim-core")
    assert first["focusNode"].endswith("claim/d1.12-24.Arrest")
    assert first["evidence"]


def test_turtle(foreign):
    """The report is one of SHACL, with a result for each finding of the JSON."""
    report = Graph().parse(data=kg(foreign, "-f", "ttl").stdout, format="turtle")
    told = json.loads(kg(foreign, "-f", "json").stdout)["findings"]

    assert len(set(report.subjects(RDF.type, SH.ValidationResult))) == len(told) > 0
    assert len(set(report.objects(None, SH.focusNode))) == 3


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag, _):
        """Keep the name of an element."""
        self.tags.append(tag)


def test_html_shows_labels_as_text(foreign):
    """What a graph says is never markup."""
    page = kg(foreign, "-f", "html").stdout
    found = Tags()
    found.feed(page)

    assert "Land &lt;b&gt;X&lt;/b&gt;" in page
    assert "b" not in found.tags
    assert found.tags.count("h1") == 1
    assert found.tags.count("h2") >= 2


def test_blank_nodes_are_told_apart_and_the_same_each_time(foreign):
    """Two nameless quantities are two focus nodes, with labels of RDFC-1.0."""
    one, other = (kg(foreign, "-f", "json").stdout for _ in range(2))
    nodes = {finding["focusNode"] for finding in json.loads(one)["findings"]}

    assert one == other
    assert {node for node in nodes if node.startswith("_:")} == {"_:c14n0", "_:c14n1"}


def test_several_sources_are_one_graph(tmp_path):
    """What one file lacks another may hold; a folder is all of its files."""
    graph = Graph().parse(SAMPLE)
    halves = [Graph(), Graph()]
    for number, triple in enumerate(sorted(graph)):
        halves[number % 2].add(triple)
    for name, half in zip(("a.ttl", "b.nt"), halves, strict=True):
        form = "turtle" if name == "a.ttl" else "nt"
        half.serialize(tmp_path / name, format=form, encoding="utf-8")

    assert kg(tmp_path / "a.ttl").exit_code == 1
    assert kg(tmp_path / "a.ttl", tmp_path / "b.nt").exit_code == 0
    assert kg(tmp_path).exit_code == 0


@pytest.mark.parametrize("form", ["json-ld", "xml", "trig"])
def test_other_formats(tmp_path, form):
    """The end of a name tells the format."""
    path = tmp_path / {"json-ld": "x.jsonld", "xml": "x.rdf", "trig": "x.trig"}[form]
    Graph().parse(SAMPLE).serialize(path, format=form)

    assert kg(path).exit_code == 0


def test_build_folder(built):
    """A build conforms, as `kg build` said."""
    ended = kg(built.folder)

    assert ended.exit_code == 0
    assert "The graph conforms" in ended.stdout


@pytest.fixture
def endpoint():
    """Return a server that answers with the bad graph, or with how large it is."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            body = self.server.body
            kind = "text/turtle"
            if "json" in self.headers["Accept"]:
                kind = "application/sparql-results+json"
                count = {"type": "literal", "value": str(len(Graph().parse(data=body)))}
                rows = {"results": {"bindings": [{"n": count}]}}
                body = json.dumps({"head": {"vars": ["n"]}, **rows}).encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.body = BAD.read_bytes()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_endpoint(endpoint, monkeypatch):
    """What a SPARQL endpoint holds is checked as a file is."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    url = f"http://127.0.0.1:{endpoint.server_port}/sparql"
    remote, local = kg(url), kg(BAD)

    assert (remote.exit_code, remote.stdout) == (1, local.stdout)

    endpoint.body = b""
    assert "no triple in http" in said(kg(url))


def test_a_graph_that_no_shape_looks_at(tmp_path):
    """To conform for lack of anything to check is no good news."""
    path = tmp_path / "other.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")

    assert "nothing to check" in said(kg(path))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.ttl", "", "no triple"),
        ("broken.ttl", "<urn:a> <urn:b>", "is not Turtle"),
        ("paper.pdf", "%PDF", "there are: .jsonld"),
    ],
)
def test_no_graph(tmp_path, name, content, reason):
    """A file that cannot be used is named, with the cause."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    line = said(kg(path))

    assert reason in line
    assert name in line


def test_nothing_there(tmp_path):
    """Neither a path that does not exist nor an empty folder passes."""
    assert "no such file or folder" in said(kg(tmp_path / "nowhere.ttl"))
    assert "no RDF in" in said(kg(tmp_path))
    assert "Missing argument" in said(kg())
