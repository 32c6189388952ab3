"""The clients that people use, against `kg serve` as they start it."""

import json
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from serve_builders import EX, kg_serve, needs_curl
from SPARQLWrapper import CSV, JSON, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.cli import main
from kg.iris import VOCABULARY, Namespaces
from kg.query import fetch, list_queries, run_query, run_remote

COUPS = f"SELECT ?e {{ ?e a <{VOCABULARY}Coup> }} ORDER BY ?e"
KG = rdflib.Namespace(VOCABULARY)


@pytest.fixture(autouse=True)
def _direct(monkeypatch):
    """No proxy stands between these tests and this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def wrapper(endpoint) -> SPARQLWrapper:
    """Return a client of the endpoint."""
    return SPARQLWrapper(endpoint)


@pytest.fixture
def coups(corpus_store) -> list[str]:
    """Return the identifiers of all coups."""
    return [row[0].value for row in corpus_store.query(COUPS)]


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_json(wrapper, coups, method):
    """Tables come as values."""
    wrapper.setQuery(COUPS)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(method)

    found = wrapper.queryAndConvert()

    assert [row["e"]["value"] for row in found["results"]["bindings"]] == coups != []


@pytest.mark.parametrize("method", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_posts(wrapper, coups, method):
    """The query goes in a form, or as it is."""
    wrapper.setQuery(COUPS)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(method)

    assert len(wrapper.queryAndConvert()["results"]["bindings"]) == len(coups)


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_reads_other_tables(wrapper, coups, form):
    """Tables come in XML, CSV and TSV."""
    wrapper.setQuery(COUPS)
    wrapper.setReturnFormat(form)

    found = wrapper.queryAndConvert()
    text = found.toxml() if form == XML else found.decode()

    assert all(coup in text for coup in coups)


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML])
def test_sparqlwrapper_reads_graphs(wrapper, coups, form):
    """Graphs come in Turtle and RDF/XML."""
    wrapper.setQuery("CONSTRUCT { ?e a kg:Coup } WHERE { ?e a kg:Coup }")
    wrapper.setReturnFormat(form)

    found = wrapper.queryAndConvert()

    graph = found if form == RDFXML else rdflib.Graph().parse(data=found, format="ttl")
    assert sorted(map(str, graph.subjects(rdflib.RDF.type, KG.Coup))) == coups


def test_sparqlwrapper_tells_errors(wrapper):
    """A query that does not parse is told in our words."""
    wrapper.setQuery("SELECT ?x {")
    wrapper.setReturnFormat(JSON)

    with pytest.raises(QueryBadFormed, match="the query ends too early"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_store(endpoint, coups, method):
    """A remote graph is used as one of rdflib."""
    graph = rdflib.Graph(SPARQLStore(endpoint, method=method))

    assert sorted(map(str, graph.subjects(rdflib.RDF.type, KG.Coup))) == coups
    assert [str(row.e) for row in graph.query(COUPS)] == coups
    assert (rdflib.URIRef(coups[0]), rdflib.RDF.type, KG.Coup) in graph


def test_rdflib_store_of_one_document(endpoint):
    """A named graph holds what one document says."""
    document = rdflib.URIRef(f"{Namespaces().document}popken-2019-09-17")
    graph = rdflib.Graph(SPARQLStore(endpoint), identifier=document)

    claims = set(graph.subjects(rdflib.RDF.type, KG.Claim))

    assert claims
    assert all("/popken-2019-09-17." in claim for claim in claims)


def curl(*words: str) -> tuple[int, str, str]:
    """Return status, media type and body of what curl gets."""
    told = "\n%{http_code} %{content_type}"
    command = ["curl", "-sS", "--noproxy", "*", "-w", told, *words]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    body, _, last = ended.stdout.rpartition("\n")
    status, _, kind = last.partition(" ")
    return int(status), kind, body


@needs_curl
def test_curl(endpoint, coups):
    """Each way of the protocol is one line for a shell."""
    encoded = f"query={COUPS}"
    asked = [
        curl("-G", endpoint, "--data-urlencode", encoded),
        curl(endpoint, "--data-urlencode", encoded),
        curl(endpoint, "-H", "Content-Type: application/sparql-query", "-d", COUPS),
    ]

    for status, kind, body in asked:
        assert (status, kind) == (200, "application/sparql-results+json")
        assert len(json.loads(body)["results"]["bindings"]) == len(coups)


@needs_curl
def test_curl_reads_a_graph(endpoint):
    """A document is read as a graph; all of them together as quads."""
    store = endpoint.replace("/sparql", "/store")
    document = f"{Namespaces().document}popken-2019-09-17"

    status, kind, body = curl("-G", store, "--data-urlencode", f"graph={document}")
    assert (status, kind) == (200, "text/turtle; charset=utf-8")
    graph = list(pyoxigraph.parse(body, pyoxigraph.RdfFormat.TURTLE))
    status, kind, body = curl(store, "-H", "Accept: application/n-quads")
    assert (status, kind) == (200, "application/n-quads")
    quads = pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_QUADS)
    named = [q.triple for q in quads if str(q.graph_name) == f"<{document}>"]
    assert set(named) == {quad.triple for quad in graph}


@needs_curl
def test_curl_sends_too_much(endpoint, tmp_path):
    """A body that is too large is refused, not read."""
    path = tmp_path / "query.rq"
    path.write_bytes(b"#" * (17 << 20))
    kind = "Content-Type: application/sparql-query"

    status, _, body = curl(endpoint, "-H", kind, "--data-binary", f"@{path}")

    assert (status, body) == (413, "a request may have 16777216 bytes, not more\n")


def test_query_in_a_long_address(endpoint):
    """A long query may stand in the address, up to a limit."""
    for size, status in ((100_000, 200), (1_000_000, 400)):
        address = urlsplit(endpoint)
        connection = HTTPConnection(address.hostname, address.port)
        with closing(connection):
            connection.request("GET", f"/sparql?query=ASK%7B%7D%23{'x' * size}")
            assert connection.getresponse().status == status


def test_kg_query(endpoint, corpus_store):
    """Our own command asks every question of the library, with the same answer."""
    for query in list_queries():
        asked = ["query", query.name, "--endpoint", endpoint, "-f", "csv"]
        ended = CliRunner().invoke(main, asked)
        assert (ended.exit_code, ended.stderr) == (0, "")
        rows = StringIO(ended.stdout).readlines()[1:]
        expected = run_query(corpus_store, query).rows
        assert (len(rows) > 0) == (len(expected) > 0), query.name


def test_kg_reads_all(endpoint, corpus_store):
    """Our own client reads each triple of the build."""
    assert set(fetch(endpoint)) == {quad.triple for quad in corpus_store}
    assert len(corpus_store) == int(counted(endpoint, "{ ?s ?p ?o }"))


def test_graphs(endpoint):
    """Each document has a graph, whose triples stand in the default graph as well."""
    inside = "{ GRAPH ?g { ?s ?p ?o } }"
    both = "{ GRAPH ?g { ?s ?p ?o } ?s ?p ?o }"

    assert int(counted(endpoint, inside)) == int(counted(endpoint, both)) > 0


def counted(endpoint: str, pattern: str) -> str:
    """Return how many solutions a pattern has."""
    found = run_remote(endpoint, f"SELECT (COUNT(*) AS ?n) {pattern}")
    return found.rows[0][0].value


def test_rdflib_writes(store):
    """What rdflib adds and removes is changed in the store on disk."""
    subject, name = rdflib.URIRef(f"{EX}new"), rdflib.URIRef(f"{EX}name")
    with kg_serve("--build", str(store), "--writable", "--processes", "1") as server:
        assert server.greeting.count("\n") == 3
        remote = SPARQLUpdateStore(server.url, server.url, autocommit=True)
        graph = rdflib.Graph(remote, identifier=f"{EX}g")
        graph.add((subject, name, rdflib.Literal("é\n\"'", lang="nl")))
        assert (subject, name, None) in graph
        graph.remove((rdflib.URIRef(f"{EX}b"), None, None))
        assert (rdflib.URIRef(f"{EX}b"), None, None) not in graph
        assert server.stop() == 0

    kept = {str(quad) for quad in pyoxigraph.Store(Path(store))}
    assert any("é" in quad for quad in kept)
    assert not any(f"{EX}b>" in quad for quad in kept)
