"""From a SHACL results graph to findings."""

from collections.abc import Iterator

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import BNode, Node

from kg.model import Finding, Severity

_MARKS = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "{}*",
    SH.oneOrMorePath: "{}+",
    SH.zeroOrOnePath: "{}?",
}


def read_findings(results: Graph, shapes: Graph) -> tuple[Finding, ...]:
    """Return the results of a validation, without doubles, in a fixed order.

    A result of a nameless part of a shape counts as one of the shape, with the shape's
    message and severity. Paths are written as in SPARQL (SHACL 2.3.1).
    """
    return tuple(sorted(set(_findings(results, shapes))))


def path_text(graph: Graph, path: Node, iri: str = "{}", group: str = "{}") -> str:
    """Return a SHACL path as a SPARQL property path (SHACL 2.3.1).

    Args:
        graph: where the path is described.
        path: an IRI, or the blank node of a path.
        iri: how an IRI is written; `<{}>` where the text is to be part of a query.
        group: how alternatives and sequences are written; likewise `({})`.
    """
    if isinstance(path, URIRef):
        return iri.format(path)
    for mark, form in _MARKS.items():
        inner = graph.value(path, mark)
        if inner is not None:
            return form.format(path_text(graph, inner, iri, group))
    alternatives = graph.value(path, SH.alternativePath)
    steps = Collection(graph, path if alternatives is None else alternatives)
    between = "/" if alternatives is None else "|"
    return group.format(between.join(path_text(graph, p, iri, group) for p in steps))


def owner(shapes: Graph, node: Node) -> Node:
    """Return the named shape that a shape is part of, or the shape itself."""
    while isinstance(node, BNode):
        node = next(shapes.subjects(None, node))
    return node


def shape_message(shapes: Graph, shape: Node) -> str:
    """Return what a shape says of a node that does not fit it."""
    messages = sorted(str(m) for m in shapes.objects(shape, SH.message))
    return " ".join(messages)


def shape_severity(shapes: Graph, shape: Node) -> Severity:
    """Return the severity of a shape; it is a violation by default (SHACL 2.1.4)."""
    severity = shapes.value(shape, SH.severity, default=SH.Violation)
    return Severity(str(severity).rpartition("#")[2])


def term_text(term: Node | None) -> str:
    """Return a node of the data as it stands in a finding; `_:` begins a blank node.

    >>> term_text(BNode("c14n0")), term_text(URIRef("https://example.org/a"))
    ('_:c14n0', 'https://example.org/a')
    """
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _findings(results: Graph, shapes: Graph) -> Iterator[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        source = results.value(result, SH.sourceShape)
        if source is None:
            continue
        shape = owner(shapes, source)
        path = results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        yield Finding(
            severity=shape_severity(shapes, shape),
            shape=str(shape),
            focus_node=term_text(results.value(result, SH.focusNode)),
            message=shape_message(shapes, shape),
            path="" if path is None else path_text(results, path),
            value="" if value is None else term_text(value),
        )
