"""Documents, turns and spans: the text layer (NIF core)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from kg.describe.namespaces import Names
from kg.describe.terms import DCTERMS, KG, NIF, RDF, Triple, day
from kg.model import Document, Reference, Span, Turn


def describe_document(
    document: Document,
    *,
    names: Names,
    askers: Iterable[str] = (),
    answerers: Iterable[str] = (),
) -> Iterator[Triple]:
    """Yield what is known of a document, without its text."""
    node = names.document(document.identifier)
    yield node, RDF.type, KG.Document
    yield node, RDF.type, NIF.Context
    yield node, DCTERMS.identifier, Literal(document.identifier)
    yield node, DCTERMS.title, Literal(document.title, language=document.language)
    yield node, DCTERMS.type, Literal(document.kind)
    yield node, DCTERMS.language, Literal(document.language)
    yield node, DCTERMS.issued, day(document.issued)
    yield node, KG.dateBasis, KG[document.date_basis.value]
    yield node, KG.sha256, Literal(document.sha256)
    if document.extractor:
        digest = sha256(document.text.encode()).hexdigest()
        yield node, KG.extractor, Literal(document.extractor)
        yield node, KG.textSha256, Literal(digest)
    yield node, KG.country, names.actor(f"state-{document.country}")
    if document.asked is not None:
        yield node, KG.askedOn, day(document.asked)
    for actor in askers:
        yield node, KG.askedBy, names.actor(actor)
    for actor in answerers:
        yield node, KG.answeredBy, names.actor(actor)
    if document.publisher:
        yield node, DCTERMS.publisher, Literal(document.publisher)


def describe_text(document: Document, *, names: Names) -> Iterator[Triple]:
    """Yield the text of a document, for whoever wants to check quotes."""
    node = names.document(document.identifier)
    yield node, NIF.isString, Literal(document.text)


def describe_turn(
    turn: Turn, *, names: Names, speakers: Iterable[str]
) -> Iterator[Triple]:
    """Yield who speaks in a turn, when, and what it answers or points to."""
    node = names.turn(turn.document, turn.label)
    yield node, RDF.type, KG[turn.kind.value]
    yield node, DCTERMS.isPartOf, names.document(turn.document)
    yield node, NIF.beginIndex, Literal(turn.begin)
    yield node, NIF.endIndex, Literal(turn.end)
    yield node, KG.utteredOn, day(turn.uttered_on)
    for speaker in speakers:
        yield node, KG.speaker, names.actor(speaker)
    for label in turn.answers:
        yield node, KG.answers, names.turn(turn.document, label)
    for label in turn.refers_to:
        yield node, KG.refersToTurn, names.turn(turn.document, label)
    for reference in turn.references:
        yield from describe_reference(node, reference, names=names)


def describe_reference(
    turn: NamedNode, reference: Reference, *, names: Names
) -> Iterator[Triple]:
    """Yield a citation: the turn references a document, in these words."""
    yield turn, DCTERMS.references, names.document(reference.target)
    yield turn, KG.citedAs, names.span(reference.span)
    yield from describe_span(reference.span, names=names)


def describe_span(span: Span, *, names: Names) -> Iterator[Triple]:
    """Yield a span: document, offsets in code points, and its exact characters."""
    node = names.span(span)
    yield node, RDF.type, KG.Span
    yield node, NIF.referenceContext, names.document(span.document)
    yield node, NIF.beginIndex, Literal(span.begin)
    yield node, NIF.endIndex, Literal(span.end)
    yield node, NIF.anchorOf, Literal(span.quote)
