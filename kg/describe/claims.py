"""Claims, with their times and quantities."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.describe.namespaces import Names
from kg.describe.terms import KG, PROV, RDF, SCHEMA, SEM, Triple, day, decimal
from kg.model import Claim, Quantity, RelationClaim, Resolved, Span, TimeValue

VALUE, LEAST, MOST, UNIT, CURRENCY = (
    SCHEMA[name] for name in ("value", "minValue", "maxValue", "unitText", "currency")
)


def describe_claim(
    claim: Claim, resolved: Resolved, *, names: Names, run: NamedNode
) -> Iterator[Triple]:
    """Yield what one claim says, where, by whom and how surely.

    Args:
        claim: the claim.
        resolved: gives its event and rank, and the event it is directed at.
        names: makes the IRIs.
        run: what made it.
    """
    node = names.claim(claim.identifier)
    yield node, RDF.type, KG.Claim
    yield node, KG.aboutEvent, names.event(resolved.event_of[claim.identifier])
    yield node, KG.rank, KG[resolved.rank_of[claim.identifier].value]
    for filler in claim.roles:
        yield node, KG[filler.role.value], names.actor(filler.actor)
    if claim.targets_claim:
        yield node, KG.target, names.event(resolved.event_of[claim.targets_claim])
    if claim.motive:
        yield node, KG.motivatedBy, names.event(resolved.event_of[claim.motive])
    if claim.identifier in resolved.reasons:
        yield node, KG.mergeReason, Literal(resolved.reasons[claim.identifier])
    if claim.count is not None:
        yield node, KG.count, names.quantity(claim.count)
        yield from describe_quantity(claim.count, names=names)
    yield from describe_grounds(claim, names=names, run=run)


def describe_grounds(
    claim: Claim | RelationClaim, *, names: Names, run: NamedNode
) -> Iterator[Triple]:
    """Yield what claims of events and of relations share: words, source, time.

    Args:
        claim: the claim.
        names: makes the IRIs.
        run: what made it.
    """
    node = names.claim(claim.identifier)
    yield node, KG.factuality, KG[claim.factuality.value]
    yield node, KG.inTurn, names.turn(claim.document, claim.turn)
    yield node, PROV.wasDerivedFrom, names.document(claim.document)
    yield node, PROV.wasGeneratedBy, run
    yield node, KG.extractionRule, Literal(claim.rule)
    yield node, KG.confidence, decimal(claim.confidence)
    for source in claim.sources:
        yield node, KG.source, names.actor(source)
    for reporter in claim.reported_by:
        yield node, KG.reportedBy, names.actor(reporter)
    yield node, KG.trigger, names.span(claim.trigger)
    yield node, KG.evidence, names.span(claim.evidence)
    if claim.cue is not None:
        yield node, KG.factualityCue, names.span(claim.cue)
    if claim.time is not None:
        yield node, KG.time, names.time(claim.time)
        yield node, KG.timeAnchor, KG[claim.time.anchor.value]
        yield from describe_time(claim.time, names=names)


def spans_of(claim: Claim | RelationClaim) -> Iterator[Span]:
    """Yield the words that a claim rests on."""
    yield claim.trigger
    yield claim.evidence
    if claim.cue is not None:
        yield claim.cue


def describe_time(value: TimeValue, *, names: Names) -> Iterator[Triple]:
    """Yield a time value; open ends leave a bound out."""
    node = names.time(value)
    yield node, RDF.type, KG.Time
    yield node, KG.edtf, Literal(value.edtf)
    yield node, KG.precision, KG[value.precision.value]
    if value.first is not None:
        first = day(value.first)
        yield node, SEM.hasEarliestBeginTimeStamp, first
    if value.last is not None:
        last = day(value.last)
        yield node, SEM.hasLatestEndTimeStamp, last


def describe_quantity(value: Quantity, *, names: Names) -> Iterator[Triple]:
    """Yield a number of people, things or money."""
    node = names.quantity(value)
    yield node, RDF.type, KG.Quantity
    yield node, UNIT, Literal(value.unit, language="nl")
    for term, number in (
        (VALUE, value.value),
        (LEAST, value.minimum),
        (MOST, value.maximum),
    ):
        if number is not None:
            yield node, term, as_number(number)
    if value.currency:
        yield node, CURRENCY, Literal(value.currency)
    if value.qualifier:
        yield node, KG.qualifier, Literal(value.qualifier)


def as_number(number: float) -> Literal:
    """Return a whole number as an integer, another as a decimal."""
    return Literal(int(number)) if number == int(number) else decimal(number)
