"""From the claims of all documents to events, with conflicts and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Claim, ReadDocument, Resolution
from kg.ontology import load_classes
from kg.resolve.clusters import Cluster, Turns, cluster_claims, merge_graph
from kg.resolve.conflicts import find_conflicts, find_responses, rank_claims
from kg.resolve.events import as_event, identifiers
from kg.resolve.links import link_events
from kg.resolve.relations import gather_relations


def resolve(documents: Sequence[ReadDocument]) -> Resolution:
    """Group claims into events, rank them, and find conflicts and links.

    Args:
        documents: what each document says; their order does not matter.
    """
    claims = [c for d in documents for c in d.claims]
    turns = Turns.from_documents(documents)
    clusters, names = gather(claims, turns)
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
    claims: Sequence[Claim], turns: Turns
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
        found = cluster_claims(own, turns, targets)
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
