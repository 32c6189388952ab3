"""Validation by pySHACL, of the nodes that SPARQL cannot clear beforehand."""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph

from kg.errors import InputError, KnowledgeError
from kg.model import Report
from kg.resources import folder
from kg.store import parse_graph
from kg.validate.answering import answering_graph
from kg.validate.data import Data, Triple
from kg.validate.findings import read_findings
from kg.validate.screening import narrow

# What pySHACL raises; it compares values by the operators of Python, come what may.
_FAILURES = (ReportableRuntimeError, ArithmeticError, SyntaxError, TypeError)


def load_shapes(*names: str) -> Graph:
    """Return the shapes of `ontology/shapes/`, as one graph.

    Args:
        names: the files to read, without their suffix; without any, all of them.

    Raises:
        KnowledgeError: there are none, or one of the files is no Turtle.
    """
    home = folder("ontology") / "shapes"
    files = sorted(home.glob("*.ttl"))
    if not files:
        raise KnowledgeError("there are no shapes in ontology/shapes")
    return _read([home / f"{name}.ttl" for name in names] or files)


def load_vocabulary() -> Graph:
    """Return the ontology, as a graph of its own.

    Raises:
        KnowledgeError: `kroniek.ttl` is no Turtle.
    """
    return _read([folder("ontology") / "kroniek.ttl"])


@cache
def ontology() -> Graph:
    """Return the ontology, read once and not to be changed."""
    return load_vocabulary()


def validate(
    data: Graph,
    shapes: Graph,
    *,
    vocabulary: Graph | None = None,
    texts: Graph | None = None,
) -> Report:
    """Check a graph against shapes, and report every finding in a fixed order.

    Args:
        data: documents, claims and events; edges where they are to be checked as well.
        shapes: what `load_shapes` returns, or a part of it.
        vocabulary: actors that the data speak of without describing them.
        texts: the texts of the documents, to check quotes against.

    Raises:
        KnowledgeError: a shape is not well-formed.
    """
    return Checker(data, shapes, vocabulary=vocabulary, texts=texts).report()


class Checker:
    """Checks a graph against shapes, again after triples were taken from it.

    The ontology is mixed in, since SHACL reads the hierarchy of classes from the data
    graph (SHACL 2.1.3.2), but no inference is run. For the arguments see `validate`.
    """

    def __init__(
        self,
        data: Graph,
        shapes: Graph,
        *,
        vocabulary: Graph | None = None,
        texts: Graph | None = None,
    ) -> None:
        self._shapes = shapes
        self._others = [g for g in (ontology(), vocabulary, texts) if g is not None]
        self._data = Data(chain(data, *self._others))

    def report(self) -> Report:
        """Report every finding in a fixed order.

        Raises:
            KnowledgeError: a shape is not well-formed.
        """
        narrowed = narrow(self._shapes, self._data)
        if not narrowed:
            return Report(findings=())
        results = run(narrowed, self._data)
        return Report(findings=read_findings(results, self._shapes))

    def remove(self, triples: Iterable[Triple]) -> None:
        """Take triples from the data; what the vocabulary says as well stays said."""
        self._data.remove(
            triple
            for triple in triples
            if not any(triple in graph for graph in self._others)
        )


def run(shapes: Graph, data: Data) -> Graph:
    """Return what pySHACL finds, as a graph of results (SHACL 3.6).

    Args:
        shapes: the shapes.
        data: what is to be validated, with the ontology.

    Raises:
        KnowledgeError: a shape is not well-formed, or compares what cannot be compared.
    """
    results: object
    try:
        _, results, text = pyshacl.validate(
            answering_graph(data), shacl_graph=shapes, inplace=True
        )
    except _FAILURES as error:
        results, text = None, str(error)
    if not isinstance(results, Graph):
        line = " ".join(text.split())
        raise KnowledgeError(f"the shapes cannot be used: {line}")
    return results


def _read(files: Iterable[Path]) -> Graph:
    """Read Turtle in the way that data are read, so that equal terms are the same."""
    try:
        return parse_graph(files)
    except InputError as error:
        raise KnowledgeError(str(error)) from error
