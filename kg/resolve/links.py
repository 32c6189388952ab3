"""How events hang together: what ends, moves or gives reason to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.model import Claim, Event, Factuality, Role

ENDED_BY = {"Release": "Arrest", "CooperationResumption": "CooperationSuspension"}
MOVABLE = frozenset({"Election", "Withdrawal", "MissionEnd", "Visit", "Meeting"})


def link_events(
    events: Sequence[Event], claims: Sequence[Claim], event_of: Mapping[str, str]
) -> list[Event]:
    """Return the events with their links to each other."""
    by_claim = {c.identifier: c for c in claims}
    linked = []
    for event in events:
        own = [by_claim[c] for c in event.claims]
        linked.append(
            replace(
                event,
                ends=ended(event, events),
                supersedes=superseded(event, own, events, by_claim),
                motivated_by=tuple(
                    sorted(
                        {
                            event_of[c.motive]
                            for c in own
                            if c.motive
                            and c.motive in event_of
                            and event_of[c.motive] != event.identifier
                        }
                    )
                ),
            )
        )
    return linked


def ended(event: Event, events: Sequence[Event]) -> tuple[str, ...]:
    """Return the arrest or suspension that an event ends: the latest that fits."""
    wanted = ENDED_BY.get(event.event_class)
    targets = fillers(event, Role.TARGET)
    agents = fillers(event, Role.AGENT)
    fitting = [
        other
        for other in events
        if other.event_class == wanted
        and (targets & fillers(other, Role.TARGET))
        and (wanted == "Arrest" or agents & fillers(other, Role.AGENT))
        and starts_before(other, event)
    ]
    latest = max(fitting, key=lambda e: (first_day(e), e.identifier), default=None)
    return (latest.identifier,) if latest else ()


def superseded(
    event: Event,
    own: Sequence[Claim],
    events: Sequence[Event],
    by_claim: Mapping[str, Claim],
) -> tuple[str, ...]:
    """Return the earlier plan that a later plan for the same thing replaces."""
    if event.event_class not in MOVABLE or event.time is None or not is_plan(own):
        return ()
    said = max(c.uttered_on for c in own)
    replaced = []
    for other in events:
        if other.event_class != event.event_class or other.time is None:
            continue
        theirs = [by_claim[c] for c in other.claims]
        earlier = max(c.uttered_on for c in theirs) < said
        same = keys(event) == keys(other) and keys(event)
        if (
            other.identifier != event.identifier
            and earlier
            and same
            and is_plan(theirs)
        ) and first_day(other) < first_day(event):
            replaced.append(other.identifier)
    return tuple(sorted(replaced))


def is_plan(claims: Sequence[Claim]) -> bool:
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


def starts_before(one: Event, other: Event) -> bool:
    """Tell whether an event may have begun before another."""
    if one.time is None or other.time is None:
        return True
    last = other.time.last or date.max
    return (one.time.first or date.min) <= last
