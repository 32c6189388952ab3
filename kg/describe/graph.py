"""The whole graph of a build: documents, claims, events, actors and the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rdflib import Literal, URIRef
from rdflib.graph import _TripleType as Triple
from rdflib.namespace import PROV, RDF, RDFS, SKOS

from kg.describe.claims import describe_claim, describe_quantity, describe_time
from kg.describe.documents import (
    describe_document,
    describe_span,
    describe_text,
    describe_turn,
)
from kg.describe.namespaces import SCHEMA, Names
from kg.describe.relations import (
    describe_known,
    describe_relation,
    describe_relation_claim,
)
from kg.model import (
    Actor,
    Claim,
    Event,
    KnownRelation,
    Mention,
    ReadDocument,
    Resolution,
    Run,
    TurnKind,
)
from kg.vocabulary import GAF, KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The triples of a build, by the file or named graph they go to.

    `documents` holds, for each document's IRI, the triples that rest on it alone;
    `shared` holds events and all actors that are meant, so that it can be read
    without the registry; `texts` the full texts.
    """

    documents: dict[URIRef, list[Triple]]
    shared: list[Triple]
    texts: list[Triple]

    def triples(self) -> Iterator[Triple]:
        """Yield all triples but the full texts."""
        return chain(chain.from_iterable(self.documents.values()), self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a resolution made of each claim: `reasons` tells why it was merged.

    `relations` holds the relation that a claim of one is about.
    """

    reasons: Mapping[str, str]
    relations: Mapping[str, str]

    @classmethod
    def of(cls, resolution: Resolution) -> Merged:
        """Look up what a resolution says of all claims, once."""
        reasons = (r for e in resolution.events for r in e.reasons.items())
        about = ((c, r.identifier) for r in resolution.relations for c in r.claims)
        return cls(reasons=dict(reasons), relations=dict(about))


def describe(
    documents: Sequence[ReadDocument],
    resolution: Resolution,
    runs: Mapping[str, Run],
    *,
    names: Names,
    known: Iterable[KnownRelation] = (),
) -> Description:
    """Return everything that was read and resolved as triples.

    Args:
        documents: what each document says.
        resolution: what they say together.
        runs: what read each document, by its identifier.
        names: makes the IRIs.
        known: relations of the registry; those between actors that are meant are told.
    """
    meant = {a.identifier for d in documents for a in d.actors}
    merged = Merged.of(resolution)
    by_document = {
        names.document(d.document.identifier): list(
            describe_read(
                d,
                resolution,
                merged,
                runs[d.document.identifier],
                names=names,
            )
        )
        for d in documents
    }
    claims = {c.identifier: c for d in documents for c in d.claims}
    shared = chain(
        describe_events(resolution, claims, names=names),
        describe_links(resolution, names=names),
        chain.from_iterable(
            describe_relation(r, names=names) for r in resolution.relations
        ),
        chain.from_iterable(
            describe_actor(a, names=names) for d in documents for a in d.actors
        ),
        describe_known(
            (r for r in known if {r.subject, r.object} <= meant), names=names
        ),
    )
    texts = chain.from_iterable(
        describe_text(d.document, names=names) for d in documents
    )
    return Description(documents=by_document, shared=list(shared), texts=list(texts))


def describe_registry(
    actors: Iterable[Actor],
    relations: Iterable[KnownRelation] = (),
    *,
    names: Names,
) -> Iterator[Triple]:
    """Yield the known actors, and how they are known to be related."""
    yield from chain.from_iterable(describe_actor(a, names=names) for a in actors)
    yield from describe_known(relations, names=names)


def describe_read(
    read: ReadDocument,
    resolution: Resolution,
    merged: Merged,
    made_by: Run,
    *,
    names: Names,
) -> Iterator[Triple]:
    """Yield what rests on one document."""
    run = names.run(made_by)
    yield from describe_run(made_by, run, names.document(read.document.identifier))
    askers = {
        s
        for t in read.turns
        if t.kind is TurnKind.QUESTION
        for s in read.speakers[t.label]
    }
    answerers = {
        s
        for t in read.turns
        if t.kind is TurnKind.ANSWER
        for s in read.speakers[t.label]
    }
    yield from describe_document(
        read.document, names=names, askers=askers, answerers=answerers
    )
    for turn in read.turns:
        yield from describe_turn(turn, names=names, speakers=read.speakers[turn.label])
    for mention in read.mentions:
        yield from describe_mention(mention, names=names)
    for claim in read.claims:
        reason = merged.reasons.get(claim.identifier, "")
        yield from describe_claim(
            claim, resolution, names=names, run=run, reason=reason
        )
    for stated in read.relations:
        relation = merged.relations[stated.identifier]
        yield from describe_relation_claim(stated, relation, names=names, run=run)


def describe_mention(mention: Mention, *, names: Names) -> Iterator[Triple]:
    """Yield where a document names an actor."""
    yield names.actor(mention.actor), GAF.denotedBy, names.span(mention.span)
    yield from describe_span(mention.span, names=names)


def describe_actor(actor: Actor, *, names: Names) -> Iterator[Triple]:
    """Yield an actor's kind, labels and verified external identifiers."""
    node = names.actor(actor.identifier)
    yield node, RDF.type, KG[actor.kind]
    for language, label in actor.labels.items():
        yield node, SKOS.prefLabel, Literal(label, lang=language)
    for label in actor.alternative_labels:
        yield node, SKOS.altLabel, Literal(label, lang="nl")
    for match in actor.exact_matches:
        yield node, SKOS.exactMatch, URIRef(match)
    if actor.notation:
        yield node, SKOS.notation, Literal(actor.notation)
    if actor.country and actor.kind != "State":
        yield node, KG.country, names.actor(f"state-{actor.country}")


def describe_events(
    resolution: Resolution, claims: dict[str, Claim], *, names: Names
) -> Iterator[Triple]:
    """Yield the events with what their preferred claims agree on."""
    for event in resolution.events:
        yield from describe_event(event, names=names)
        for claim in event.claims:
            trigger = names.span(claims[claim].trigger)
            yield names.event(event.identifier), GAF.denotedBy, trigger


def describe_event(event: Event, *, names: Names) -> Iterator[Triple]:
    """Yield one event and its links to others."""
    node = names.event(event.identifier)
    yield node, RDF.type, KG[event.event_class]
    for language, label in event.labels.items():
        yield node, SKOS.prefLabel, Literal(label, lang=language)
    for filler in event.roles:
        yield node, KG[filler.role.value], names.actor(filler.actor)
    for target in event.target_events:
        yield node, KG.target, names.event(target)
    if event.time is not None:
        yield node, KG.time, names.time(event.time)
        yield from describe_time(event.time, names=names)
    if event.count is not None:
        yield node, KG["count"], names.quantity(event.count)
        yield from describe_quantity(event.count, names=names)
    for term, others in (
        (KG.possiblySameEventAs, event.possibly_same),
        (KG.supersedes, event.supersedes),
        (KG.ends, event.ends),
        (KG.motivatedBy, event.motivated_by),
    ):
        for other in others:
            yield node, term, names.event(other)


def describe_links(resolution: Resolution, *, names: Names) -> Iterator[Triple]:
    """Yield the conflicts, in both directions, and the responses among claims."""
    for conflict in resolution.conflicts:
        one, other = (names.claim(c) for c in conflict.claims)
        yield one, KG[conflict.property], other
        yield other, KG[conflict.property], one
    for response in resolution.responses:
        answered = names.claim(response.responds_to)
        yield names.claim(response.claim), KG.respondsTo, answered


def describe_run(run: Run, node: URIRef, document: URIRef) -> Iterator[Triple]:
    """Yield what read a document."""
    yield node, RDF.type, PROV.Activity
    yield node, PROV.used, document
    yield node, RDFS.label, Literal(f"{run.software} {run.version}")
    yield node, URIRef(SCHEMA + "softwareVersion"), Literal(run.version)
    yield node, KG.pipeline, Literal(run.pipeline)
    yield node, KG.pipelineVersion, Literal(run.pipeline_version)
    yield node, KG.ontologyVersion, Literal(run.ontology_version)
    yield node, KG.lexiconVersion, Literal(run.lexicon_version)
    yield node, KG.inputDigest, Literal(run.input_digest)
