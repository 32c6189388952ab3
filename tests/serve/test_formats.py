"""What is sent can be read by others, in each format, and says the same."""

import csv
import io

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.plugins.sparql.processor import SPARQLResult
from serve_builders import EX, GRAPH_TYPES, TABLE_TYPES

from kg.serve import negotiation

VALUES = [
    '"plain"',
    '"Mali"@nl',
    '"two\\nlines, \\"quoted\\" and\\ttabbed"',
    '"<b>&amp;"',
    '""',
    "1",
    "1.50",
    "1e0",
    "true",
    '"2012-03-22"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"x"^^<http://example.org/type>',
    "<http://example.org/a>",
    '"\U0001f1f2 é"',
    "UNDEF",
]
TABLE = (
    f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {' '.join(f'({v} 1)' for v in VALUES)} }} }}"
)
GRAPH = "CONSTRUCT { ?s ?p ?o . [] ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def read(reader, media_type):
    """Return a table as rdflib reads it."""
    found = reader.ask(query=[("query", TABLE)], accept=media_type)
    assert (found.status, found.type) == (200, media_type)
    return SPARQLResult.parse(io.BytesIO(found.body), content_type=media_type)


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml"])
def test_tables_are_the_same(reader, media_type):
    """The same terms come in each format that keeps them."""
    expected = read(reader, "application/sparql-results+json")

    assert len(expected) == len(VALUES)
    assert list(read(reader, media_type)) == list(expected)


def test_table_in_tsv(reader):
    """TSV has terms as Turtle writes them, one row on a line."""
    found = reader.ask(query=[("query", TABLE)], accept="text/tab-separated-values")

    head, *rows = found.text.split("\n")[:-1]
    assert (head, len(rows)) == ("?x\t?y", len(VALUES))
    assert rows[1] == '"Mali"@nl\t1'
    assert rows[2].startswith('"two\\nlines')


def test_table_in_csv(reader):
    """CSV has values alone (RFC 4180)."""
    found = reader.ask(query=[("query", TABLE)], accept="text/csv")

    rows = list(csv.reader(io.StringIO(found.text, newline="")))
    assert rows[0] == ["x", "y"]
    assert rows[2:4] == [["Mali", "1"], ['two\nlines, "quoted" and\ttabbed', "1"]]
    assert len(rows) == len(VALUES) + 1


@pytest.mark.parametrize("media_type", TABLE_TYPES)
@pytest.mark.parametrize(
    ("query", "truth"), [("ASK {}", "true"), ("ASK { ?s a 1 }", "")]
)
def test_truth(reader, media_type, query, truth):
    """ASK gives true or false in each format."""
    found = reader.ask(query=[("query", query)], accept=media_type)

    assert found.type == media_type
    assert (truth or "false") in found.text


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_graphs_are_the_same(reader, media_type):
    """The same graph comes in each format, as rdflib reads it."""
    found = reader.ask(query=[("query", GRAPH)], accept=media_type)
    form = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}
    name = GRAPH_TYPES[media_type]
    graph = rdflib.Graph().parse(data=found.body, format=form.get(name, name))
    lines = reader.ask(query=[("query", GRAPH)], accept="application/n-triples")
    expected = rdflib.Graph().parse(data=lines.body, format="nt")

    assert len(expected) == 6
    assert isomorphic(graph, expected)


def test_turtle_has_prefixes_of_the_query(reader):
    """Turtle is written with our prefixes and those that the query declares."""
    declared = f"PREFIX ex: <{EX}> PREFIX a: <b> PREFIX xml: <{EX}>"
    query = f"{declared} CONSTRUCT {{ ?s a kg:X }} {{ ?s ex:size 1 }}"

    found = reader.ask(query=[("query", query)])
    in_xml = reader.ask(query=[("query", query)], accept="application/rdf+xml")

    assert f"@prefix ex: <{EX}> ." in found.text
    assert found.text.endswith("\nex:a a kg:X .\n")
    assert in_xml.status == 200


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT ('\\u0001' AS ?x) {}", "application/sparql-results+xml"),
        (f"CONSTRUCT {{ <{EX}a> <{EX}1/> 1 }} {{}}", "application/rdf+xml"),
        (f"CONSTRUCT {{ <{EX}a> <{EX}b> '\\u0001' }} {{}}", "application/rdf+xml"),
    ],
)
def test_what_xml_cannot_hold(reader, query, accept):
    """Rather than XML that is broken comes an error."""
    found = reader.ask(query=[("query", query)], accept=accept)

    assert found.status == 406
    assert "cannot be written as XML" in found.text


def test_what_turtle_cannot_hold(reader):
    """Triples about triples are of RDF 1.2."""
    about = f"BIND(TRIPLE(<{EX}a>, <{EX}b>, 1) AS ?x)"
    query = f"CONSTRUCT {{ <{EX}a> <{EX}b> ?x }} {{ {about} }}"

    assert reader.ask(query=[("query", query)], accept="text/turtle").status == 406
    found = reader.ask(query=[("query", query)], accept="application/n-triples")
    assert (found.status, "<<(" in found.text) == (200, True)


def test_same_graph_same_bytes(reader):
    """What is sent does not depend on the process that answers."""
    query = "CONSTRUCT WHERE { ?s ?p ?o }"

    for media_type in GRAPH_TYPES:
        sent = {
            reader.ask(query=[("query", query)], accept=media_type).body
            for _ in range(4)
        }
        assert len(sent) == 1


def test_every_format_has_a_media_type():
    """What is offered is what can be written."""
    offered = set(negotiation.SOLUTIONS) | set(negotiation.RDF)

    assert offered >= set(TABLE_TYPES) | set(GRAPH_TYPES)
