"""From the description of all documents to the parts that stand and those that fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import pyoxigraph

from kg.model import Report
from kg.pipeline.describing import Described, graph_of
from kg.pipeline.parts import Parts
from kg.store import AnyTriple, as_graph, as_store, as_triple, construct_edges
from kg.validate import load_shapes, quarantine, report_graph


class Checked(NamedTuple):
    """The parts of a build, what validation found, and the size of what stands."""

    parts: Parts
    report: Report
    triples: int


def check(told: Described) -> Checked:
    """Derive the edges, validate, and move what violates a shape aside.

    Raises:
        OutputError: a term cannot be written as RDF, or a violation is of something
            that no claim answers for.
    """
    described = as_parts(told)
    edges = derive_edges(described)
    split = quarantine(
        graph_of(told.description.triples()) + as_graph(edges),
        shapes=load_shapes(),
        vocabulary=told.vocabulary,
        texts=graph_of(told.description.texts),
    )
    aside = as_triples(split.quarantined)
    parts = replace(
        described.without({*edges, *aside}),
        edges=[edge for edge in edges if edge not in aside],
        quarantine=[*aside, *as_triples(told.left_out)],
        report=as_triples(report_graph(split.report)),
    )
    return Checked(parts, split.report, len(split.kept))


def as_parts(told: Described) -> Parts:
    """Return what is described as the parts of a build, before any check."""
    description = told.description
    return Parts(
        documents={
            str(name): as_triples(triples)
            for name, triples in description.documents.items()
        },
        vocabulary=as_triples(told.vocabulary),
        shared=as_triples(description.shared),
        texts=as_triples(description.texts),
    )


def derive_edges(parts: Parts) -> list[pyoxigraph.Triple]:
    """Return the direct edges between what is described."""
    return construct_edges(as_store(chain(parts.vocabulary, parts.graph())))


def as_triples(triples: Iterable[AnyTriple]) -> list[pyoxigraph.Triple]:
    """Return triples as the store and the files take them."""
    return [as_triple(triple) for triple in triples]
