"""Validation by pySHACL."""

from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import KnowledgeError
from kg.model import Report
from kg.resources import folder
from kg.validate.answering import AnsweringGraph, checked_once
from kg.validate.findings import read_findings


def load_shapes(*names: str) -> Graph:
    """Return the shapes of `ontology/shapes/`, as one graph.

    Args:
        names: the files to read, without their suffix; without any, all of them.

    Raises:
        KnowledgeError: there are none, or one of the files is no Turtle.
    """
    shapes = Graph(bind_namespaces="none")
    home = folder("ontology") / "shapes"
    files = sorted(home.glob("*.ttl"))
    if not files:
        raise KnowledgeError("there are no shapes in ontology/shapes")
    for path in [home / f"{name}.ttl" for name in names] or files:
        _parse(shapes, path)
    return shapes


def load_vocabulary() -> Graph:
    """Return the ontology, as a graph of its own.

    Raises:
        KnowledgeError: `kroniek.ttl` is no Turtle.
    """
    vocabulary = Graph(bind_namespaces="none")
    _parse(vocabulary, folder("ontology") / "kroniek.ttl")
    return vocabulary


def validate(
    data: Graph,
    shapes: Graph,
    *,
    vocabulary: Graph | None = None,
    texts: Graph | None = None,
) -> Report:
    """Check a graph against shapes, and report every finding in a fixed order.

    The ontology is mixed in, since SHACL reads the hierarchy of classes from the data
    graph (SHACL 2.1.3.2), but no inference is run.

    Args:
        data: documents, claims and events; edges where they are to be checked as well.
        shapes: what `load_shapes` returns, or a part of it.
        vocabulary: actors that the data speak of without describing them.
        texts: the texts of the documents, to check quotes against.

    Raises:
        KnowledgeError: a shape is not well-formed.
    """
    mixed = Graph(bind_namespaces="none")
    for graph in (ontology(), vocabulary, texts, data):
        for triple in graph or ():
            mixed.add(triple)
    with checked_once():
        _, results, text = pyshacl.validate(
            AnsweringGraph(mixed.store, mixed), shacl_graph=shapes, inplace=True
        )
    if not isinstance(results, Graph):
        raise KnowledgeError(f"the shapes cannot be used: {' '.join(text.split())}")
    return Report(findings=read_findings(results, shapes))


@cache
def ontology() -> Graph:
    """Return the ontology, read once and not to be changed."""
    return load_vocabulary()


def _parse(graph: Graph, path: Path) -> None:
    try:
        graph.parse(path, format="turtle")
    except (OSError, BadSyntax, ParserError) as error:
        line = " ".join(str(error).split())
        raise KnowledgeError(f"{path.name}: {line}") from error
