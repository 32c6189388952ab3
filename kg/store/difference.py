"""Making a store hold certain named graphs, by changing only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import pyoxigraph

from kg.store.terms import AnyTriple, as_quad, as_triple, with_canonical_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphs:
    """Named graphs by their IRIs; those `apart` do not belong to the default graph.

    The default graph is the union of all others, each triple once: engines that ask
    several graphs as one count a triple once for each of them (Oxigraph), or have no
    such mode.
    """

    named: Mapping[str, Collection[AnyTriple]]
    apart: frozenset[str] = frozenset()

    def digests(self) -> dict[str, str]:
        """Return what tells the content of each graph from any other: SHA-256."""
        return {name: _digest(triples) for name, triples in self.named.items()}

    def belongs(self, quad: pyoxigraph.Quad) -> bool:
        """Tell whether a quad is in a named graph of which the default one is made."""
        graph = quad.graph_name
        return isinstance(graph, pyoxigraph.NamedNode) and graph.value not in self.apart


def replace_graphs(
    store: pyoxigraph.Store, graphs: Graphs, same: Collection[str] = ()
) -> int:
    """Make a store hold these graphs and no others.

    Args:
        store: to be changed; other graphs that it has are removed.
        graphs: what it holds afterwards.
        same: the names of graphs that it holds already, which need no look.

    Returns:
        How many quads of named graphs came or went.

    Raises:
        OutputError: a term is none of RDF 1.1.
        OSError: the disk refuses.
    """
    came: list[pyoxigraph.Quad] = []
    gone: list[pyoxigraph.Quad] = []
    held = {str(node.value) for node in store.named_graphs()}
    for name in (held | {*graphs.named}).difference(same):
        graph = pyoxigraph.NamedNode(name)
        old = set(store.quads_for_pattern(None, None, None, graph))
        new = _quads(graphs.named.get(name, ()), graph)
        came += new - old
        gone += old - new
        if not new:
            store.remove_graph(graph)
    _remove(store, gone)
    store.bulk_extend(came)
    _follow(store, graphs, came, gone)
    return len(came) + len(gone)


def _follow(
    store: pyoxigraph.Store,
    graphs: Graphs,
    came: Iterable[pyoxigraph.Quad],
    gone: Iterable[pyoxigraph.Quad],
) -> None:
    """Let the default graph follow what named graphs got, and what the last lost."""
    lost = {quad.triple for quad in gone if graphs.belongs(quad)}
    _remove(store, [as_quad(t) for t in lost if not _is_held(store, t, graphs)])
    won = {quad.triple for quad in came if graphs.belongs(quad)}
    store.bulk_extend(map(as_quad, won))


def _is_held(
    store: pyoxigraph.Store, triple: pyoxigraph.Triple, graphs: Graphs
) -> bool:
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    return any(map(graphs.belongs, store.quads_for_pattern(subject, predicate, value)))


def _digest(triples: Iterable[AnyTriple]) -> str:
    """Return SHA-256 of a graph as sorted lines of N-Triples, each once."""
    lines = _lines({as_triple(triple) for triple in triples})
    if b"_:" in lines:  # perhaps a blank node
        quads = with_canonical_labels({as_quad(as_triple(t)) for t in triples})
        lines = _lines(quad.triple for quad in quads)
    return sha256(b"\n".join(sorted(lines.split(b"\n")))).hexdigest()


def _lines(triples: Iterable[pyoxigraph.Triple]) -> bytes:
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


def _quads(
    triples: Iterable[AnyTriple], graph: pyoxigraph.NamedNode
) -> set[pyoxigraph.Quad]:
    quads = {as_quad(as_triple(triple), graph) for triple in triples}
    return set(with_canonical_labels(quads))


def _remove(store: pyoxigraph.Store, quads: Iterable[pyoxigraph.Quad]) -> None:
    for quad in quads:
        store.remove(quad)
