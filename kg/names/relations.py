"""The relations between actors that the registry gives: its `of`, `area`, `country`."""

from collections.abc import Iterator

from kg.model import KnownRelation
from kg.names.entries import Entry
from kg.names.registry import Registry
from kg.relations import is_any, load_relations

PLACES = ("City", "Facility", "Region")
RELATED = {"affiliated_with": "affiliatedWith", "part_of": "partOf"}


def known_relations(registry: Registry) -> tuple[KnownRelation, ...]:
    """Return the relations that the registry gives, sorted.

    Args:
        registry: the known actors.
    """
    found = {r for e in registry.entries.values() for r in relations_of(e)}
    return tuple(sorted(r for r in found if is_possible(r, registry)))


def relations_of(entry: Entry) -> Iterator[KnownRelation]:
    """Yield what the keys of one entry say."""
    actor = entry.actor
    mission = is_any(actor.kind, ("Mission",))

    def relation(name: str, other: str) -> KnownRelation:
        return KnownRelation(relation=name, subject=actor.identifier, object=other)

    if entry.parent is not None:
        yield relation("missionOf" if mission else "partOf", entry.parent)
    for code in entry.areas if mission else ():
        yield relation("operatesIn", f"state-{code}")
    if actor.country and is_any(actor.kind, PLACES):
        yield relation("locatedIn", f"state-{actor.country}")
    for key, others in entry.related.items():
        yield from (relation(RELATED[key], other) for other in others)


def is_possible(relation: KnownRelation, registry: Registry) -> bool:
    """Tell whether a relation can be between actors of these kinds.

    A resolution `of` the Security Council, or a post, is no part of it.
    """
    ends = (registry.get(relation.subject), registry.get(relation.object))
    subject, value = (e.kind if e is not None else "" for e in ends)
    known = relation.subject != relation.object
    return known and load_relations()[relation.relation].admits(subject, value)
