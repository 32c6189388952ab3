"""Validation finds what pySHACL finds; reports are the same each time."""

from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import RDF, SH, XSD
from reference_engine import shipped

from kg.errors import KnowledgeError
from kg.model import Finding, Report, Severity
from kg.validate import (
    Note,
    format_report,
    load_shapes,
    load_vocabulary,
    report_graph,
    validate,
)

HERE = Path(__file__).parent
CASES = HERE.parent / "shapes"
FINDINGS = (
    Finding(
        severity=Severity.WARNING,
        shape="https://w3id.org/kroniek/shapes#b",
        focus_node="https://example.org/ev/coup",
        message="Odd.",
        value="5",
    ),
    Finding(
        severity=Severity.VIOLATION,
        shape="https://w3id.org/kroniek/shapes#a",
        focus_node="https://example.org/cl/1",
        message="Wrong.",
        path="https://example.org/p",
        value="https://example.org/id/x",
    ),
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return all shapes."""
    return load_shapes()


def sample() -> Graph:
    """Return the example of the format."""
    return Graph().parse(HERE / "sample.ttl")


def test_sample_conforms(shapes: Graph) -> None:
    """The example of the format has no finding at all, quotes included."""
    texts = Graph().parse(HERE / "sample-texts.ttl")

    assert validate(sample(), shapes, texts=texts) == Report(findings=())


def test_sample_is_of_those_texts(shapes: Graph) -> None:
    """A text that was changed by one character is noticed."""
    texts = Graph()
    for document, predicate, text in Graph().parse(HERE / "sample-texts.ttl"):
        texts.add((document, predicate, Literal(f" {text}")))
    report = validate(sample(), shapes, texts=texts)

    names = {finding.shape.rpartition("#")[2] for finding in report.findings}
    assert names == {"span-quote", "document-text-digest"}


def test_actors_from_the_vocabulary(shapes: Graph) -> None:
    """Actors may be described outside the data."""
    data, actors = Graph(), Graph()
    for triple in sample():
        away = str(triple[0]).startswith("https://w3id.org/kroniek/id/state-")
        (actors if away else data).add(triple)

    assert not validate(data, shapes).conforms
    assert validate(data, shapes, vocabulary=actors).conforms


@pytest.mark.parametrize(
    "name", ["edge-earned", "claim-same-document", "span-quote", "event-one-class"]
)
def test_same_as_plain_pyshacl(name: str, shapes: Graph) -> None:
    """PySHACL as shipped finds the same."""
    data = Graph().parse(CASES / name / "bad.ttl")

    assert validate(data, shapes).findings == shipped(shapes, load_vocabulary(), data)


def test_shapes_are_well_formed(shapes: Graph) -> None:
    """The shapes fit the shapes of SHACL itself."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)

    assert conforms, text


def test_malformed_shapes() -> None:
    """A shape whose SPARQL is forbidden is an error of knowledge."""
    shapes = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix kg: <https://w3id.org/kroniek/ont#> .
        <urn:s> a sh:NodeShape ; sh:targetClass kg:Event ;
            sh:sparql [ sh:select "SELECT $this WHERE { VALUES ?x { 1 } }" ] .
        """
    )

    with pytest.raises(KnowledgeError, match="VALUES"):
        validate(sample(), shapes)


def test_report_graph_is_the_same_each_time() -> None:
    """The order of findings leaves no mark, and no node is nameless."""
    one = report_graph(Report(findings=FINDINGS))
    other = report_graph(Report(findings=tuple(reversed(FINDINGS))))

    assert set(one) == set(other) == set(to_canonical_graph(one))
    assert all(isinstance(node, URIRef) for node in one.subjects())
    assert len(set(one.subjects(RDF.type, SH.ValidationResult))) == 2
    assert (None, SH.value, Literal("5")) in one
    assert (None, SH.value, URIRef("https://example.org/id/x")) in one
    assert (None, SH.conforms, Literal("false", datatype=XSD.boolean)) in one


def test_report_graph_of_a_value_that_begins_like_an_address() -> None:
    """What is no IRI is written as the text that it is."""
    finding = replace(FINDINGS[0], value="http://[een adres")
    graph = report_graph(Report(findings=(finding, replace(finding, value="http://["))))

    assert set(graph.objects(None, SH.value)) == {
        *(Literal("http://[een adres"), Literal("http://["))
    }


def test_findings_are_in_order(shapes: Graph) -> None:
    """Two validations give equal reports."""
    data = sample()
    data.remove((None, URIRef("https://w3id.org/kroniek/ont#rank"), None))
    reports = [validate(data, shapes) for _ in range(2)]

    assert reports[0] == reports[1]
    assert list(reports[0].findings) == sorted(reports[0].findings)
    assert len(reports[0].findings) >= 9


def test_report_as_text() -> None:
    """The worst comes first, under what people call the nodes."""
    notes = {"https://example.org/id/x": Note("Land X")}
    text = format_report(Report(findings=FINDINGS), notes)

    assert text == (
        "The graph does not conform: 1 Violation, 1 Warning, 0 Info.\n"
        "\nViolation a (1): Wrong.\n  1: Land X\n"
        "\nWarning b (1): Odd.\n  coup: 5\n"
    )


def test_long_reports_are_cut() -> None:
    """Of each check ten findings are shown."""
    many = tuple(
        Finding(
            severity=Severity.INFO, shape="x#s", focus_node=f"urn:{n}", message="M."
        )
        for n in range(12)
    )

    text = format_report(Report(findings=many))

    assert "  and 2 more\n" in text
    assert text.count("\n  ") == 11
