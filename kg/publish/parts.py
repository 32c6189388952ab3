"""A build as named graphs, of which no two share a triple.

Stores that take all graphs as one (Virtuoso, Oxigraph with `union-default-graph`) find
a triple as often as it stands in a graph, and would give such rows twice. So what
several documents say, such as the label of an actor, goes to what they share. What the
registry knows of actors that papers mention stands both in `vocabulary.ttl` and in
`graph.ttl` or `edges.ttl`, so it gets graphs of its own.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph

from kg.errors import InputError
from kg.iris import Namespaces
from kg.publish.skolem import root_of, skolemised
from kg.store import namespaces_of, open_store

Triples = set[pyoxigraph.Triple]

# The graphs that are no document's own, in the order in which they are sent, each with
# the files that its triples stand in. Those of documents stand in `graph`.
PARTS: Mapping[str, tuple[str, ...]] = {
    "vocabulary": ("vocabulary",),
    "known": ("vocabulary", "graph"),
    "known-edges": ("vocabulary", "edges"),
    "shared": ("graph",),
    "edges": ("edges",),
    "texts": ("texts",),
}


@dataclass(frozen=True, kw_only=True)
class NamedGraph:
    """A graph as it is published: its name, and its triples, sorted.

    >>> NamedGraph(name="https://example.org/g", triples=()).digest[:8]
    'e3b0c442'
    """

    name: str
    triples: tuple[pyoxigraph.Triple, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its triples as lines of N-Triples."""
        lines = "".join(f"{triple} .\n" for triple in self.triples)
        return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The graphs of a build, in the order in which they are sent; none is empty.

    `spaces` tells under which base it was minted, and so which graphs are its own.
    """

    spaces: Namespaces
    graphs: tuple[NamedGraph, ...]


def read_publication(folder: Path, *, texts: bool = False) -> Publication:
    """Return a build folder as named graphs.

    Blank nodes become IRIs. There are none in what we build, but may be in an ontology
    that somebody adds to.

    Args:
        folder: what `kg build` wrote.
        texts: whether to read the full texts of the documents too.

    Raises:
        InputError: the folder holds no build, or a file of it cannot be read.
    """
    if not (folder / "graph.trig").is_file():
        raise InputError(f"no build in {folder}: run `kg build`")
    data = open_store([folder / "graph.trig"])
    spaces = namespaces_of(data)
    root = root_of(spaces)
    documents, shared = _divide(skolemised(data, root, "graph"))
    vocabulary, edges = (
        _read(folder / f"{p}.ttl", root) for p in ("vocabulary", "edges")
    )
    own = {
        "vocabulary": vocabulary - shared - edges,
        "known": vocabulary & shared,
        "known-edges": vocabulary & edges - shared,
        "shared": shared - vocabulary,
        "edges": edges - vocabulary - shared,
        "texts": _read(folder / "texts.ttl", root) if texts else set(),
    }
    parts = {spaces.graph(part): own[part] for part in PARTS} | dict(
        sorted(documents.items())
    )
    return Publication(
        spaces=spaces,
        graphs=tuple(
            NamedGraph(name=name, triples=tuple(sorted(triples, key=str)))
            for name, triples in parts.items()
            if triples
        ),
    )


def _divide(
    quads: Iterable[pyoxigraph.Quad],
) -> tuple[dict[str, Triples], Triples]:
    """Return what each document says alone, and what several or none of them say."""
    graphs_of: dict[pyoxigraph.Triple, set[str]] = defaultdict(set)
    for quad in quads:
        graph = quad.graph_name
        named = graph.value if isinstance(graph, pyoxigraph.NamedNode) else ""
        graphs_of[quad.triple].add(named)
    documents: dict[str, Triples] = defaultdict(set)
    for triple, graphs in graphs_of.items():
        documents["" if len(graphs) > 1 else min(graphs)].add(triple)
    return documents, documents.pop("", set())


def _read(path: Path, root: str) -> Triples:
    if not path.is_file():
        return set()
    return {q.triple for q in skolemised(open_store([path]), root, path.stem)}
