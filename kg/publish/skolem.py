"""Blank nodes as IRIs, and back (RDF 1.1 Concepts, 3.5).

A graph that is sent in several requests, or twice because an answer was lost, would
otherwise get the same blank node more than once.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph

from kg.iris import Namespaces
from kg.store import with_canonical_labels


def root_of(spaces: Namespaces) -> str:
    """Return how the IRIs begin that stand for blank nodes.

    >>> root_of(Namespaces())
    'https://w3id.org/.well-known/genid/kroniek/'
    """
    parts = urlsplit(spaces.base)
    top = f"{parts.scheme}://{parts.netloc}/" if parts.netloc else spaces.base
    return f"{top}.well-known/genid/kroniek/"


def skolemised(
    quads: Iterable[pyoxigraph.Quad], root: str, part: str
) -> list[pyoxigraph.Quad]:
    """Return quads with an IRI for each blank node, the same for the same quads.

    Args:
        quads: a dataset as a whole.
        root: how the IRIs begin.
        part: what tells them from those of other datasets.
    """

    def named(node: Any) -> Any:
        if isinstance(node, pyoxigraph.BlankNode):
            return pyoxigraph.NamedNode(f"{root}{part}-{node.value}")
        return node

    return [
        pyoxigraph.Quad(named(q.subject), q.predicate, named(q.object), q.graph_name)
        for q in with_canonical_labels(list(quads))
    ]


def unskolemised(
    triples: Iterable[pyoxigraph.Triple], root: str
) -> list[pyoxigraph.Triple]:
    """Return triples with the blank nodes that they had."""

    def named(node: Any) -> Any:
        if isinstance(node, pyoxigraph.NamedNode) and node.value.startswith(root):
            return pyoxigraph.BlankNode(node.value.removeprefix(root))
        return node

    return [
        pyoxigraph.Triple(named(t.subject), t.predicate, named(t.object))
        for t in triples
    ]
