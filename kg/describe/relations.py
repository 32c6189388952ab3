"""Lasting relations: their claims, what the claims are about, and what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.describe.claims import describe_grounds, describe_time
from kg.describe.namespaces import Names
from kg.describe.terms import KG, ORG, RDF, REL, SKOS, Triple
from kg.model import KnownRelation, Relation, RelationClaim
from kg.relations import load_relations


def describe_relation_claim(
    claim: RelationClaim, relation: str, *, names: Names, run: NamedNode
) -> Iterator[Triple]:
    """Yield what one claim of a relation says, where, by whom and how surely.

    Args:
        claim: the claim.
        relation: the identifier of the relation that it is about.
        names: makes the IRIs.
        run: what made it.
    """
    node = names.claim(claim.identifier)
    yield node, RDF.type, KG.RelationClaim
    yield node, KG.aboutRelation, names.relation(relation)
    yield node, KG.subject, names.actor(claim.subject)
    yield node, KG.object, names.actor(claim.object)
    if claim.past:
        yield node, KG.past, Literal(claim.past)
    yield from describe_grounds(claim, names=names, run=run)


def describe_relation(relation: Relation, *, names: Names) -> Iterator[Triple]:
    """Yield a relation: its ends, and the membership that it is (W3C ORG)."""
    node = names.relation(relation.identifier)
    subject, value = names.actor(relation.subject), names.actor(relation.object)
    yield node, RDF.type, KG.Relation
    yield node, KG.relation, REL[relation.relation]
    yield node, KG.subject, subject
    yield node, KG.object, value
    for language, label in relation.labels.items():
        yield node, SKOS.prefLabel, Literal(label, language=language)
    if relation.past:
        yield node, KG.past, Literal(relation.past)
    if relation.time is not None:
        yield node, KG.time, names.time(relation.time)
        yield from describe_time(relation.time, names=names)
    if load_relations()[relation.relation].membership:
        yield from describe_membership(relation, node, names=names)


def describe_membership(
    relation: Relation, node: NamedNode, *, names: Names
) -> Iterator[Triple]:
    """Yield a post or membership in the terms of W3C ORG."""
    yield node, RDF.type, ORG.Membership
    yield node, ORG.member, names.actor(relation.subject)
    if relation.organisation is not None:
        yield node, ORG.organization, names.actor(relation.organisation)
    if relation.time is not None:
        yield node, ORG.memberDuring, names.time(relation.time)


def describe_known(
    relations: Iterable[KnownRelation], *, names: Names
) -> Iterator[Triple]:
    """Yield the relations that the registry gives, as direct edges."""
    for known in relations:
        subject, value = names.actor(known.subject), names.actor(known.object)
        yield subject, REL[known.relation], value
        yield subject, KG.knownWith, value
