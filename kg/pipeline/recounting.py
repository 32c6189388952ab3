"""Events and relations as triples, chapter by chapter, with what each chapter breaks.

The shapes of `OF_EVENTS` look at nothing but an event or relation, its claims and the
events that these point at; and a direct edge is earned by one event or relation. So
chapters are described, derived from and checked apart, and those that have not changed
are not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

import pyoxigraph

from kg.describe import (
    Names,
    Triple,
    describe_actor,
    describe_claim,
    describe_conflict,
    describe_event,
    describe_relation,
    describe_relation_claim,
    prefixes,
)
from kg.engine import Engine
from kg.iris import Namespaces
from kg.pipeline.alone import findings_alone
from kg.pipeline.batches import run_batches
from kg.pipeline.chapters import Chapter, Chapters, Voice
from kg.pipeline.parts import Edge, Recounted, Shelf
from kg.pipeline.plan import Plan
from kg.pipeline.settings import Progress
from kg.store import RDF_TYPE, as_named, construct_edges, section_of
from kg.validate import OF_EVENTS
from kg.vocabulary import KG

TOGETHER = 24  # chapters, for which the queries of the shapes are planned once
SPEED = 20  # chapters that a process describes and checks in a second, about
RUN = pyoxigraph.NamedNode("urn:any-run")  # no shape of events looks at what it was
CLAIM, ABOUT, FACTUALITY = map(as_named, (KG.Claim, KG.aboutEvent, KG.factuality))


def recount_all(
    plan: Plan,
    chapters: Chapters,
    shelf: Shelf,
    progress: Progress,
    engine: Engine,
) -> Sequence[str]:
    """Recount each chapter that is not on the shelf, and return their keys.

    Args:
        plan: tells what descriptions rest on.
        chapters: all there are.
        shelf: gets what is recounted now.
        progress: told how many chapters are recounted.
        engine: recounts; the result does not depend on it.

    Raises:
        OutputError: the shelf cannot be written, or a process was killed twice.
    """
    keys = [chapters.key(number, plan.means) for number in range(len(chapters))]
    missing = [number for number, key in enumerate(keys) if key not in shelf.recounted]
    done = len(keys) - len(missing)
    progress("events", done, len(keys))
    made = run_batches(
        engine,
        partial(recount, base=plan.spaces.base),
        chapters,
        missing,
        together=TOGETHER,
        speed=SPEED,
        to="describe events",
    )
    for batch in made:
        for number, recounted in batch:
            shelf.recounted.put(keys[number], recounted)
        done += len(batch)
        progress("events", done, len(keys))
    return keys


def recount(batch: Sequence[Chapter], *, base: str) -> list[Recounted]:
    """Describe chapters, derive their edges and check them together.

    Args:
        batch: the chapters.
        base: IRI under which things are named.
    """
    names = Names(Namespaces(base))
    known = prefixes(names.spaces)
    told = [list(describe_chapter(chapter, names)) for chapter in batch]
    said = [list(describe_said(chapter, names)) for chapter in batch]
    around = [list(surroundings(chapter, names)) for chapter in batch]
    edges = [
        derive_edges((*own, *claims, *others))
        for own, claims, others in zip(told, said, around, strict=True)
    ]
    found = findings_alone(
        [[*own, *claims] for own, claims in zip(told, said, strict=True)],
        chain.from_iterable(around),
        shapes=OF_EVENTS,
        base=base,
        edges=edges,
        others=strangers(batch, names),
    )
    return [
        Recounted(
            events=section_of(owned(chapter, own, names), known),
            edges=tuple(sorted(earned)),
            findings=tuple(findings),
        )
        for chapter, own, earned, findings in zip(
            batch, told, edges, found, strict=True
        )
    ]


def describe_chapter(chapter: Chapter, names: Names) -> Iterator[Triple]:
    """Yield the events or relations, with their times, and conflicts of claims."""
    for event in chapter.events:
        yield from describe_event(event, names=names)
    for relation in chapter.relations:
        yield from describe_relation(relation, names=names)
    for conflict in chapter.conflicts:
        yield from describe_conflict(conflict, names=names)


def describe_said(chapter: Chapter, names: Names) -> Iterator[Triple]:
    """Yield the claims, as far as shapes of events look at them."""
    for claim in chapter.claims:
        yield from describe_claim(claim, chapter.resolved, names=names, run=RUN)
    for stated in chapter.stated:
        relation = chapter.resolved.relation_of[stated.identifier]
        yield from describe_relation_claim(stated, relation, names=names, run=RUN)


def surroundings(chapter: Chapter, names: Names) -> Iterator[Triple]:
    """Yield what shapes look at beyond: actors, other events, how sure claims are."""
    for actor in chapter.actors:
        yield from describe_actor(actor, names=names)
    for event in chapter.others:
        yield from describe_event(event, names=names)
    for voice in chapter.voices:
        yield from describe_voice(voice, names)


def describe_voice(voice: Voice, names: Names) -> Iterator[Triple]:
    """Yield how sure a claim is of an event."""
    node = names.claim(voice.claim)
    yield node, RDF_TYPE, CLAIM
    yield node, ABOUT, names.event(voice.event)
    yield node, FACTUALITY, as_named(KG[voice.factuality.value])


def strangers(batch: Sequence[Chapter], names: Names) -> set[str]:
    """Return the events and claims that are looked at, but are of other chapters."""
    own = {names.event(e.identifier).value for c in batch for e in c.events}
    own |= {names.claim(c.identifier).value for k in batch for c in k.claims}
    there = {names.event(e.identifier).value for c in batch for e in c.others}
    there |= {names.claim(v.claim).value for c in batch for v in c.voices}
    return there - own


def owned(chapter: Chapter, told: Sequence[Triple], names: Names) -> Iterator[Triple]:
    """Yield the triples of events, relations and conflicts: times are shared by all."""
    own = {names.event(event.identifier) for event in chapter.events}
    own |= {names.relation(relation.identifier) for relation in chapter.relations}
    own |= {names.claim(c) for conflict in chapter.conflicts for c in conflict.claims}
    return (triple for triple in told if triple[0] in own)


def derive_edges(triples: Sequence[Triple]) -> set[Edge]:
    """Return the direct edges that some triples earn."""
    store = pyoxigraph.Store()
    store.extend(pyoxigraph.Quad(*triple) for triple in triples)
    return {as_edge(*triple) for triple in construct_edges(store)}


def as_edge(*terms: pyoxigraph.NamedNode) -> Edge:
    """Return the IRIs of a triple."""
    subject, predicate, value = (term.value for term in terms)
    return subject, predicate, value
