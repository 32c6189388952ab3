"""Claims, with their times and quantities."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.graph import _TripleType as Triple
from rdflib.namespace import PROV, RDF, XSD

from kg.describe.documents import describe_span
from kg.describe.namespaces import SCHEMA, Names
from kg.model import Claim, Quantity, RelationClaim, Resolution, TimeValue
from kg.vocabulary import KG, SEM

VALUE, LEAST, MOST, UNIT, CURRENCY = (
    URIRef(SCHEMA + name)
    for name in ("value", "minValue", "maxValue", "unitText", "currency")
)


def describe_claim(
    claim: Claim, resolution: Resolution, *, names: Names, run: URIRef, reason: str
) -> Iterator[Triple]:
    """Yield what one claim says, where, by whom and how surely.

    Args:
        claim: the claim.
        resolution: gives its event, rank and the event it is directed at.
        names: makes the IRIs.
        run: what made it.
        reason: why it was taken for the same event as others, possibly empty.
    """
    node = names.claim(claim.identifier)
    yield node, RDF.type, KG.Claim
    yield node, KG.aboutEvent, names.event(resolution.event_of[claim.identifier])
    yield node, KG.rank, KG[resolution.rank_of[claim.identifier].value]
    for filler in claim.roles:
        yield node, KG[filler.role.value], names.actor(filler.actor)
    if claim.targets_claim:
        yield node, KG.target, names.event(resolution.event_of[claim.targets_claim])
    if claim.motive:
        yield node, KG.motivatedBy, names.event(resolution.event_of[claim.motive])
    if reason:
        yield node, KG.mergeReason, Literal(reason)
    if claim.count is not None:
        yield node, KG["count"], names.quantity(claim.count)
        yield from describe_quantity(claim.count, names=names)
    yield from describe_grounds(claim, names=names, run=run)


def describe_grounds(
    claim: Claim | RelationClaim, *, names: Names, run: URIRef
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
    spans = ((KG.trigger, claim.trigger), (KG.evidence, claim.evidence))
    cues = ((KG.factualityCue, claim.cue),) if claim.cue is not None else ()
    for term, span in (*spans, *cues):
        yield node, term, names.span(span)
        yield from describe_span(span, names=names)
    if claim.time is not None:
        yield node, KG.time, names.time(claim.time)
        yield node, KG.timeAnchor, KG[claim.time.anchor.value]
        yield from describe_time(claim.time, names=names)


def describe_time(value: TimeValue, *, names: Names) -> Iterator[Triple]:
    """Yield a time value; open ends leave a bound out."""
    node = names.time(value)
    yield node, RDF.type, KG.Time
    yield node, KG.edtf, Literal(value.edtf)
    yield node, KG.precision, KG[value.precision.value]
    if value.first is not None:
        first = Literal(value.first, datatype=XSD.date)
        yield node, SEM.hasEarliestBeginTimeStamp, first
    if value.last is not None:
        last = Literal(value.last, datatype=XSD.date)
        yield node, SEM.hasLatestEndTimeStamp, last


def describe_quantity(value: Quantity, *, names: Names) -> Iterator[Triple]:
    """Yield a number of people, things or money."""
    node = names.quantity(value)
    yield node, RDF.type, KG.Quantity
    yield node, UNIT, Literal(value.unit, lang="nl")
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


def decimal(number: float) -> Literal:
    """Return a number as an exact decimal."""
    return Literal(Decimal(str(number)))
