"""Choosing what is exported: by filters, and by layer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph
from rdflib.namespace import RDF, SKOS

from kg.errors import InputError
from kg.export.asking import ask, select_query
from kg.export.closure import KNOWN_WITH, close, is_edge
from kg.export.filters import Filters, choose
from kg.export.source import Source
from kg.export.subset import Layer, Subset
from kg.relations import load_relations
from kg.store import RDF_TYPE, AnyNode, AnyTerm, as_named, construct_edges
from kg.vocabulary import KG, REL

_ABOUT_EVENT = as_named(KG.aboutEvent)
_ABOUT_RELATION = as_named(KG.aboutRelation)
_NAMING = tuple(as_named(term) for term in (RDF.type, SKOS.prefLabel, SKOS.notation))


def select(
    source: Source, filters: Filters | None = None, only: Layer | None = None
) -> Subset:
    """Return the part of a graph that passes filters, as a graph of its own.

    Without filters that is the whole graph. With them it is the claims that pass, what
    they rest on, and the direct edges that they earn or that the registry knows.

    Args:
        source: what to choose from.
        filters: what claims must be.
        only: the layer that is asked for; `cut` makes a graph of it.

    Raises:
        InputError: nothing is left.
    """
    whole = Subset(
        store=source.data, namespaces=source.namespaces, only=only, texts=source.texts
    )
    if not len(whole.store):
        raise InputError("nothing to export: the graph is empty")
    if not filters:
        return whole
    closure = close(source.data, choose(source, filters))
    part = replace(whole, store=_store(closure.quads), left_out=closure.left_out)
    edges = _edges(source.data, part)
    return replace(part, store=_store([*part.store, *edges]))


def cut(subset: Subset) -> Subset:
    """Return the layer of a subset that was asked for, with what it rests on.

    Claims come with the names of their events, events with their claims, and edges with
    the claims that earn them; nothing stands in an export that no one said.

    Raises:
        InputError: nothing is left.
    """
    if subset.only is None:
        return subset
    quads = close(subset.store, set(_claims(subset)), subset.only).quads
    if subset.only is Layer.EDGES:
        quads += _edges_with_ends(subset)
    if not quads:
        raise InputError(f"nothing to export: there are no {subset.only}")
    return replace(subset, store=_store(quads))


def _claims(subset: Subset) -> Iterator[AnyNode]:
    """Yield the claims that a layer is made of, or rests on."""
    if subset.only is Layer.EDGES:
        for row in ask(subset.merged, select_query("earning")):
            yield row["claim"]
            yield from _claims_about(subset.store, _ABOUT_EVENT, row["object"])
        return
    yield from _claims_about(subset.store, _ABOUT_EVENT)
    if subset.only is Layer.CLAIMS:
        yield from _claims_about(subset.store, _ABOUT_RELATION)


def _claims_about(
    store: pyoxigraph.Store, link: pyoxigraph.NamedNode, thing: AnyNode | None = None
) -> Iterator[AnyNode]:
    return (quad.subject for quad in store.quads_for_pattern(None, link, thing))


def _store(quads: Iterable[pyoxigraph.Quad]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    return store


def _edges(whole: pyoxigraph.Store, part: Subset) -> Iterator[pyoxigraph.Quad]:
    """Yield the edges of the whole that the part earns, or that the registry knows."""
    for triple in construct_edges(part.merged):
        yield from whole.quads_for_pattern(*triple)
    lasting = [as_named(REL[name]) for name in load_relations()]
    for known in whole.quads_for_pattern(None, KNOWN_WITH, None):
        ends = known.subject, known.object
        if all(_is_there(part.store, end) for end in ends):
            yield known
            for relation in lasting:
                yield from whole.quads_for_pattern(ends[0], relation, ends[1])


def _is_there(store: pyoxigraph.Store, node: AnyTerm) -> bool:
    if isinstance(node, pyoxigraph.Literal):
        return False
    return any(True for _ in store.quads_for_pattern(node, RDF_TYPE, None))


def _edges_with_ends(subset: Subset) -> list[pyoxigraph.Quad]:
    """Return the direct edges, and the class and names of what they join."""
    known = subset.store.quads_for_pattern(None, KNOWN_WITH, None)
    edges = [*(quad for quad in subset.store if is_edge(quad)), *known]
    ends = {node for quad in edges for node in (quad.subject, quad.object)}
    found = [
        quad
        for predicate in _NAMING
        for quad in subset.store.quads_for_pattern(None, predicate, None)
        if quad.subject in ends
    ]
    return edges + found
