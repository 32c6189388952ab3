"""Which SPARQL asks other machines, and which graphs it is about."""

import string

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CallRefused, QueryError
from kg.iris import Namespaces
from kg.query import QueryContext, evaluate, run_update
from kg.query.keywords import Sparql, calls_others

# The port is one that Oxigraph refuses to connect to, so that nothing is asked.
BASE = "http://127.0.0.1:1/"
ELSEWHERE = f"<{BASE}>"
CALLS = [
    f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ sErViCe SILENT {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ {{}}SERVICESILENT{ELSEWHERE}{{ ?s ?p ?o }} }}",
    f"SELECT * {{ {{}}SERVICE{ELSEWHERE}{{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?x {{ {ELSEWHERE} }} SERVICE?x{{ ?s ?p ?o }} }}",
    f"PREFIX : {ELSEWHERE} SELECT * {{ {{}}SERVICE:a{{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICE # {{ }}\n {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SERVICE\t\r\n{ELSEWHERE}\n{{ ?s ?p ?o }} }}",
    # What looks like an IRI is a comparison and the begin of a comment.
    f"SELECT * {{ FILTER(1<?b)SERVICE#>\n{ELSEWHERE}{{ ?s ?p ?o }} }}",
    # Two strings without a blank between them look like the begin of a long one.
    f"SELECT * {{ VALUES ?x {{'''a'}} SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f'SELECT * {{ VALUES ?x {{"""a"}} SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}',
    f'SELECT * {{ VALUES ?x {{ "\\\\u0061" }} SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}',
    f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p 'SERVICE' }} }} # SERVICE",
    f"ASK {{ FILTER EXISTS {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} {{ {{ SELECT * {{ SERVICE {ELSEWHERE} {{}} }} }} }}",
    "SELECT * { SERVICE <relative> { ?s ?p ?o } }",
]
HARMLESS = [
    "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> {}",
    "SELECT * { ?s ?p 'SERVICE <http://example.org/> {}' }",
    'SELECT * { ?s ?p """a "SERVICE" b""", \'\'\'SERVICE\'\'\' }',
    "SELECT * { ?s ?p <http://service/SERVICE#service> }",
    "PREFIX service: <http://a/> SELECT * { service:SERVICE ?service service:load }",
    "SELECT ?service { ?service ?SERVICE ?o FILTER(LANG(?o) = 'service') }",
    "SELECT * { ?s ?p 'a'@service , '\\u0053ERVICE' , _:service }",
    "SELECT ('LOAD' AS ?load) {}",
    "SELECT (1 AS ?service) (2 AS ?servica) (3 AS ?Service) {}",
]
UPDATES = [
    (f"LOAD {ELSEWHERE}", True),
    (f"load silent {ELSEWHERE} INTO GRAPH <http://example.org/g>", True),
    (f"CLEAR ALL ;LOAD{ELSEWHERE}", True),
    (f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}", True),
    ("INSERT DATA { <http://example.org/load> a 'LOAD SERVICE' } # LOAD", False),
    ("DROP SILENT GRAPH <http://example.org/load>", False),
]


def context(**chosen) -> QueryContext:
    """Return what queries are run in."""
    return QueryContext(namespaces=Namespaces(), base_iri=BASE, **chosen)


@pytest.mark.parametrize("text", CALLS)
def test_calls_are_refused(text):
    """Whatever parses and has the keyword is refused, however it is written."""
    with pytest.raises(CallRefused, match="SERVICE is not allowed"):
        evaluate(pyoxigraph.Store(), text, context())


@pytest.mark.parametrize(
    "text", [t for t in CALLS if "SILENT" not in t and "EXISTS" not in t]
)
def test_these_calls_would_be_made(text):
    """The queries above are not refused for some other reason."""
    with pytest.raises((OSError, RuntimeError), match=r"The port 1 is|service name"):
        tuple(evaluate(store_of_one(), text, context(may_call=True)))


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_alone_is_harmless(text):
    """In comments, strings, IRIs and names it may stand."""
    assert not isinstance(evaluate(store_of_one(), text, context()), Exception)


@pytest.mark.parametrize(("text", "is_call"), UPDATES)
def test_updates(text, is_call):
    """LOAD reads from elsewhere as well."""
    store = pyoxigraph.Store()

    if is_call:
        with pytest.raises(CallRefused, match="SERVICE and LOAD are not allowed"):
            run_update(store, text, context())
        assert len(store) == 0
    else:
        run_update(store, text, context())


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE", "SERVICE", "SELECT service", "ASK { ?s ?p 'SERVICE"]
)
def test_what_does_not_parse_is_not_run(text):
    """It is an error all the same, whichever."""
    with pytest.raises(QueryError):
        evaluate(pyoxigraph.Store(), text, context())


def store_of_one() -> pyoxigraph.Store:
    """Return a store with one triple."""
    node = pyoxigraph.NamedNode("http://example.org/a")
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(node, node, node))
    return store


PIECES = [
    *(
        "SERVICE",
        "service",
        "SILENT",
        "?x",
        "{",
        "}",
        "<http://a/>",
        "<",
        ">",
        "#",
        "\n",
    ),
    *(
        "'",
        '"',
        "'''",
        "\\",
        "\\u0053",
        "(",
        ")",
        "FILTER",
        "1",
        ":",
        ";",
        ".",
        " ",
        "a",
    ),
]


@given(
    st.lists(
        st.sampled_from(PIECES) | st.text(string.printable, max_size=2), max_size=9
    )
)
def test_no_call_gets_through(pieces):
    """A query that is let through has no call in what it is evaluated as.

    A call would end in an error of its own, since the port is refused.
    """
    middle = "".join(pieces)
    text = f"SELECT * {{ {middle} SERVICE{ELSEWHERE}{{ ?s ?p ?o }} }}"
    sparql = Sparql(text=text, base_iri=BASE)
    if calls_others(sparql):
        return
    try:
        list(pyoxigraph.Store().query(text, base_iri=BASE))
    except (SyntaxError, RuntimeError):
        return
    except OSError as error:
        pytest.fail(f"asked another machine: {text!r}: {error}")


def test_graphs_of_the_request():
    """The graphs that a request names win from those of the query."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode(f"{BASE}a")
    for name in ("g", "h"):
        graph = pyoxigraph.NamedNode(f"{BASE}{name}")
        store.add(pyoxigraph.Quad(node, node, graph, graph))

    def count(clause: str, **chosen) -> int:
        text = f"SELECT * {clause} {{ ?s ?p ?o }}"
        return len(list(evaluate(store, text, context(**chosen))))

    assert count("") == 0
    assert count("FROM <g>") == 1
    assert count("FROM <g> FROM <h>") == 2
    assert count("FROM NAMED <g>") == 0
    assert count("", default_graphs=[f"{BASE}g"], named_graphs=[]) == 1
    assert count("FROM <g>", default_graphs=[], named_graphs=[]) == 0
