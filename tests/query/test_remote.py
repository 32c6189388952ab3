"""Asking an endpoint: a stand-in on this machine answers, refuses or is not there."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph
import pytest
from click.testing import CliRunner

from kg import cli
from kg.errors import EndpointError, InputError, QueryError, UnknownName
from kg.iris import Namespaces
from kg.query import (
    Table,
    Triples,
    Verdict,
    find_query,
    list_queries,
    run_remote,
    run_remote_query,
)

JSON = "application/sparql-results+json"
MALI = f"{Namespaces().entity}state-ml"


class Endpoint(ThreadingHTTPServer):
    """Gives one canned answer to whatever is asked, and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"
        self.asked: list[dict[str, list[str]]] = []
        self.accepted: list[str] = []
        self.released = threading.Event()
        self.give({"head": {}, "boolean": True})

    def give(self, body: object, code: int = 200, kind: str = JSON) -> None:
        """Set the answer; what is no bytes is sent as JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answer = (code, kind, sent)

    @property
    def query(self) -> str:
        """The query that was asked last."""
        (text,) = self.asked[-1]["query"]
        return text


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(parse_qs(self.rfile.read(length).decode()))
        self.server.accepted.append(self.headers["Accept"])
        code, kind, body = self.server.answer
        if kind == "never":
            self.server.released.wait(20)
            return
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def endpoint(monkeypatch):
    """Return a stand-in for an endpoint."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


def results(columns, *rows):
    """Return rows of terms in the JSON format of SPARQL results."""
    bindings = [dict(zip(columns, row, strict=True)) for row in rows]
    bound = [{k: v for k, v in row.items() if v is not None} for row in bindings]
    return {"head": {"vars": list(columns)}, "results": {"bindings": bound}}


def refusal(url, text="ASK { ?s ?p ?o }", **options) -> str:
    """Return the one line of the error of a query."""
    with pytest.raises((EndpointError, QueryError)) as caught:
        run_remote(url, text, **options)
    assert "\n" not in str(caught.value)

    return str(caught.value)


def test_select(endpoint):
    """Rows come back as terms, what is unbound as None."""
    text = {"type": "literal", "value": "Mali", "xml:lang": "nl"}
    endpoint.give(
        results(("x", "y"), ({"type": "uri", "value": MALI}, text), (None, text))
    )

    table = run_remote(endpoint.url, "SELECT ?x ?y { ?x skos:prefLabel ?y }")

    assert isinstance(table, Table)
    assert table.columns == ("x", "y")
    mali = pyoxigraph.Literal("Mali", language="nl")
    assert table.rows == ((pyoxigraph.NamedNode(MALI), mali), (None, mali))
    assert JSON in endpoint.accepted[-1]
    assert list(endpoint.asked[-1]) == ["query"]


def test_ask(endpoint):
    """ASK gives a verdict."""
    assert run_remote(endpoint.url, "ASK { ?s ?p ?o }") == Verdict(value=True)


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "x/unknown"])
@pytest.mark.parametrize("text", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE id:x"])
def test_construct_and_describe(endpoint, kind, text):
    """Triples are asked for as Turtle, and read as what the server calls them."""
    endpoint.give(f"<{MALI}> <http://e/p> <http://e/o> .\n".encode(), kind=kind)

    found = run_remote(endpoint.url, text)

    assert isinstance(found, Triples)
    assert [triple.subject.value for triple in found.triples] == [MALI]
    assert "text/turtle" in endpoint.accepted[-1]


def test_prefixes_are_declared(endpoint):
    """What the endpoint cannot know is declared, on the first line, and only that."""
    own = "PREFIX kg: <http://other/>\nASK { ?x a kg:A ; skos:b ev:c.d.e , 'id:f' }"

    run_remote(endpoint.url, own)

    skos, rest = endpoint.query.split("> ", 1)
    assert skos == "PREFIX skos: <http://www.w3.org/2004/02/skos/core#"
    assert rest == own.replace("ev:c.d.e", f"<{Namespaces().event}c.d.e>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DROP ALL",
        "PREFIX a: <http://a/> # SELECT\nINSERT DATA { a:a a:a 'SELECT' }",
        "BASE <http://a/> DELETE WHERE { ?select ?ask ?o }",
    ],
)
def test_updates_are_never_sent(endpoint, text):
    """A query only reads."""
    assert "not a query" in refusal(endpoint.url, text)
    assert endpoint.asked == []


@pytest.mark.parametrize("code", [400, 401, 404, 406, 500, 503])
def test_refusal_has_the_words_of_the_server(endpoint, code):
    """What a server says about an error is told in one line."""
    endpoint.give(b"Parse error:\n  'fout' \xe2\x80\x94 line 1", code, "text/plain")

    message = refusal(endpoint.url)

    assert f"refuses the query ({code} " in message
    assert "): Parse error: 'fout' — line 1" in message


@pytest.mark.parametrize(("code", "kind"), [(400, QueryError), (500, EndpointError)])
def test_kind_of_refusal(endpoint, code, kind):
    """A query that is not understood is for its author to mend, all else is not."""
    endpoint.give(b"no", code, "text/plain")

    with pytest.raises(kind):
        run_remote(endpoint.url, "ASK {}")


