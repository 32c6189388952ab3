"""All triples of a build, before any of them is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rdflib import Graph
from rdflib.graph import _TripleType as Triple

from kg.correct import renamed
from kg.corrections import Corrected
from kg.describe import (
    Description,
    Names,
    describe,
    describe_corrections,
    describe_matches,
    describe_registry,
    describe_rejected,
)
from kg.model import ReadDocument, Resolution
from kg.names import known_relations, load_registry
from kg.pipeline.plan import Plan
from kg.resolve import set_apart
from kg.validate import load_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a build says: of its documents, in what words, and what readers rejected."""

    description: Description
    vocabulary: Graph
    rejected: list[Triple]


def describe_all(plan: Plan, corrected: Corrected, resolution: Resolution) -> Described:
    """Describe what was read, corrected and resolved.

    Corrections stand with what documents share, since one may be about several; so do
    the matches of actors that the documents name.
    """
    names = Names(plan.spaces)
    runs = {d.identifier: plan.run_of(d) for d in plan.documents}
    known = known_relations(load_registry())
    description = describe(
        corrected.documents, resolution, runs, names=names, known=known
    )
    corrections = describe_corrections(corrected, resolution, names=names)
    meant = actors_in(corrected.documents)
    matches = describe_matches(
        (link for link in plan.links if link.actor in meant), names=names
    )
    shared = [*description.shared, *corrections, *matches]
    apart = set_apart(corrected.rejected, resolution)
    return Described(
        description=replace(description, shared=shared),
        vocabulary=describe_vocabulary(names, corrected.labels),
        rejected=list(describe_rejected(corrected, apart, runs, names=names)),
    )


def actors_in(documents: Iterable[ReadDocument]) -> set[str]:
    """Return the identifiers of the actors that documents name."""
    return {actor.identifier for d in documents for actor in d.actors}


def describe_vocabulary(names: Names, labels: Mapping[str, Mapping[str, str]]) -> Graph:
    """Return the ontology and the registry, with the labels that readers gave."""
    registry = load_registry()
    actors = (renamed(actor, labels) for actor in registry)
    listed = describe_registry(actors, known_relations(registry), names=names)
    return load_vocabulary() + graph_of(listed)


def graph_of(triples: Iterable[Triple]) -> Graph:
    """Return triples as a graph of rdflib."""
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph
