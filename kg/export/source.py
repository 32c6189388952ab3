"""Where an export comes from: the folder of a build, or files of RDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pyoxigraph

from kg.errors import InputError
from kg.export.asking import merge
from kg.export.subset import Texts, no_texts
from kg.iris import RELATIONS, Namespaces
from kg.store import (
    EDGES,
    GRAPH,
    QUADS,
    TEXTS,
    VOCABULARY_FILE,
    as_named,
    as_quad,
    is_store,
    namespaces_of,
    open_generation,
    open_store,
    standing,
    with_canonical_labels,
)
from kg.vocabulary import KG

_KNOWN_WITH = as_named(KG.knownWith)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A graph to export from, and the registry of known actors.

    `data` has a named graph for each document where the source has; what rests on
    several documents, and the direct edges, are in the default graph. Each actor that
    it speaks of is described in it, if the registry knows it. `texts` gives the texts
    of the documents, where a build has them beside.
    """

    data: pyoxigraph.Store
    registry: pyoxigraph.Store
    namespaces: Namespaces
    texts: Texts = no_texts

    @cached_property
    def merged(self) -> pyoxigraph.Store:
        """All graphs of the data as one, with the ontology, to be asked questions."""
        return merge(self.data)


def open_source(path: Path) -> Source:
    """Load a build folder, a store, or a file of RDF such as an export.

    Raises:
        InputError: there is none, or it cannot be read.
        UnknownName: a file is of an unknown format.
    """
    if is_store(path):
        return _kept_source(open_generation(path))
    if path.is_file():
        return _source(open_store([path]), pyoxigraph.Store())
    graph, named = standing(path, GRAPH), standing(path, QUADS)
    if not graph.is_file():
        raise InputError(f"no build in {path}: run `kg build`")
    return _source(
        _loaded(named if named.is_file() else graph, standing(path, EDGES)),
        _loaded(standing(path, VOCABULARY_FILE)),
        texts=partial(_loaded, standing(path, TEXTS)),
    )


def _loaded(*paths: Path) -> pyoxigraph.Store:
    return open_store(path for path in paths if path.is_file())


def _kept_source(kept: pyoxigraph.Store) -> Source:
    """Return what a store keeps, with the same graphs as the files of a build."""
    namespaces = namespaces_of(kept)

    def part(name: str) -> list[pyoxigraph.Quad]:
        graph = pyoxigraph.NamedNode(namespaces.graph(name))
        return [
            as_quad(q.triple) for q in kept.quads_for_pattern(None, None, None, graph)
        ]

    data, registry = pyoxigraph.Store(), pyoxigraph.Store()
    data.bulk_extend([*part("shared"), *part("edges")])
    for graph in kept.named_graphs():
        if str(graph.value).startswith(namespaces.document):
            data.bulk_extend(kept.quads_for_pattern(None, None, None, graph))
    registry.bulk_extend(part("vocabulary"))
    return _source(data, registry, texts=partial(part, "texts"))


def _source(
    data: pyoxigraph.Store, registry: pyoxigraph.Store, texts: Texts = no_texts
) -> Source:
    """Name blank nodes by the graph alone, and describe actors that are only named."""
    named = with_canonical_labels(data)
    if named is not data:
        data = pyoxigraph.Store()
        data.bulk_extend(named)
    namespaces = namespaces_of(data)
    data.extend(list(_descriptions(data, registry, namespaces)))
    return Source(data=data, registry=registry, namespaces=namespaces, texts=texts)


def _descriptions(
    data: pyoxigraph.Store, registry: pyoxigraph.Store, namespaces: Namespaces
) -> Iterator[pyoxigraph.Quad]:
    """Yield what the registry says of actors that the data name only.

    That is the state of which a person or city is, if no paper names it. Relations
    between actors stay behind.
    """
    nodes = {quad.object for quad in data}
    while nodes:
        lacking = [
            node
            for node in nodes
            if isinstance(node, pyoxigraph.NamedNode)
            and node.value.startswith(namespaces.entity)
            and not any(True for _ in data.quads_for_pattern(node, None, None))
        ]
        found = [
            quad
            for node in lacking
            for quad in registry.quads_for_pattern(node, None, None)
            if quad.predicate != _KNOWN_WITH
            and not quad.predicate.value.startswith(RELATIONS)
        ]
        yield from found
        nodes = {quad.object for quad in found} - nodes
