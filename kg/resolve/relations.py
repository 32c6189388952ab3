"""The lasting relations that the claims of all documents are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Factuality, Relation, RelationClaim
from kg.relations import load_relations
from kg.resolve.events import agreed_time, name
from kg.resolve.statements import Statements


def gather_relations(statements: Iterable[Statements]) -> tuple[Relation, ...]:
    """Return one relation for each pair of actors that claims relate, sorted.

    Relations know nothing of each other: those of some claims are the same whether the
    others are there or not, as long as all claims of each relation are. Takes time
    linear in the claims, but for sorting.

    Args:
        statements: what each document says; their order does not matter.
    """
    claims = defaultdict(list)
    labels: dict[str, Mapping[str, str]] = {}
    for stated in statements:
        labels.update(stated.labels)
        for claim in stated.relations:
            claims[identifier_of(claim)].append(claim)
    return tuple(
        as_relation(key, sorted(claims[key], key=in_time), labels)
        for key in sorted(claims)
    )


def identifier_of(claim: RelationClaim) -> str:
    """Return the local name of the relation that a claim is about."""
    return f"{claim.relation.lower()}.{claim.subject}.{claim.object}"


def in_time(claim: RelationClaim) -> tuple[str, str, int, str]:
    """Return the order of claims: as they were uttered."""
    day = claim.uttered_on.isoformat()
    return day, claim.document, claim.trigger.begin, claim.identifier


def as_relation(
    identifier: str,
    claims: Sequence[RelationClaim],
    labels: Mapping[str, Mapping[str, str]],
) -> Relation:
    """Make a relation of its claims, which are in order of time."""
    first = claims[0]
    owners = {c.organisation for c in claims if c.organisation is not None}
    times = [c.time for c in claims if c.time is not None and holds(c)]
    return Relation(
        identifier=identifier,
        relation=first.relation,
        subject=first.subject,
        object=first.object,
        labels=label_of(first, labels),
        claims=tuple(c.identifier for c in claims),
        organisation=owners.pop() if len(owners) == 1 else None,
        past=is_past(claims),
        time=agreed_time(times),
    )


def holds(claim: RelationClaim) -> bool:
    """Tell whether a claim says that the relation is there, or was."""
    return claim.factuality is Factuality.CERTAIN


def is_past(claims: Sequence[RelationClaim]) -> bool:
    """Tell whether the last day on which the relation was affirmed calls it ended."""
    certain = [c for c in claims if holds(c)]
    last = max((c.uttered_on for c in certain), default=None)
    return any(c.past for c in certain if c.uttered_on == last)


def label_of(
    claim: RelationClaim, labels: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the labels of a relation: "bekleedt: Mohamed Bazoum → …"."""
    spec = load_relations()[claim.relation]
    return {
        language: f"{spec.labels[language]}: {name(claim.subject, labels, language)}"
        f" → {name(claim.object, labels, language)}"
        for language in spec.labels
    }
