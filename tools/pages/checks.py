"""The shapes, file by file, as the page of the shapes shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from textwrap import dedent

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.iris import local_name
from kg.resources import folder
from pages.names import Link, Names
from pages.usage import beside_docs, terms_of
from pages.values import Nested, Path, Row, Text, path_of, rows_of, texts

KINDS = (SH.NodeShape, SH.PropertyShape)
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
SPARQL = (SH.select, SH.ask)
TOLD_APART = (
    RDF.type,
    SH.name,
    SH.description,
    SH.message,
    SH.severity,
    SH.path,
    SH.property,
    SH.sparql,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A named shape: what it looks at, what it asks, and what it says of a failure.

    `properties` are its nameless property shapes, `parts` the named ones; `terms` are
    the terms of ours that any of them uses.
    """

    link: Link
    names: tuple[Text, ...]
    messages: tuple[Text, ...]
    descriptions: tuple[Text, ...]
    severity: str
    path: Path | None
    targets: tuple[Row, ...]
    constraints: tuple[Row, ...]
    properties: tuple[Nested, ...]
    queries: tuple[str, ...]
    parts: tuple["Shape", ...]
    terms: frozenset[str]

    @property
    def anchor(self) -> str:
        """The anchor of its section."""
        return self.link.href.partition("#")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A file of shapes; `title` is the first sentence of its first comment."""

    name: str
    title: str
    file: str
    shapes: tuple[Shape, ...]


def shape_graphs() -> dict[File, Graph]:
    """Return the graph of each file of shapes, by the name of the file."""
    files = sorted((folder("ontology") / "shapes").glob("*.ttl"))
    return {path: Graph(bind_namespaces="none").parse(path) for path in files}


def named_shapes(graph: Graph) -> set[URIRef]:
    """Return the shapes that have a name."""
    found = {node for kind in KINDS for node in graph.subjects(RDF.type, kind)}
    return {node for node in found if isinstance(node, URIRef)}


def read_concerns(graphs: Mapping[File, Graph], names: Names) -> list[Concern]:
    """Return the files that hold shapes, with their shapes by name."""
    concerns = []
    for path, graph in graphs.items():
        named = named_shapes(graph)
        tops = named - {o for o in graph.objects(None, SH.property) if o in named}
        if tops:
            comment = path.read_text(encoding="utf-8").partition("\n")[0]
            concerns.append(
                Concern(
                    name=path.stem,
                    title=comment.lstrip("# ").partition(". ")[0].rstrip("."),
                    file=beside_docs(path),
                    shapes=tuple(read_shape(graph, top, names) for top in sorted(tops)),
                )
            )
    return concerns


def read_shape(graph: Graph, node: URIRef, names: Names) -> Shape:
    """Return a shape with all that hangs on it."""
    rows = list(rows_of(graph, node, names, without=TOLD_APART))
    targets = {names.link(str(target)) for target in TARGETS}
    properties = sorted(graph.objects(node, SH.property))
    inner = [
        Nested(tuple(rows_of(graph, part, names)))
        for part in properties
        if isinstance(part, BNode)
    ]
    parts = [read_shape(graph, p, names) for p in properties if isinstance(p, URIRef)]
    path = graph.value(node, SH.path)
    return Shape(
        link=names.link(node),
        names=texts(graph, node, SH.name),
        messages=texts(graph, node, SH.message),
        descriptions=texts(graph, node, SH.description),
        severity=local_name(str(graph.value(node, SH.severity, default=SH.Violation))),
        path=None if path is None else path_of(graph, path, names),
        targets=tuple(row for row in rows if row.name in targets),
        constraints=tuple(row for row in rows if row.name not in targets),
        properties=tuple(sorted(inner, key=str)),
        queries=tuple(sorted(queries_of(graph, node))),
        parts=tuple(parts),
        terms=frozenset(terms_under(graph, node, names)).union(
            *(part.terms for part in parts)
        ),
    )


def queries_of(graph: Graph, node: Node) -> Iterator[str]:
    """Yield the SPARQL of a shape, without its indentation."""
    for constraint in graph.objects(node, SH.sparql):
        for predicate in SPARQL:
            for text in graph.objects(constraint, predicate):
                yield dedent(str(text)).strip()


def terms_under(graph: Graph, node: Node, names: Names) -> Iterator[str]:
    """Yield the terms of ours that a shape and its nameless nodes use."""
    for predicate, value in graph.predicate_objects(node):
        if isinstance(value, BNode):
            yield from terms_under(graph, value, names)
        elif predicate in SPARQL:
            yield from terms_of(str(value), names)
        elif str(value) in names.anchors:
            yield str(value)
