"""Which classes of events must be resolved together, and which may be apart.

Most classes know nothing of each other. What ends something of another class must be
resolved with it. Events that may be directed at other events ("veroordeelde de coup")
come after these. Where readers merge or split events, the classes that they name and
those that may be directed at them are resolved together, and last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

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
    """Return all classes, those together that must be resolved together, in order.

    A group can be resolved as soon as those before it are that its claims are directed
    at. Claims that are directed at events of a later group are resolved as if they were
    not.

    Args:
        touched: classes of events that readers merge or split, see `classes_touched`.
            They are in the last group.

    >>> class_groups()[2], "Coup" in class_groups(["Coup"])[-1]
    (('Arrest', 'Release'), True)
    """
    home = {name: frozenset({name}) for name in load_classes()}
    last = [*touched, *filter(is_directed, home)] if touched else []
    for linked in (*ENDED_BY.items(), last):
        group = frozenset[str]().union(*(home[name] for name in linked))
        home.update(dict.fromkeys(group, group))
    groups = [tuple(in_order(group)) for group in set(home.values())]
    return tuple(sorted(groups, key=lambda group: (is_directed(group[-1]), group)))


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
