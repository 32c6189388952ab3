"""What several documents share but events: actors, values, what people add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from kg.corrections import Corrected
from kg.describe import (
    Names,
    Triple,
    describe_actor,
    describe_corrections,
    describe_known,
    describe_matches,
    describe_quantity,
    describe_time,
    prefixes,
)
from kg.model import Actor, Resolution
from kg.names import known_relations, load_registry
from kg.pipeline.ledger import Conclusion
from kg.pipeline.parts import References, Shelf
from kg.pipeline.plan import Plan
from kg.store import section_of


def describe_actors(plan: Plan, actors: Iterable[Actor], shelf: Shelf) -> References:
    """Put those who are meant on the shelf, as all documents describe them.

    Raises:
        OutputError: the shelf cannot be written.
    """
    names = Names(plan.spaces)
    triples = (t for actor in actors for t in describe_actor(actor, names=names))
    return shelf.put(section_of(triples, prefixes(plan.spaces)))


def describe_values(plan: Plan, conclusion: Conclusion, shelf: Shelf) -> References:
    """Put the times and quantities of events and relations on the shelf, each once.

    Raises:
        OutputError: the shelf cannot be written.
    """
    names = Names(plan.spaces)
    triples = chain(
        (t for v in conclusion.times for t in describe_time(v, names=names)),
        (t for v in conclusion.counts for t in describe_quantity(v, names=names)),
    )
    return shelf.put(section_of(triples, prefixes(plan.spaces)))


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
