"""From the claims of all documents to events, with conflicts and links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.corrections import AnyCorrection, EventCorrection
from kg.model import Claim, Rank, ReadDocument, Resolution
from kg.ontology import load_classes
from kg.resolve.clusters import Cluster, Turns, cluster_claims, merge_graph
from kg.resolve.conflicts import find_conflicts, find_responses, rank_claims
from kg.resolve.constraints import NO_CONSTRAINTS, Constraints
from kg.resolve.events import as_event, identifiers
from kg.resolve.joining import join_linked
from kg.resolve.linking import Linker
from kg.resolve.links import link_events
from kg.resolve.relations import gather_relations


def resolve(
    documents: Sequence[ReadDocument], corrections: Iterable[AnyCorrection] = ()
) -> Resolution:
    """Group claims into events, rank them, and find conflicts and links.

    Where readers merge or split events, claims are first grouped without that, which
    tells what the events are that they name and what changes.

    Args:
        documents: what each document says; their order does not matter.
        corrections: of readers; those of claims and actors are carried out before.

    Raises:
        CorrectionError: corrections of events contradict each other.
    """
    found = group(documents, NO_CONSTRAINTS)
    ordered = sorted(corrections, key=lambda c: c.iri)
    wanted = [c for c in ordered if isinstance(c, EventCorrection)]
    if not wanted:
        return found
    claims = [c for d in documents for c in d.claims]
    linker = Linker.from_resolution(claims, found)
    constraints = linker.constrain(wanted)
    settled = group(documents, constraints)
    return replace(
        settled,
        extracted_event_of=moved(found, settled, constraints.named),
        misses=tuple(sorted(linker.misses(wanted))),
    )


def set_apart(documents: Sequence[ReadDocument], resolution: Resolution) -> Resolution:
    """Give each rejected claim an event of its own, that nothing else is about.

    Args:
        documents: with the rejected claims alone.
        resolution: of the other claims, whose events rejected ones may be directed at.
    """
    claims = [c for d in documents for c in d.claims]
    labels = {a.identifier: a.labels for d in documents for a in d.actors}
    alone = [Cluster(event_class=c.event_class, claims=[c]) for c in claims]
    own = {c.identifier: f"rejected.{c.identifier.lower()}" for c in claims}
    event_of = {**resolution.event_of, **own}
    merges = merge_graph(alone)
    kept = dict.fromkeys(own, Rank.PREFERRED)  # so that events have the roles
    return Resolution(
        events=tuple(
            as_event(cluster, own[claim], kept, event_of, labels, merges)
            for claim, cluster in zip(own, alone, strict=True)
        ),
        event_of=event_of,
        rank_of=dict.fromkeys(own, Rank.DEPRECATED),
        relations=gather_relations(documents),
    )


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


def group(documents: Sequence[ReadDocument], constraints: Constraints) -> Resolution:
    """Group claims into events that keep to constraints."""
    claims = [
        replace(c, responds_to=None) if c.identifier in constraints.unanswering else c
        for d in documents
        for c in d.claims
    ]
    turns = Turns.from_documents(documents)
    clusters, names = gather(claims, turns, constraints)
    labels = {a.identifier: a.labels for d in documents for a in d.actors}
    ranks = {
        claim: rank
        for cluster in clusters
        for claim, rank in rank_claims(cluster.claims, turns).items()
    }
    event_of = {c.identifier: names[id(k)] for k in clusters for c in k.claims}
    merges = merge_graph(clusters)
    events = [
        as_event(cluster, names[id(cluster)], ranks, event_of, labels, merges)
        for cluster in clusters
    ]
    return Resolution(
        events=tuple(
            sorted(link_events(events, claims, event_of), key=lambda e: e.identifier)
        ),
        event_of=event_of,
        rank_of=ranks,
        conflicts=tuple(k for c in clusters for k in find_conflicts(c.claims)),
        responses=tuple(r for c in clusters for r in find_responses(c.claims, turns)),
        relations=gather_relations(documents),
    )


def gather(
    claims: Sequence[Claim], turns: Turns, constraints: Constraints
) -> tuple[list[Cluster], Mapping[int, str]]:
    """Cluster class by class; claims about other claims' events come last.

    Returns:
        The clusters, and the identifier of the event of each, by its `id`.
    """
    clusters: list[Cluster] = []
    names: dict[int, str] = {}
    event_of: dict[str, str] = {}
    for event_class in in_order(load_classes()):
        own = [c for c in claims if c.event_class == event_class]
        targets = {
            c.identifier: event_of[c.targets_claim]
            for c in own
            if c.targets_claim in event_of
        }
        found = cluster_claims(own, turns, targets, constraints)
        found = join_linked(found, constraints)
        for cluster, name in zip(found, identifiers(found, targets), strict=True):
            names[id(cluster)] = name
            event_of.update({c.identifier: name for c in cluster.claims})
        clusters += found
    return clusters, names


def in_order(classes: Mapping[str, object]) -> list[str]:
    """Return the classes, those that may be directed at events last."""
    table = load_classes()

    def about_events(name: str) -> bool:
        return any(spec.events for spec in table[name].roles.values())

    return sorted(classes, key=lambda name: (about_events(name), name))
