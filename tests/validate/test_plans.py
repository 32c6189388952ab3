"""Queries are kept for data of one hierarchy of classes, and for no other."""

from typing import Final

from rdflib import Graph, Namespace
from reference_engine import shipped

from kg.store import as_graph
from kg.validate import Checker, Data, Shapes

EX: Final = Namespace("https://example.org/")
PREFIXES = f"""@prefix ex: <{EX}> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."""
FLAT = "ex:one a ex:A . ex:two a ex:B ."
DEEP = f"{FLAT} ex:B rdfs:subClassOf ex:C . ex:C rdfs:subClassOf ex:A ."
ROUND = f"{DEEP} ex:A rdfs:subClassOf ex:B ."


def graph(turtle: str) -> Graph:
    """Return what a graph says, all terms as they are written."""
    return as_graph(Graph().parse(data=f"{PREFIXES} {turtle}", format="turtle"))


SHAPES = graph(
    """ex:shape a sh:NodeShape ; sh:targetClass ex:A ;
    sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:class ex:A ] ."""
)


def test_what_is_planned_is_kept() -> None:
    """Data of the same hierarchy are asked the same queries, written once."""
    shapes = Shapes(SHAPES)
    plans = shapes.plans(Data(graph(DEEP)))
    others = shapes.plans(Data(graph(f"{DEEP} ex:three a ex:C .")))

    assert plans is others
    assert plans.core(EX.shape) is plans.core(EX.shape) is not None
    assert shapes.plans(Data(graph(FLAT))) is not plans


def test_each_hierarchy_has_its_own() -> None:
    """The same shapes find what pySHACL does, whatever they were asked before."""
    shapes = Shapes(SHAPES)
    sizes = []
    for data in map(graph, (FLAT, DEEP, FLAT, ROUND)):
        found = Checker(Data(data), shapes).report().findings
        assert found == shipped(SHAPES, data)
        sizes.append(len(found))

    assert sizes == [1, 2, 1, 2]


def test_a_hierarchy_that_changes() -> None:
    """What is added to data between two reports is heeded."""
    data = Data(graph(FLAT))
    checker = Checker(data, Shapes(SHAPES))
    before = checker.report().findings
    data.add(set(graph(DEEP)) - set(graph(FLAT)))

    assert len(before) == 1
    assert checker.report().findings == shipped(SHAPES, graph(DEEP))
