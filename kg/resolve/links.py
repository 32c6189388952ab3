"""How events hang together: what ends or moves what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from kg.model import Claim, Event, Factuality, Role
from kg.resolve.classes import ENDED_BY

MOVABLE = frozenset({"Election", "Withdrawal", "MissionEnd", "Visit", "Meeting"})

Key = tuple[str, ...]
Start = tuple[date, str]


def link_events(events: Sequence[Event], claims: Iterable[Claim]) -> list[Event]:
    """Return the events with what they end and what they supersede.

    Takes time linear in the events, but for sorting, and in the plans that are moved.

    Args:
        events: of classes that are resolved together.
        claims: all that the events are about.
    """
    begun = begun_events(events)
    plans = find_plans(events, {c.identifier: c for c in claims})
    moved = dict(superseded(plans.values()))
    return [
        replace(
            event,
            ends=ended(event, begun),
            supersedes=moved.get(event.identifier, ()),
        )
        for event in events
    ]


def begun_events(events: Iterable[Event]) -> Mapping[Key, list[Start]]:
    """Return by parties, in order of time, the events that others may end."""
    begun = defaultdict(list)
    for event in events:
        if event.event_class in ENDED_BY.values():
            for key in parties(event, event.event_class):
                begun[key].append((first_day(event), event.identifier))
    return {key: sorted(starts) for key, starts in begun.items()}


def ended(event: Event, begun: Mapping[Key, Sequence[Start]]) -> tuple[str, ...]:
    """Return the arrest or suspension that an event ends: the latest that fits."""
    wanted = ENDED_BY.get(event.event_class)
    if wanted is None:
        return ()
    last = (event.time.last if event.time else None) or date.max
    fitting: list[Start] = []
    for key in parties(event, wanted):
        starts = begun.get(key, ())
        end = bisect_right(starts, last, key=lambda start: start[0])
        fitting += starts[max(end - 1, 0) : end]
    return (max(fitting)[1],) if fitting else ()


def parties(event: Event, event_class: str) -> Iterator[Key]:
    """Yield who must be the same in what ends and in what is ended, of a class."""
    targets = fillers(event, Role.TARGET)
    if event_class == "Arrest":
        yield from ((event_class, target) for target in targets)
    else:
        agents = fillers(event, Role.AGENT)
        yield from ((event_class, *pair) for pair in product(targets, agents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A dated event that is only planned: from when, and when it was last said."""

    event: str
    first: date
    said: date


def find_plans(
    events: Iterable[Event], claims: Mapping[str, Claim]
) -> Mapping[tuple[str, frozenset[tuple[Role, str]]], list[Plan]]:
    """Return the plans of things that can be moved, by class and by who and where."""
    plans = defaultdict(list)
    for event in events:
        own = [claims[c] for c in event.claims]
        who = keys(event)
        if event.event_class in MOVABLE and event.time and who and is_plan(own):
            said = max(c.uttered_on for c in own)
            plan = Plan(event=event.identifier, first=first_day(event), said=said)
            plans[event.event_class, who].append(plan)
    return plans


def superseded(
    groups: Iterable[Sequence[Plan]],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each later plan with the earlier ones for the same thing that it replaces.

    Those begin earlier, and were last spoken of earlier.
    """
    for plans in groups:
        ordered = sorted(plans, key=lambda plan: plan.first)
        firsts = [plan.first for plan in ordered]
        for plan in ordered:
            before = ordered[: bisect_left(firsts, plan.first)]
            replaced = sorted(other.event for other in before if other.said < plan.said)
            yield plan.event, tuple(replaced)


def is_plan(claims: Iterable[Claim]) -> bool:
    """Tell whether nobody says that it happened and somebody plans it."""
    values = {c.factuality for c in claims}
    return Factuality.PLANNED in values and Factuality.CERTAIN not in values


def keys(event: Event) -> frozenset[tuple[Role, str]]:
    """Return who and where of an event."""
    wanted = (
        {Role.PLACE} if event.event_class == "Election" else {Role.AGENT, Role.TARGET}
    )
    return frozenset((f.role, f.actor) for f in event.roles if f.role in wanted)


def fillers(event: Event, role: Role) -> set[str]:
    """Return who fills a role."""
    return {f.actor for f in event.roles if f.role is role}


def first_day(event: Event) -> date:
    """Return the first day an event may have begun."""
    return (event.time.first if event.time else None) or date.min
