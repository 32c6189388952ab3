"""SPARQL constraints are asked of all focus nodes at once where that is the same."""

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SH, XSD
from reference_engine import shipped, unscreened

from kg.errors import KnowledgeError
from kg.validate import validate
from kg.validate.components import Inexpressible
from kg.validate.data import Data
from kg.validate.plans import Shapes
from kg.validate.prebinding import for_all
from kg.validate.screening import screen

EX = Namespace("https://example.org/")
AT_ONCE = [
    "SELECT $this WHERE { $this ex:p ex:b }",
    "SELECT DISTINCT ?this ?value\n WHERE { ?this ex:p ?value . }",
    "SELECT $this ?path ?value { $this ?path ?value FILTER (?value = $this) }",
    "SELECT $this ?value WHERE { ?value ex:p $this . BIND (ex:p AS ?path) }",
    """SELECT $this ?value WHERE {
        { $this ex:p ?value . FILTER (?value != $this) } UNION { ?value ex:q $this }
    }""",
    """SELECT $this ?value WHERE {
        $this ex:p ?value .  # not { $this } nor "
        OPTIONAL { $this ex:q ?other } FILTER (BOUND(?other) && ?other != ?value)
    }""",
    """SELECT $this ?value WHERE {
        $this ex:p ?value . FILTER NOT EXISTS { ?value ex:q $this }
        FILTER (?value = $this || NOT EXISTS { ?o ex:p ?value FILTER (?o != $this) })
    }""",
    """SELECT $this ?value WHERE {
        $this ex:p ?value FILTER EXISTS {
            $this ex:q ?other FILTER NOT EXISTS { ?other ex:p ?value }
        }
    }""",
    "SELECT $this ?value WHERE { $this ex:p+ ?value . ?value (ex:q|^ex:p)* $this }",
    'SELECT $this WHERE { $this ex:text ?t FILTER (CONTAINS(?t, "SELECT } $this")) }',
]
UNTOLD = [
    "SELECT $this ?failure WHERE { $this ex:p ?v BIND (true AS ?failure) }",
    "SELECT $this ?path WHERE { $this ex:text ?path }",
    "SELECT $this ?path WHERE { $this ex:p ?v BIND (1 AS ?path) }",
]
ONE_BY_ONE = [
    f"SELECT $this ?value WHERE {{ {body} }}"
    for body in (
        "{ $this ex:p ?value } UNION { ?value ex:q ?o FILTER (?o = $this) }",
        "{ BIND ($this AS ?value) } ?value ex:p ?o",
        "?value ex:p ?o { FILTER ($this = $this) }",
        "$this ex:p ?v OPTIONAL { ?v ex:q ?value FILTER (?value != $this) }",
        "$this ex:p ?value { SELECT $this ?value WHERE { ?value ex:q $this } }",
        "$this ex:p ?v FILTER EXISTS { { ?v ex:q ?o } UNION { ?v ex:p ?o } }",
        "$this ex:p ?v FILTER EXISTS { ?v ex:q ?o BIND ($this AS ?x) }",
        "$this ex:p ?_1 FILTER (?_1 != ex:b)",
        '$this ex:text ?t FILTER (?t != "")',
        "$this ex:p ?value } ORDER BY ?value LIMIT 1 #",
    )
]
ONE_BY_ONE += [
    "SELECT $this (COUNT(?v) AS ?value) WHERE { $this ex:p ?v } GROUP BY $this",
    "PREFIX x: <urn:x> SELECT $this WHERE { $this ex:p ?v }",
]
REFUSED = [
    "SELECT $this WHERE { $this ex:p ?v MINUS { ?v ex:q $this } }",
    "SELECT $this WHERE { VALUES ?v { ex:a } $this ex:p ?v }",
    "SELECT $this WHERE { $this ex:p ?v",
    "SELECT $this WHERE { $this nowhere:p ?v }",
    "ASK { $this ex:p ?v }",
    "SELECT ?value WHERE { $this ex:p ?value }",
]


@pytest.fixture(scope="module")
def data() -> Graph:
    """Return all ways in which four nodes can be joined by one of two properties."""
    graph = Graph()
    nodes = [EX[name] for name in "abcd"]
    for number, (one, other) in enumerate((x, y) for x in nodes for y in nodes):
        if number % 3:
            graph.add((one, EX.p if number % 2 else EX.q, other))
    for node in nodes[:3]:
        graph.add((node, RDF.type, EX.A))
        graph.add((node, EX.text, Literal(f"SELECT }} $this {node}")))
    return graph


def constraint(select: str) -> Graph:
    """Return a shape with a SPARQL constraint."""
    graph = Graph()
    graph.parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix ex: <https://example.org/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        ex:shape a sh:NodeShape ; sh:targetClass ex:A ; sh:sparql ex:constraint .
        ex:constraint sh:prefixes ex:prefixes .
        ex:prefixes a owl:Ontology ; sh:declare ex:declared .
        ex:declared sh:prefix "ex" .
        """
    )
    namespace = Literal(str(EX), datatype=XSD.anyURI)
    graph.add((EX.declared, SH.namespace, namespace))
    graph.add((EX.constraint, SH.select, Literal(select)))
    return graph


@pytest.mark.parametrize("select", AT_ONCE)
def test_at_once(select: str, data: Graph) -> None:
    """The solutions of one query are the findings; nothing is left for pySHACL."""
    shapes = constraint(select)
    found = validate(data, shapes).findings
    left, told = screen(Shapes(shapes), Data(data))

    assert found == unscreened(shapes, data) == shipped(shapes, data)
    assert told == set(found)
    assert not left
    assert len(told) > 0


@pytest.mark.parametrize("select", UNTOLD)
def test_solutions_that_are_no_results(select: str, data: Graph) -> None:
    """Where a solution says more, or less, than a result pySHACL is asked."""
    shapes = constraint(select)
    left, told = screen(Shapes(shapes), Data(data))

    assert validate(data, shapes).findings == unscreened(shapes, data)
    assert left
    assert not told


def test_of_a_property_shape(data: Graph) -> None:
    """Results of a property shape have its path, which pySHACL knows."""
    shapes = constraint("SELECT $this ?value WHERE { $this ex:p ?value }")
    shapes.set((EX.shape, RDF.type, SH.PropertyShape))
    shapes.add((EX.shape, SH.path, EX.q))
    found = validate(data, shapes).findings

    assert found == unscreened(shapes, data) == shipped(shapes, data)
    assert {finding.path for finding in found} == {str(EX.q)}


@pytest.mark.parametrize("select", ONE_BY_ONE)
def test_one_by_one(select: str, data: Graph) -> None:
    """What might differ is left to pySHACL."""
    with pytest.raises(Inexpressible):
        for_all(select)
    shapes = constraint(select)

    assert validate(data, shapes).findings == unscreened(shapes, data)


@pytest.mark.parametrize("select", REFUSED)
def test_refused(select: str, data: Graph) -> None:
    """A query that is no SPARQL, or that SHACL forbids, is an error that says so."""
    with pytest.raises(KnowledgeError, match="the shapes cannot be used"):
        validate(data, constraint(select))


def test_no_focus_node(data: Graph) -> None:
    """A shape that is about no node is not read further."""
    shapes = constraint(REFUSED[0])
    shapes.set((EX.shape, SH.targetClass, EX.Nothing))

    assert validate(data, shapes).findings == ()
