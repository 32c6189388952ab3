"""From the claims of all documents to events, with conflicts and links.

Resolving can be done in parts, by processes that hold only some classes each:

1. `brief` every document; send its statements to the partition of each group of classes
   (`class_groups`), and of each relation;
2. `resolve_classes` of each group, as soon as those before it are resolved at whose
   events its claims are directed;
3. `gather_relations` of each relation;
4. send back by document what was found (`by_document`), and let events `point` at those
   of other classes.

`resolve` does just this in one process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.corrections import AnyCorrection, EventCorrection
from kg.model import Claim, Rank, ReadDocument, Resolution
from kg.resolve.classes import class_groups, classes_touched, in_order
from kg.resolve.clusters import Cluster
from kg.resolve.conflicts import find_conflicts, find_responses, rank_claims
from kg.resolve.constraints import NO_CONSTRAINTS, Constraints
from kg.resolve.events import as_event, identifiers
from kg.resolve.grouping import cluster_claims
from kg.resolve.joining import join_linked
from kg.resolve.linking import Linker, nearest_events
from kg.resolve.links import link_events
from kg.resolve.pointers import point, pointers_of
from kg.resolve.relations import gather_relations
from kg.resolve.statements import Statements, brief, brief_relations
from kg.resolve.turns import Turns


def resolve(
    documents: Iterable[ReadDocument], corrections: Iterable[AnyCorrection] = ()
) -> Resolution:
    """Group claims into events, rank them, and find conflicts and links.

    Where readers merge or split events, claims are first grouped without that, which
    tells what the events are that they name and what changes. Takes time nearly linear
    in the claims.

    Args:
        documents: what each document says; their order does not matter.
        corrections: of readers; those of claims and actors are carried out before.

    Raises:
        CorrectionError: corrections of events contradict each other.
    """
    statements = [brief(d) for d in documents]
    wanted = tuple(corrections)
    touched = classes_touched(wanted, (c for s in statements for c in s.claims))
    *groups, last = class_groups(touched)
    parts: list[Resolution] = []
    event_of: dict[str, str] = {}
    for group in groups:
        own = [s.of_classes(group) for s in statements]
        parts.append(resolve_classes(own, event_of=event_of))
        event_of.update(parts[-1].event_of)
    named = [e.identifier for part in parts for e in part.events]
    late = resolve_classes(
        [s.of_classes(last) for s in statements],
        event_of=event_of,
        corrections=wanted,
        elsewhere=nearest_events(wanted, named),
    )
    return combine([*parts, late], statements)


def resolve_classes(
    statements: Sequence[Statements],
    *,
    event_of: Mapping[str, str] | None = None,
    corrections: Iterable[AnyCorrection] = (),
    elsewhere: Iterable[str] = (),
) -> Resolution:
    """Resolve the claims of a group of classes, without relations.

    Takes time nearly linear in the claims; what events point at is left out (see
    `kg.resolve.pointers`).

    Args:
        statements: of all documents, with the claims of these classes alone; their
            order does not matter.
        event_of: the events of the claims of earlier groups that these claims are
            directed at; others of earlier groups do no harm.
        corrections: for the last group, those of readers.
        elsewhere: the events of other classes that are called most like those that
            corrections name (see `nearest_events`).

    Returns:
        The events, sorted by identifier, and what was found of each claim of these
        classes.

    Raises:
        CorrectionError: corrections of events contradict each other.
    """
    known = event_of or {}
    found = group(statements, known, NO_CONSTRAINTS)
    ordered = sorted(corrections, key=lambda c: c.iri)
    wanted = [c for c in ordered if isinstance(c, EventCorrection)]
    if not wanted:
        return found
    claims = [c for s in statements for c in s.claims]
    linker = Linker.from_resolution(claims, found, elsewhere)
    constraints = linker.constrain(wanted)
    settled = group(statements, known, constraints)
    return replace(
        settled,
        extracted_event_of=moved(found, settled, constraints.named),
        misses=tuple(sorted(linker.misses(wanted))),
    )


def combine(
    parts: Sequence[Resolution], statements: Sequence[Statements]
) -> Resolution:
    """Return what all groups of classes give together, with pointers and relations.

    Args:
        parts: what `resolve_classes` made of each.
        statements: of all documents, with their claims of all classes.
    """
    event_of = {c: event for part in parts for c, event in part.event_of.items()}
    rank_of = {c: rank for part in parts for c, rank in part.rank_of.items()}
    pointers = pointers_of((c for s in statements for c in s.claims), event_of, rank_of)
    events = (
        point(event, pointers.get(event.identifier, ()), event_of)
        for part in parts
        for event in part.events
    )
    return Resolution(
        events=tuple(sorted(events, key=lambda e: e.identifier)),
        event_of=event_of,
        rank_of=rank_of,
        conflicts=tuple(sorted(c for part in parts for c in part.conflicts)),
        responses=tuple(sorted(r for part in parts for r in part.responses)),
        relations=gather_relations(statements),
        extracted_event_of={
            c: event for part in parts for c, event in part.extracted_event_of.items()
        },
        misses=tuple(sorted(miss for part in parts for miss in part.misses)),
    )


def set_apart(documents: Sequence[ReadDocument], resolution: Resolution) -> Resolution:
    """Give each rejected claim an event of its own, that nothing else is about.

    Args:
        documents: with the rejected claims alone.
        resolution: of the other claims, whose events rejected ones may be directed at;
            of it only `event_of` counts, and only of claims of the same documents.
    """
    claims = [c for d in documents for c in d.claims]
    labels = {a.identifier: a.labels for d in documents for a in d.actors}
    own = {c.identifier: f"rejected.{c.identifier.lower()}" for c in claims}
    event_of = {**resolution.event_of, **own}
    kept = dict.fromkeys(own, Rank.PREFERRED)  # so that events have the roles
    pointers = pointers_of(claims, own, kept)
    events = [as_event(alone(c), own[c.identifier], kept, labels) for c in claims]
    return Resolution(
        events=tuple(
            point(event, pointers.get(event.identifier, ()), event_of)
            for event in events
        ),
        event_of=event_of,
        rank_of=dict.fromkeys(own, Rank.DEPRECATED),
        relations=gather_relations(map(brief_relations, documents)),
    )


def alone(claim: Claim) -> Cluster:
    """Return a claim as all that is about its event."""
    return Cluster(event_class=claim.event_class, claims=[claim])


def moved(
    before: Resolution, after: Resolution, named: Collection[str]
) -> Mapping[str, str]:
    """Return the former event of each claim that a correction gave another.

    Args:
        before: without the correction of events.
        after: with it.
        named: the claims of corrections; only their events are looked at.
    """
    touched = {r.event_of[claim] for r in (before, after) for claim in named}
    return {
        claim: event
        for claim, event in before.event_of.items()
        if event != after.event_of[claim] and {event, after.event_of[claim]} & touched
    }


def group(
    statements: Sequence[Statements],
    known: Mapping[str, str],
    constraints: Constraints,
) -> Resolution:
    """Group claims into events that keep to constraints.

    Args:
        statements: of all documents, with the claims of classes that are resolved
            together.
        known: the events of claims of other classes.
        constraints: what the events must keep to.
    """
    claims = [
        replace(c, responds_to=None) if c.identifier in constraints.unanswering else c
        for s in statements
        for c in s.claims
    ]
    turns = Turns.of(statements)
    clusters = gather(claims, turns, known, constraints)
    labels = {a: labels for s in statements for a, labels in s.labels.items()}
    ranks = {
        claim: rank
        for cluster in clusters.values()
        for claim, rank in rank_claims(cluster.claims, turns).items()
    }
    event_of = {c.identifier: name for name, k in clusters.items() for c in k.claims}
    events = [
        as_event(cluster, name, ranks, labels) for name, cluster in clusters.items()
    ]
    found = [k.claims for k in clusters.values()]
    return Resolution(
        events=tuple(sorted(link_events(events, claims), key=lambda e: e.identifier)),
        event_of=event_of,
        rank_of=ranks,
        conflicts=tuple(sorted(k for own in found for k in find_conflicts(own))),
        responses=tuple(sorted(r for own in found for r in find_responses(own, turns))),
    )


def gather(
    claims: Iterable[Claim],
    turns: Turns,
    known: Mapping[str, str],
    constraints: Constraints,
) -> dict[str, Cluster]:
    """Cluster class by class; claims about other claims' events come last.

    Returns:
        The clusters by the identifiers of their events.
    """
    by_class = defaultdict(list)
    for claim in claims:
        by_class[claim.event_class].append(claim)
    clusters: dict[str, Cluster] = {}
    event_of = dict(known)
    for event_class in in_order(by_class):
        own = by_class[event_class]
        targets = {
            c.identifier: event_of[c.targets_claim]
            for c in own
            if c.targets_claim in event_of
        }
        found = cluster_claims(own, turns, targets, constraints)
        found = join_linked(found, constraints)
        named = dict(zip(identifiers(found, targets), found, strict=True))
        clusters.update(named)
        event_of.update(
            {c.identifier: name for name, k in named.items() for c in k.claims}
        )
    return clusters