@pytest.mark.parametrize(
    ("body", "end"),
    [
        (b"", "(400 Bad Request)"),
        (b"<html><body><b>no</b></body></html>", "(400 Bad Request): no"),
        (b"<html><body></body></html>", "(400 Bad Request)"),
        (b"x" * 5000, "x …"),
    ],
)
def test_refusal_without_words(endpoint, body, end):
    """No page, and no screens full of text."""
    endpoint.give(body, 400)

    message = refusal(endpoint.url)

    assert message.endswith(end)
    assert len(message) < 300


@pytest.mark.parametrize(
    "body", [b"<html></html>", b"", b"{", b"[]", b'{"head": {"vars": ["x"]}}']
)
def test_answer_that_is_no_json(endpoint, body):
    """An address that is no endpoint answers something else."""
    endpoint.give(body, kind="text/html")

    message = refusal(endpoint.url, "SELECT ?x { ?x ?p ?o }")

    assert message.endswith("does not answer with SPARQL results in JSON")


def test_answer_that_is_no_turtle(endpoint):
    """Neither are these triples."""
    endpoint.give(b"<html></html>", kind="text/html")

    message = refusal(endpoint.url, "CONSTRUCT WHERE { ?s ?p ?o }")

    assert message.endswith("does not answer with Turtle")


def test_closed_port():
    """Where nobody listens, the reason is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"

    assert refusal(url) == f"cannot reach {url}: Connection refused"


def test_endpoint_that_says_nothing(endpoint):
    """Nobody waits for ever."""
    endpoint.give(b"", kind="never")

    message = refusal(endpoint.url, timeout=1)

    assert message.endswith("does not answer within 1 second")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:3030/ds",
        "ftp://localhost/",
        "file:///etc/passwd",
        "http:///sparql",
        "http://localhost:port/",
        "http://[::1/",
        "http://me:secret@localhost/",
    ],
)
def test_address_must_be_of_the_web(url):
    """Only http and https are asked."""
    with pytest.raises(InputError, match="is not the http or https address"):
        run_remote(url, "ASK {}")


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_library(endpoint, query):
    """Every question can be asked, with its defaults."""
    endpoint.give(results(query.columns))

    table = run_remote_query(endpoint.url, query)

    assert (table.columns, table.rows) == (query.columns, ())
    assert isinstance(pyoxigraph.Store().query(endpoint.query).variables, list)


@pytest.mark.parametrize("name", [MALI, f"<{MALI}>", "id:state-ml", " id:state-ml "])
def test_parameter_by_identifier(endpoint, name):
    """An IRI or a prefixed name goes into the query as an IRI."""
    query = find_query("coups")
    endpoint.give(results(query.columns))

    table = run_remote_query(endpoint.url, query, {"state": name})

    assert f"<{MALI}>" in endpoint.query
    assert table.parameters["state"] == pyoxigraph.NamedNode(MALI)


@pytest.mark.parametrize("name", ["Mali", "state-ml", "", "x:state-ml", "<Mali>"])
def test_parameter_by_label(endpoint, name):
    """Labels cannot be looked up, and nothing is asked."""
    with pytest.raises(
        InputError, match=r"parameter state: no identifier of kind actor"
    ):
        run_remote_query(endpoint.url, find_query("coups"), {"state": name})

    assert endpoint.asked == []


def test_parameter_is_no_way_in(endpoint):
    """What is typed stays one term."""
    name = "<http://e/> } ; DROP ALL #>"
    with pytest.raises(InputError, match="no identifier of kind actor"):
        run_remote_query(endpoint.url, find_query("coups"), {"state": name})


def test_unknown_parameter(endpoint):
    """The same parameters are known as in a folder."""
    with pytest.raises(UnknownName, match="no parameter of coups 'x'"):
        run_remote_query(endpoint.url, find_query("coups"), {"x": "y"})


def test_other_columns(endpoint):
    """An answer to another question is none."""
    endpoint.give(results(("x",)))

    with pytest.raises(QueryError, match="answers with other columns than coups"):
        run_remote_query(endpoint.url, find_query("coups"))


@pytest.mark.parametrize("words", [["coups", "--state", "id:state-ml"], ["CQ2"]])
def test_command_asks_the_library(endpoint, words):
    """The command prints what the endpoint answers; there need be no build folder."""
    columns = find_query("coups").columns
    cells = [{"type": "literal", "value": f"a {column}"} for column in columns]
    endpoint.give(results(columns, cells))
    asked = ["query", *words, "--endpoint", endpoint.url, "-f", "csv"]

    with CliRunner().isolated_filesystem():
        ended = CliRunner().invoke(cli.main, asked)

    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.split()[0] == ",".join(columns)
    assert (f"<{MALI}>" in endpoint.query) == ("--state" in words)


def test_command_asks_free_sparql(endpoint, tmp_path):
    """So it does for a file and for standard input."""
    path = tmp_path / "q.rq"
    path.write_text("ASK { id:state-ml ?p ?o }", encoding="utf-8")

    for name in (str(path), "-"):
        ended = CliRunner().invoke(
            cli.main,
            ["query", "--endpoint", endpoint.url, name],
            input=path.read_text(encoding="utf-8"),
        )
        assert (ended.exit_code, ended.stdout) == (0, "yes\n"), ended.output
        assert endpoint.query.endswith(path.read_text(encoding="utf-8"))
