"""Prefixed names with dots, which SPARQL 1.1 allows and Oxigraph's parser does not."""

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.iris import Namespaces
from kg.query import Table, Verdict, run_sparql
from kg.query.names import prefixes_of
from kg.query.syntax import expand, form

EVENT = "ev:coup.ml.2012"
IRI = f"{Namespaces().event}coup.ml.2012"
LINKS = Namespaces().prefixes()["rel"]


@pytest.fixture
def store():
    """Return a graph in which one event is linked to itself and to a claim."""
    made = pyoxigraph.Store()
    event, link = pyoxigraph.NamedNode(IRI), pyoxigraph.NamedNode(f"{LINKS}x")
    claim = pyoxigraph.NamedNode(f"{Namespaces().claim}a-1.5-6.Coup")
    for value in (event, claim, pyoxigraph.Literal(f'{EVENT} "{EVENT}"')):
        made.add(pyoxigraph.Quad(event, link, value))
    return made


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ {EVENT} rel:x {EVENT} . }}",
        f"ASK {{ {EVENT} rel:x {EVENT}. }}",
        f"ASK {{ {EVENT} rel:x {EVENT}.}}",
        f"ASK {{ {EVENT} rel:x {EVENT} }}",
        f"ASK {{{EVENT} rel:x {EVENT},cl:a-1.5-6.Coup.}}",
        f"ASK {{ {EVENT} rel:x {EVENT}.?s ?p 1.5 }}".replace("1.5", "?o"),
        f"ASK {{ ?s ?p ?o.{EVENT} rel:x {EVENT}. ?s ?p ?o.}}",
        f"ASK {{ ?s (rel:x|{EVENT}) {EVENT} FILTER(?s={EVENT}) }}",
        f"ASK {{ VALUES ?s {{ {EVENT} {EVENT}}} ?s rel:x ?s }}",
        f"ASK {{ ?s ?p {EVENT} FILTER(1<2&&?s IN({EVENT})&&3>2) }}",
        "ASK { ?s ?p cl:a-1\\.5-6\\.Coup }",
        f"PREFIX e: <{Namespaces().event}> ASK {{ ?s ?p e:coup.ml.2012 }}",
        f"PREFIX : <{Namespaces().event}> ASK {{ ?s ?p :coup.ml.2012. }}",
        f"PREFIX ev: # {EVENT}\n <{Namespaces().event}> ASK {{ ?s ?p {EVENT} }}",
    ],
)
def test_names_with_dots(store, text):
    """A name may hold dots, and the dot after it ends the triple."""
    assert run_sparql(store, text) == Verdict(value=True)


def test_own_prefix_wins(store):
    """A prefix that the query declares means what the query says."""
    text = f"PREFIX ev: <http://e/> ASK {{ ?s ?p {EVENT} }}"

    assert run_sparql(store, text) == Verdict(value=False)
    assert "<http://e/coup.ml.2012>" in expand(text, prefixes_of(Namespaces())).text


def test_own_base(store):
    """Names are expanded under the base of the graph."""
    text = f"SELECT ({EVENT} AS ?x) {{}}"

    table = run_sparql(store, text, namespaces=Namespaces("https://e.org/"))

    assert isinstance(table, Table)
    assert table.rows == ((pyoxigraph.NamedNode("https://e.org/ev/coup.ml.2012"),),)


def test_strings_are_left_alone(store):
    """What only looks like a name is text."""
    for quoted in (f"'{EVENT} \"{EVENT}\"'", f"'''{EVENT} \"{EVENT}\"'''"):
        text = f"ASK {{ ?s ?p {quoted} }} # {EVENT}"
        assert run_sparql(store, text) == Verdict(value=True)


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ ?s ?p <http://e/{EVENT}> }}",
        f"ASK {{ ?s ?p '{EVENT}', \"{EVENT}\", '''{EVENT}''', \"\"\"{EVENT}\"\"\" }}",
        f"ASK {{}} # {EVENT}",
        "ASK { _:a.b.c ?p _:ev:a.b.c }",
        "ASK { ?ev ?p x:ev:a.b.c , ev:a. ?s ev:b ev:, ev:.a.b, ev:-a.b }",
        "PREFIX ev: <relative/> ASK { ?s ?p ev:a.b.c }",
        "ASK { ?s ?p 'a'@nl-ev , 1.5 , 1.e5 }",
    ],
)
def test_what_is_left_alone(text):
    """All else stays as it is."""
    assert expand(text, prefixes_of(Namespaces())).text == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"ASK {{\n {EVENT} ?p ?o . {EVENT} x }}", "line 2, column 43: not SPARQL 1.1"),
        (f"ASK {{ {EVENT} ?p", "line 1, column 25: the query ends too early"),
        (f"ASK {{ {EVENT} x:y 1 }}", "line 1, column 26: a prefix is not declared"),
        (f"ASK {{ SERVICE {EVENT} {{}} }}", "SERVICE is not allowed"),
    ],
)
def test_places_of_errors(store, text, message):
    """Errors are told where they stand in what was written."""
    with pytest.raises(QueryError) as caught:
        run_sparql(store, text)

    assert str(caught.value).startswith(message)


def test_long_words_are_read_in_time():
    """No text makes the expressions run away."""
    for piece in ("a", "a.", "ev:", "a-", "1", "?", "ev:a.", "é·", "PREFIX "):
        assert expand(piece * 20_000 + " ", {"ev": "http://e/"}).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("select * {}", "SELECT"),
        ("# ASK\nBASE <http://a/> PREFIX : <http://b/> PREFIX ask:<c>\nASK {}", "ASK"),
        ("prefix a.b: # x\n <http://b/> CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("", ""),
        ("{ SELECT * {} }", ""),
    ],
)
def test_form(text, expected):
    """The form stands after the prologue."""
    assert form(text) == expected
