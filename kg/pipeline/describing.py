"""All triples of a build, before any of them is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rdflib import Graph, Literal
from rdflib.graph import _TripleType as Triple

from kg.correct import renamed
from kg.corrections import Corrected
from kg.describe import (
    Description,
    Names,
    describe,
    describe_corrections,
    describe_document,
    describe_matches,
    describe_registry,
    describe_rejected,
)
from kg.model import ReadDocument, Resolution
from kg.names import known_relations, load_registry
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Failure
from kg.resolve import set_apart
from kg.validate import load_vocabulary
from kg.vocabulary import KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a build says: of its documents, in what words, and what it leaves out.

    That is what readers rejected, and documents that the program failed to read.
    """

    description: Description
    vocabulary: Graph
    left_out: list[Triple]


def describe_all(
    plan: Plan,
    corrected: Corrected,
    resolution: Resolution,
    failed: Iterable[Failure] = (),
) -> Described:
    """Describe what was read, corrected and resolved, and what could not be read.

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
        left_out=[
            *describe_rejected(corrected, apart, runs, names=names),
            *describe_failed(plan, failed, names=names),
        ],
    )


def describe_failed(
    plan: Plan, failed: Iterable[Failure], *, names: Names
) -> Iterator[Triple]:
    """Yield the documents that the program failed to read, each with the reason."""
    documents = {d.identifier: d for d in plan.documents}
    for failure in failed:
        yield from describe_document(documents[failure.document], names=names)
        node = names.document(failure.document)
        yield node, KG.quarantineReason, Literal(failure.reason)


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
