"""Every shape finds what it is for, and nothing else: one folder per shape."""

from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from kg.resources import folder
from kg.validate import load_shapes, validate
from kg.vocabulary import REL

HERE = Path(__file__).parent
SHAPES = "https://w3id.org/kroniek/shapes#"
CASES = sorted(path.name for path in HERE.iterdir() if (path / "bad.ttl").exists())


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return all shapes."""
    return load_shapes()


def by_hand() -> set[str]:
    """Return the names of the shapes that no program makes."""
    graph = Graph()
    for path in (folder("ontology") / "shapes").glob("*.ttl"):
        if path.name != "roles.ttl":
            graph.parse(path)
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {node for kind in kinds for node in graph.subjects(RDF.type, kind)}
    return {str(node).removeprefix(SHAPES) for node in named}


def found(path: Path, shapes: Graph) -> set[str]:
    """Return the names of the shapes that a file does not fit."""
    report = validate(Graph().parse(path), shapes)
    return {finding.shape.removeprefix(SHAPES) for finding in report.findings}


def test_every_shape_has_a_case() -> None:
    """A shape without a case, or a case without a shape, fails."""
    assert by_hand() == set(CASES)
    assert len(CASES) >= 85


@pytest.mark.parametrize("name", CASES)
def test_good(name: str, shapes: Graph) -> None:
    """A graph that fits the shape fits all others as well."""
    assert found(HERE / name / "good.ttl", shapes) == set()


@pytest.mark.parametrize("name", CASES)
def test_bad(name: str, shapes: Graph) -> None:
    """A graph that breaks the shape breaks no other."""
    assert found(HERE / name / "bad.ttl", shapes) == {name}


def test_every_direct_edge_must_be_earned(shapes: Graph) -> None:
    """Each relation that the ontology knows is found where no claim earns it."""
    graph, left, right = Graph(), URIRef("x:left"), URIRef("x:right")
    edges = {REL[n] for n in REL.__annotations__ if not n.startswith("_")}
    for edge in edges:
        graph.add((left, edge, right))

    findings = validate(graph, shapes).findings
    unearned = [f for f in findings if f.shape == f"{SHAPES}edge-earned"]

    assert {f.path for f in unearned} == {str(edge) for edge in edges}
    assert len(edges) > 40


def test_severities(shapes: Graph) -> None:
    """Checks of all three severities are among those made by hand."""
    named = [URIRef(SHAPES + shape) for shape in by_hand()]
    counts = Counter(shapes.value(node, SH.severity) for node in named)

    assert counts.keys() == {SH.Violation, SH.Warning, SH.Info}


def test_every_shape_speaks(shapes: Graph) -> None:
    """Each named check says what is wrong, why it matters and how much."""
    made = set(shapes.subjects(RDF.type, SH.PropertyShape))
    for node in made | {URIRef(SHAPES + shape) for shape in by_hand()}:
        shape = str(node)

        assert shapes.value(node, SH.message), shape
        assert shapes.value(node, SH.description), shape
        assert shapes.value(node, SH.severity), shape
