"""An event as its preferred claims give it: name, label, roles, time, count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.identity import load_identity
from kg.model import Claim, Event, Quantity, Rank, Role, RoleFiller, TimeValue
from kg.ontology import load_classes
from kg.resolve.clusters import Cluster
from kg.resolve.moments import all_overlap

PREFIX = re.compile(
    r"^(state|org|mission|op|person|place|region|group|pmc|actor|post)-"
)
MOST_PARTS = 3
MOST_NAMES = 3
LONGEST_PART = 24


def identifiers(clusters: Sequence[Cluster], targets: Mapping[str, str]) -> list[str]:
    """Return an identifier for each event: class, key actors, date; unique, stable."""
    seen: Counter[str] = Counter()
    names = []
    for cluster in clusters:
        base = key_of(cluster, targets)
        seen[base] += 1
        names.append(base if seen[base] == 1 else f"{base}.{seen[base]}")
    return names


def key_of(cluster: Cluster, targets: Mapping[str, str]) -> str:
    """Return class, key actors and first date of an event as a local name."""
    rule = load_identity()[cluster.event_class]
    parts = [cluster.event_class.lower()]
    for role in rule.keys:
        actors = sorted(cluster.actors(role))
        if actors and len(parts) <= MOST_PARTS:
            parts.append(short(actors[0]))
    event = next(
        (targets[c.identifier] for c in cluster.claims if c.identifier in targets), None
    )
    if event:
        parts.append(event.replace(".", "-")[:40])
    times = cluster.times()
    if times:
        parts.append(re.sub(r"[^0-9-]+", "-", min(t.edtf for t in times)).strip("-"))
    return ".".join(parts)


def short(actor: str) -> str:
    """Return an actor's identifier without the prefix of its kind."""
    return PREFIX.sub("", actor)[:LONGEST_PART].strip("-")


def as_event(
    cluster: Cluster,
    identifier: str,
    ranks: Mapping[str, Rank],
    labels: Mapping[str, Mapping[str, str]],
) -> Event:
    """Make the event of a cluster from its preferred claims.

    What it points at is left out: see `kg.resolve.pointers`.
    """
    preferred = [c for c in cluster.claims if ranks[c.identifier] is Rank.PREFERRED]
    roles = agreed_roles(preferred)
    time = agreed_time([c.time for c in preferred if c.time is not None])
    names = tuple(c.identifier for c in cluster.claims)
    return Event(
        identifier=identifier,
        event_class=cluster.event_class,
        labels=label_of(cluster.event_class, roles, time, labels),
        claims=names,
        roles=roles,
        time=time,
        count=agreed_count([c.count for c in preferred if c.count is not None]),
        reasons={claim: cluster.reasons[claim] for claim in names[1:]},
    )


def agreed_roles(claims: Iterable[Claim]) -> tuple[RoleFiller, ...]:
    """Return who fills the roles in any of the claims, each once."""
    found = {
        (f.role, f.actor): RoleFiller(role=f.role, actor=f.actor)
        for c in claims
        for f in c.roles
    }
    return tuple(found[key] for key in sorted(found))


def agreed_time(times: Sequence[TimeValue]) -> TimeValue | None:
    """Return the most precise of overlapping times; disjoint ones leave it out."""
    if not times or not all_overlap(times):
        return None
    return min(times, key=lambda t: (width(t), t.edtf))


def width(time: TimeValue) -> int:
    """Return how many days a time spans, open ones most."""
    if time.first is None or time.last is None:
        return 10**6
    return (time.last - time.first).days


def agreed_count(counts: Sequence[Quantity]) -> Quantity | None:
    """Return the count where all claims give the same."""
    return counts[0] if counts and len(set(counts)) == 1 else None


def label_of(
    event_class: str,
    roles: Sequence[RoleFiller],
    time: TimeValue | None,
    labels: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """Return the labels of an event: "terugtrekking: Duitsland → MINUSMA, 2024-05"."""
    spec = load_classes()[event_class]
    found = {}
    for language in ("nl", "en"):
        names = {
            role: listed(
                [name(f.actor, labels, language) for f in roles if f.role is role],
                language,
            )
            for role in Role
        }
        arrow = " → ".join(n for n in (names[Role.AGENT], names[Role.TARGET]) if n)
        parts = [p for p in (arrow, names[Role.PARTICIPANT], names[Role.PLACE]) if p]
        if time is not None:
            parts.append(time.edtf)
        text = spec.labels[language]
        found[language] = (
            f"{text}: {', '.join(dict.fromkeys(parts))}" if parts else text
        )
    return found


def listed(names: Sequence[str], language: str) -> str:
    """Join names, the first three of many."""
    joint, others = (" en ", "e.a.") if language == "nl" else (" and ", "et al.")
    if len(names) > MOST_NAMES:
        return f"{', '.join(names[:MOST_NAMES])} {others}"
    return joint.join(names)


def name(actor: str, labels: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return the label of an actor."""
    own = labels.get(actor, {})
    return own.get(language) or own.get("nl") or actor
