"""What several documents say together, as sections: events, relations, actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

import pyoxigraph

from kg.corrections import Corrected
from kg.describe import (
    Names,
    Triple,
    describe_actor,
    describe_conflict,
    describe_corrections,
    describe_event,
    describe_known,
    describe_matches,
    describe_relation,
    prefixes,
)
from kg.model import Actor, Resolution
from kg.names import known_relations, load_registry
from kg.pipeline.parts import References, Shelf
from kg.pipeline.plan import Plan
from kg.store import section_of


def describe_shared(
    plan: Plan, resolution: Resolution, actors: Sequence[Actor], shelf: Shelf
) -> References:
    """Describe what documents share; sections that have not changed are on the shelf.

    No two sections share a triple: the times and quantities of events are in one of
    their own.

    Args:
        plan: tells how nodes are named.
        resolution: what all documents say together.
        actors: those that are meant, as each document describes them.
        shelf: gets the sections.

    Raises:
        OutputError: the shelf cannot be written.
    """
    names = Names(plan.spaces)
    known = prefixes(plan.spaces)
    values: set[Triple] = set()
    sections = [
        (t for actor in actors for t in describe_actor(actor, names=names)),
        *describe_events(resolution, values, names=names),
        describe_relations(resolution, values, names=names),
    ]
    references = [shelf.put(section_of(triples, known)) for triples in sections]
    references.append(shelf.put(section_of(values, known)))
    return tuple(chain.from_iterable(references))


def describe_events(
    resolution: Resolution, values: set[Triple], *, names: Names
) -> Iterator[list[Triple]]:
    """Yield the events of each class, then the conflicts of claims.

    Args:
        resolution: has them.
        values: gets the times and quantities.
        names: makes the IRIs.
    """
    by_class = defaultdict(list)
    for event in resolution.events:
        by_class[event.event_class].append(event)
    for _, events in sorted(by_class.items()):
        own: list[Triple] = []
        for event in events:
            node = names.event(event.identifier)
            sort_out(describe_event(event, names=names), node, own, values)
        yield own
    yield [
        triple
        for conflict in resolution.conflicts
        for triple in describe_conflict(conflict, names=names)
    ]


def describe_relations(
    resolution: Resolution, values: set[Triple], *, names: Names
) -> list[Triple]:
    """Return the relations; `values` gets their times."""
    own: list[Triple] = []
    for relation in resolution.relations:
        node = names.relation(relation.identifier)
        sort_out(describe_relation(relation, names=names), node, own, values)
    return own


def sort_out(
    triples: Iterable[Triple],
    node: pyoxigraph.NamedNode,
    own: list[Triple],
    values: set[Triple],
) -> None:
    """Add the triples of a node to its own, and all others to the values."""
    for triple in triples:
        if triple[0] == node:
            own.append(triple)
        else:
            values.add(triple)


def describe_additions(
    plan: Plan, corrected: Corrected, resolution: Resolution, meant: AbstractSet[str]
) -> Iterator[Triple]:
    """Yield what comes from people and from the registry, not from documents.

    Corrections stand with what documents share, since one may be about several; so do
    accepted matches, and relations that are known, of the actors that are `meant`.
    """
    names = Names(plan.spaces)
    yield from describe_corrections(corrected, resolution, names=names)
    yield from describe_matches(
        (k for k in plan.links if k.actor in meant), names=names
    )
    relations = known_relations(load_registry())
    yield from describe_known(
        (r for r in relations if {r.subject, r.object} <= meant), names=names
    )
