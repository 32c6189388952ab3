"""Which classes of events must be resolved together, and which may be apart.

Most classes know nothing of each other. What ends something of another class must be
resolved with it. Events that may be directed at other events ("veroordeelde de coup")
come last, and all at once, since they may be directed at each other too. Readers'
merges and splits are heeded there as well, so the classes that they name come along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from networkx.utils import UnionFind

from kg.corrections import AnyCorrection, EventCorrection, claims_in, events_in
from kg.model import Claim
from kg.ontology import load_classes

ENDED_BY = {"Release": "Arrest", "CooperationResumption": "CooperationSuspension"}

Group = tuple[str, ...]


@cache
def is_directed(event_class: str) -> bool:
    """Tell whether events of a class may be directed at events.

    >>> is_directed("Condemnation"), is_directed("Coup")
    (True, False)
    """
    return any(spec.events for spec in load_classes()[event_class].roles.values())


def in_order(classes: Iterable[str]) -> list[str]:
    """Return classes in the order in which they are resolved, the directed ones last.

    >>> in_order(["Appeal", "Coup", "Arrest"])
    ['Arrest', 'Coup', 'Appeal']
    """
    return sorted(classes, key=lambda name: (is_directed(name), name))


def class_groups(touched: Collection[str] = ()) -> tuple[Group, ...]:
    """Return all classes, those together that must be resolved together.

    Each group but the last can be resolved by itself, in any order; the last one after
    them, with the events that its claims are directed at.

    Args:
        touched: classes of events that readers merge or split, see `classes_touched`.

    >>> class_groups()[2], "Coup" in class_groups(["Coup"])[-1]
    (('Arrest', 'Release'), True)
    """
    late = {name for name in load_classes() if is_directed(name)}.union(touched)
    linked: UnionFind[str] = UnionFind(load_classes())
    linked.union(*late)
    for pair in ENDED_BY.items():
        linked.union(*pair)
    groups = [tuple(in_order(group)) for group in linked.to_sets()]
    return tuple(sorted(groups, key=lambda group: (not late.isdisjoint(group), group)))


def partition_of(group: Group, partitions: int) -> int:
    """Return the number of the partition that resolves a group of classes.

    It depends on the classes alone, so that all workers agree on it.

    Args:
        group: one of `class_groups`.
        partitions: how many there are, counted from 0.
    """
    return sorted(load_classes()).index(group[0]) % partitions


def classes_touched(
    corrections: Iterable[AnyCorrection], claims: Iterable[Claim]
) -> frozenset[str]:
    """Return the classes of the events that readers merge or split.

    Args:
        corrections: of readers.
        claims: some of the claims, such as those of one document; the classes of all
            claims are those of each document together.
    """
    wanted = [c for c in corrections if isinstance(c, EventCorrection)]
    named = {claim for c in wanted for claim in claims_in(c)}
    called = {event.partition(".")[0] for c in wanted for event in events_in(c)}
    stated = {c.event_class for c in claims if c.identifier in named}
    return frozenset(stated | {n for n in load_classes() if n.lower() in called})
