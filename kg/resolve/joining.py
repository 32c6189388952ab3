"""Events that a reader says are one are joined, whole where that is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Claim
from kg.resolve.clusters import Cluster
from kg.resolve.constraints import Constraints, Link


def join_linked(clusters: Sequence[Cluster], constraints: Constraints) -> list[Cluster]:
    """Join the clusters of claims that must be about one event.

    What the extractor took for the same event as such a claim comes along, but for
    claims that are to be kept from one that is there.

    Args:
        clusters: of one class, that keep to what must be apart.
        constraints: see there.
    """
    order = {id(cluster): place for place, cluster in enumerate(clusters)}
    home = {c.identifier: cluster for cluster in clusters for c in cluster.claims}
    for link in constraints.together:
        if link.one in home and home[link.one] is not home[link.other]:
            ends = (home[link.one], home[link.other])
            into, other = sorted(ends, key=lambda cluster: order[id(cluster)])
            moved = move(other, into, link, constraints)
            home.update({c.identifier: into for c in moved})
    return [cluster for cluster in clusters if cluster.claims]


def move(
    source: Cluster, into: Cluster, link: Link, constraints: Constraints
) -> list[Claim]:
    """Move claims from one cluster to another, with why, and return them."""
    there = constraints.groups(into.claims)
    moved = [c for c in source.claims if constraints.rivals(c).isdisjoint(there)]
    named, gone = {link.one, link.other}, {c.identifier for c in moved}
    for claim in moved:
        own = source.reasons.pop(claim.identifier, link.reason)
        into.reasons[claim.identifier] = (
            link.reason if claim.identifier in named else own
        )
    into.claims.extend(moved)
    source.claims[:] = [c for c in source.claims if c.identifier not in gone]
    return moved
