"""From what a validation results in to findings."""

from collections.abc import Iterator
from functools import cache

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

    Paths are written as in SPARQL (SHACL 2.3.1).

    Args:
        results: a graph of results (SHACL 3.6).
        shapes: what they are of.
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


class Reader:
    """Makes findings of results of shapes; each shape is looked up once.

    A result of a nameless part of a shape counts as one of the shape, with the shape's
    message and severity.

    Args:
        shapes: where they are described.
    """

    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._said: dict[Node, tuple[Severity, str, str]] = {}

    def finding(self, source: Node, focus: Node, path: str, value: str) -> Finding:
        """Return what a shape finds about a focus node.

        Args:
            source: the shape, or a part of it.
            focus: the focus node.
            path: as in SPARQL, or empty.
            value: as `term_text` returns it, or empty.
        """
        if source not in self._said:
            self._said[source] = self._saying(source)
        severity, shape, message = self._said[source]
        return Finding(
            severity=severity,
            shape=shape,
            focus_node=term_text(focus),
            message=message,
            path=path,
            value=value,
        )

    def _saying(self, source: Node) -> tuple[Severity, str, str]:
        shape = self._owner(source)
        messages = sorted(str(m) for m in self._shapes.objects(shape, SH.message))
        return self._severity(shape), str(shape), " ".join(messages)

    def _owner(self, node: Node) -> Node:
        """Return the named shape that a shape is part of, or the shape itself."""
        while isinstance(node, BNode):
            node = next(self._shapes.subjects(None, node))
        return node

    def _severity(self, shape: Node) -> Severity:
        """Return its severity; it is a violation by default (SHACL 2.1.4)."""
        severity = self._shapes.value(shape, SH.severity, default=SH.Violation)
        return Severity(str(severity).rpartition("#")[2])


def term_text(term: Node) -> str:
    """Return a node of the data as it stands in a finding; `_:` begins a blank node.

    >>> term_text(BNode("c14n0")), term_text(URIRef("https://example.org/a"))
    ('_:c14n0', 'https://example.org/a')
    """
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _findings(results: Graph, shapes: Graph) -> Iterator[Finding]:
    reader = Reader(shapes)
    path_of = cache(lambda path: path_text(results, path))
    for result in results.subjects(RDF.type, SH.ValidationResult):
        source = results.value(result, SH.sourceShape)
        focus = results.value(result, SH.focusNode)
        if source is None or focus is None:
            continue
        path = results.value(result, SH.resultPath)
        value = results.value(result, SH.value)
        yield reader.finding(
            source,
            focus,
            path="" if path is None else path_of(path),
            value="" if value is None else term_text(value),
        )
