"""Corrections of readers, what they changed, and what they set apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kg.corrections import (
    ActorMerge,
    AnyCorrection,
    Corrected,
    EventCorrection,
    EventMerge,
    EventSplit,
    Original,
    Rejection,
    Renaming,
    Revision,
    actors_of,
    claims_in,
    claims_of,
    events_in,
)
from kg.describe.claims import describe_claim
from kg.describe.graph import describe_event, describe_quotes
from kg.describe.namespaces import Names
from kg.describe.relations import describe_relation, describe_relation_claim
from kg.describe.terms import DCTERMS, FOAF, KG, PROV, RDF, Triple, day, iri
from kg.model import Resolution, Resolved, Run


def describe_corrections(
    corrected: Corrected, resolution: Resolution, *, names: Names
) -> Iterator[Triple]:
    """Yield all corrections, what they are of, and what was read before them.

    Args:
        corrected: the corrections and what they made of claims and actors.
        resolution: what they made of events.
        names: makes the IRIs.
    """
    misses = {*corrected.misses, *resolution.misses}
    vain = {(m.correction, m.thing) for m in misses}
    for correction in corrected.corrections:
        yield from describe_correction(correction, names=names)
        things = things_of(correction, corrected, resolution, names=names)
        for node, thing in things:
            if (correction.iri, thing) not in vain and thing not in corrected.reasons:
                yield node, KG.correctedBy, iri(correction.iri)
    for miss in misses:
        yield iri(miss.correction), KG.notApplied, Literal(miss.message)
    for claim, original in corrected.originals.items():
        if claim not in corrected.reasons:
            yield from describe_original(claim, original, names=names)
    for claim, event in resolution.extracted_event_of.items():
        yield names.claim(claim), KG.extractedEvent, names.event(event)
    for actor, labels in corrected.old_labels.items():
        for language, label in labels.items():
            node = names.actor(actor)
            yield node, KG.extractedLabel, Literal(label, language=language)


def describe_correction(correction: AnyCorrection, *, names: Names) -> Iterator[Triple]:
    """Yield a correction as its author wrote it, and the author."""
    node, author = iri(correction.iri), iri(correction.author.iri)
    yield node, RDF.type, KG[type(correction).__name__]
    yield node, PROV.wasAttributedTo, author
    yield node, DCTERMS.created, day(correction.created)
    yield node, DCTERMS.description, Literal(correction.reason)
    yield author, RDF.type, PROV.Agent
    yield author, FOAF.name, Literal(correction.author.name)
    for claim in claims_of(correction):
        yield node, KG.corrects, names.claim(claim)
    for actor in actors_of(correction):
        yield node, KG.corrects, names.actor(actor)
    for term, value in particulars(correction, names=names):
        yield node, term, value


def particulars(
    correction: AnyCorrection, *, names: Names
) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what corrections of one kind alone say."""
    match correction:
        case Revision():
            if correction.factuality is not None:
                yield KG.newFactuality, KG[correction.factuality.value]
            yield from ((KG.newSource, names.actor(a)) for a in correction.sources)
        case EventMerge():
            yield from ((KG.corrects, names.event(e)) for e in correction.events)
        case EventSplit():
            others = chain(
                map(names.claim, correction.other_claims),
                map(names.event, correction.other_events),
            )
            yield from ((KG.notSameEventAs, other) for other in others)
        case Renaming():
            for language, label in correction.labels.items():
                yield KG.newLabel, Literal(label, language=language)
        case ActorMerge():
            yield KG.mergedInto, names.actor(correction.into)
        case Rejection():
            pass


def things_of(
    correction: AnyCorrection,
    corrected: Corrected,
    resolution: Resolution,
    *,
    names: Names,
) -> Iterator[tuple[NamedNode, str]]:
    """Yield the claims, actors and events that differ by a correction.

    Each comes as its node and as its local identifier.
    """
    yield from ((names.claim(c), c) for c in claims_of(correction))
    yield from ((names.actor(a), a) for a in actors_of(correction))
    if isinstance(correction, ActorMerge) and merges_any(correction, corrected):
        yield names.actor(correction.into), correction.into
    if isinstance(correction, EventCorrection):
        for event in events_of(correction, resolution):
            yield names.event(event), event


def merges_any(correction: ActorMerge, corrected: Corrected) -> bool:
    """Tell whether an actor that is to be merged was there."""
    return any(actor in corrected.old_labels for actor in correction.actors)


def events_of(correction: EventCorrection, resolution: Resolution) -> set[str]:
    """Return the events, as they are now, that a correction is about."""
    named = events_in(correction)
    there = {e.identifier for e in resolution.events}
    now = {
        resolution.event_of[claim]
        for claim, event in resolution.extracted_event_of.items()
        if event in named
    }
    claims = (c for c in claims_in(correction) if c in resolution.event_of)
    return now | (there & {*named}) | {resolution.event_of[c] for c in claims}


def describe_original(
    claim: str, original: Original, *, names: Names
) -> Iterator[Triple]:
    """Yield what the extractor had said of a claim."""
    node = names.claim(claim)
    if original.factuality is not None:
        yield node, KG.extractedFactuality, KG[original.factuality.value]
    for source in original.sources:
        yield node, KG.extractedSource, names.actor(source)
    for reporter in original.reported_by:
        yield node, KG.extractedReporter, names.actor(reporter)


def describe_rejected(
    corrected: Corrected,
    apart: Resolution,
    resolved: Mapping[str, Resolved],
    runs: Mapping[str, Run],
    *,
    names: Names,
) -> Iterator[Triple]:
    """Yield the claims that readers rejected with their events, each with its reason.

    Args:
        corrected: holds them.
        apart: gives each an event of its own.
        resolved: the same by document, with the events of claims of the document that
            are not rejected.
        runs: what read each document, by its identifier.
        names: makes the IRIs.
    """
    for read in corrected.rejected:
        identifier = read.document.identifier
        own, run = resolved[identifier], names.run(runs[identifier])
        for claim in read.claims:
            yield from describe_claim(claim, own, names=names, run=run)
        for stated in read.relations:
            about = own.relation_of[stated.identifier]
            yield from describe_relation_claim(stated, about, names=names, run=run)
        yield from describe_quotes(read, own, names=names)
    for event in apart.events:
        yield from describe_event(event, names=names)
    for relation in apart.relations:
        yield from describe_relation(relation, names=names)
    yield from describe_reasons(corrected, apart.event_of, names=names)


def describe_reasons(
    corrected: Corrected, event_of: Mapping[str, str], *, names: Names
) -> Iterator[Triple]:
    """Yield why claims and their events are set apart, and by which correction."""
    for claim, reason in corrected.reasons.items():
        yield names.claim(claim), KG.quarantineReason, Literal(reason)
        if claim in event_of:
            yield names.event(event_of[claim]), KG.quarantineReason, Literal(reason)
    for correction in corrected.corrections:
        for claim in claims_of(correction):
            if isinstance(correction, Rejection) and claim in corrected.reasons:
                yield names.claim(claim), KG.correctedBy, iri(correction.iri)
