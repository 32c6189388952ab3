"""What a build says: the words and claims of documents, events, actors and runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode

from kg.describe.claims import (
    describe_claim,
    describe_quantity,
    describe_time,
    spans_of,
)
from kg.describe.documents import describe_document, describe_span, describe_turn
from kg.describe.namespaces import Names
from kg.describe.relations import (
    describe_known,
    describe_relation_claim,
)
from kg.describe.terms import GAF, KG, PROV, RDF, RDFS, SCHEMA, SKOS, Triple, iri
from kg.model import (
    Actor,
    Conflict,
    Event,
    KnownRelation,
    Mention,
    ReadDocument,
    Resolved,
    Run,
    TurnKind,
)


def describe_registry(
    actors: Iterable[Actor],
    relations: Iterable[KnownRelation] = (),
    *,
    names: Names,
) -> Iterator[Triple]:
    """Yield the known actors, and how they are known to be related."""
    yield from chain.from_iterable(describe_actor(a, names=names) for a in actors)
    yield from describe_known(relations, names=names)


def describe_words(
    read: ReadDocument, resolved: Resolved, *, names: Names
) -> Iterator[Triple]:
    """Yield the text layer of a document: turns, and the spans that matter in it."""
    askers = speakers_of(read, TurnKind.QUESTION)
    answerers = speakers_of(read, TurnKind.ANSWER)
    yield from describe_document(
        read.document, names=names, askers=askers, answerers=answerers
    )
    for turn in read.turns:
        yield from describe_turn(turn, names=names, speakers=read.speakers[turn.label])
    for mention in read.mentions:
        yield from describe_mention(mention, names=names)
    yield from describe_quotes(read, resolved, names=names)


def describe_quotes(
    read: ReadDocument, resolved: Resolved, *, names: Names
) -> Iterator[Triple]:
    """Yield the words that claims rest on, and which of them name their events."""
    for claim in read.claims:
        event = names.event(resolved.event_of[claim.identifier])
        yield event, GAF.denotedBy, names.span(claim.trigger)
    for statement in read.statements:
        for span in spans_of(statement):
            yield from describe_span(span, names=names)


def describe_statements(
    read: ReadDocument, resolved: Resolved, made_by: Run, *, names: Names
) -> Iterator[Triple]:
    """Yield the claims of a document, and the run that found them."""
    run = names.run(made_by)
    yield from describe_run(made_by, run, names.document(read.document.identifier))
    for claim in read.claims:
        yield from describe_claim(claim, resolved, names=names, run=run)
    for stated in read.relations:
        relation = resolved.relation_of[stated.identifier]
        yield from describe_relation_claim(stated, relation, names=names, run=run)
    for response in resolved.responses:
        answered = names.claim(response.responds_to)
        yield names.claim(response.claim), KG.respondsTo, answered


def describe_classes(
    read: ReadDocument, resolved: Resolved, *, names: Names
) -> Iterator[Triple]:
    """Yield the classes of what the claims of a document are about."""
    for claim in read.claims:
        event = names.event(resolved.event_of[claim.identifier])
        yield event, RDF.type, KG[claim.event_class]
    for relation in resolved.relation_of.values():
        yield names.relation(relation), RDF.type, KG.Relation


def speakers_of(read: ReadDocument, kind: TurnKind) -> list[str]:
    """Return who speaks in the turns of a kind, each once."""
    spoken = (read.speakers[t.label] for t in read.turns if t.kind is kind)
    return list(dict.fromkeys(chain.from_iterable(spoken)))


def describe_mention(mention: Mention, *, names: Names) -> Iterator[Triple]:
    """Yield where a document names an actor."""
    yield names.actor(mention.actor), GAF.denotedBy, names.span(mention.span)
    yield from describe_span(mention.span, names=names)


def describe_actor(actor: Actor, *, names: Names) -> Iterator[Triple]:
    """Yield an actor's kind, labels and verified external identifiers."""
    node = names.actor(actor.identifier)
    yield node, RDF.type, KG[actor.kind]
    for language, label in actor.labels.items():
        yield node, SKOS.prefLabel, Literal(label, language=language)
    for label in actor.alternative_labels:
        yield node, SKOS.altLabel, Literal(label, language="nl")
    for match in actor.exact_matches:
        yield node, SKOS.exactMatch, iri(match)
    if actor.notation:
        yield node, SKOS.notation, Literal(actor.notation)
    if actor.country and actor.kind != "State":
        yield node, KG.country, names.actor(f"state-{actor.country}")


def describe_event(event: Event, *, names: Names) -> Iterator[Triple]:
    """Yield one event and its links to others."""
    node = names.event(event.identifier)
    yield node, RDF.type, KG[event.event_class]
    for language, label in event.labels.items():
        yield node, SKOS.prefLabel, Literal(label, language=language)
    for filler in event.roles:
        yield node, KG[filler.role.value], names.actor(filler.actor)
    for target in event.target_events:
        yield node, KG.target, names.event(target)
    if event.time is not None:
        yield node, KG.time, names.time(event.time)
        yield from describe_time(event.time, names=names)
    if event.count is not None:
        yield node, KG.count, names.quantity(event.count)
        yield from describe_quantity(event.count, names=names)
    for term, others in (
        (KG.possiblySameEventAs, event.possibly_same),
        (KG.supersedes, event.supersedes),
        (KG.ends, event.ends),
        (KG.motivatedBy, event.motivated_by),
    ):
        for other in others:
            yield node, term, names.event(other)


def describe_conflict(conflict: Conflict, *, names: Names) -> Iterator[Triple]:
    """Yield a conflict between two claims, in both directions."""
    one, other = (names.claim(c) for c in conflict.claims)
    yield one, KG[conflict.property], other
    yield other, KG[conflict.property], one


def describe_run(run: Run, node: NamedNode, document: NamedNode) -> Iterator[Triple]:
    """Yield what read a document."""
    yield node, RDF.type, PROV.Activity
    yield node, PROV.used, document
    yield node, RDFS.label, Literal(f"{run.software} {run.version}")
    yield node, SCHEMA.softwareVersion, Literal(run.version)
    yield node, KG.pipeline, Literal(run.pipeline)
    yield node, KG.pipelineVersion, Literal(run.pipeline_version)
    yield node, KG.ontologyVersion, Literal(run.ontology_version)
    yield node, KG.lexiconVersion, Literal(run.lexicon_version)
    yield node, KG.inputDigest, Literal(run.input_digest)
