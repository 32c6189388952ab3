"""From what was read to a graph that conforms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import NamedNode, Triple

from kg.corrections import Corrected
from kg.describe import Names, prefixes
from kg.engine import Engine
from kg.model import Actor, Finding, Report, Severity
from kg.pipeline.checking import Checked, check
from kg.pipeline.ledger import Conclusion
from kg.pipeline.left_out import describe_left_out
from kg.pipeline.memory import Memory, Record
from kg.pipeline.outline import check_outline
from kg.pipeline.parts import EVENTS, STATEMENTS, TEXT, WORDS, Edge, Parts
from kg.pipeline.plan import Plan
from kg.pipeline.reading import Readings
from kg.pipeline.recounting import recount_all
from kg.pipeline.settings import Progress, Summary
from kg.pipeline.shared import describe_actors, describe_additions, describe_values
from kg.pipeline.telling import tell_all
from kg.pipeline.vocabulary import describe_vocabulary
from kg.store import (
    RDF_TYPE,
    as_named,
    as_triple,
    section_of,
)
from kg.validate import has_own_shapes, report_triples
from kg.vocabulary import KG

CLAIM = as_named(KG.Claim)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was read, what readers made of it, and what all documents say together."""

    readings: Readings
    corrected: Corrected
    actors: Sequence[Actor]
    conclusion: Conclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The sections of documents, what each document breaks by itself, and their sizes.

    `sizes` are numbers of triples, by the references of sections.
    """

    parts: Parts
    findings: Mapping[str, tuple[Finding, ...]]
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """The sections of events and relations with their sizes, edges and findings."""

    sizes: Mapping[str, int]
    edges: AbstractSet[Triple]
    findings: AbstractSet[Finding]


def describe_documents(
    memory: Memory, said: Said, progress: Progress, engine: Engine
) -> Documents:
    """Describe the documents, or take what is known of them.

    Raises:
        OutputError: the disk refuses, or a process was killed twice.
    """
    plan, names = memory.plan, Names(memory.plan.spaces)
    found = said.conclusion.resolved
    keys = {document: found.key(document, plan.means) for document in found}
    notes = tell_all(
        plan,
        said.corrected.documents,
        tuple(keys.values()),
        found,
        memory.shelf,
        progress,
        engine,
    )
    documents, texts, findings = {}, {}, {}
    for identifier, key in keys.items():
        name = names.document(identifier).value
        documents[name] = (key + WORDS, key + STATEMENTS)
        texts[name] = key + TEXT
        findings[name] = notes[key].findings
    return Documents(
        parts=Parts(documents=documents, texts=texts),
        findings=findings,
        sizes={
            key + name: size
            for key, note in notes.items()
            for name, size in ((WORDS, note.words), (STATEMENTS, note.statements))
        },
    )


def describe_events(
    memory: Memory, said: Said, progress: Progress, engine: Engine
) -> Events:
    """Describe events and relations, or take what is known of them.

    Raises:
        OutputError: the disk refuses, or a process was killed twice.
    """
    keys = recount_all(
        memory.plan, said.conclusion.chapters, memory.shelf, progress, engine
    )
    edges: set[Edge] = set()
    findings: set[Finding] = set()
    sizes: dict[str, int] = {}
    for key in keys:
        recounted = memory.shelf.recounted_as(key)
        sizes[key + EVENTS] = recounted.events.triples
        edges.update(recounted.edges)
        findings.update(recounted.findings)
    return Events(
        sizes=sizes,
        edges={Triple(*map(NamedNode, edge)) for edge in edges},
        findings=findings,
    )


def make_graph(
    memory: Memory, said: Said, documents: Documents, events: Events
) -> Record:
    """Put together what documents say and what they share, check it and keep it.

    Raises:
        OutputError: the disk refuses, or a violation is of something that no claim
            answers for.
    """
    plan, shelf = memory.plan, memory.shelf
    known = prefixes(plan.spaces)
    actors = said.actors
    vocabulary = describe_vocabulary(Names(plan.spaces), said.corrected.labels)
    meant = {actor.identifier for actor in actors}
    additions = describe_additions(plan, said.corrected, said.conclusion.told, meant)
    others = {as_triple(triple) for triple in additions} - events.edges
    parts = replace(
        documents.parts,
        vocabulary=shelf.put(section_of(vocabulary, known)),
        shared=(
            *describe_actors(plan, actors, shelf),
            *events.sizes,
            *describe_values(plan, said.conclusion, shelf),
            *shelf.put(section_of(others, known)),
        ),
        edges=shelf.put(section_of(events.edges, known)),
    )
    checked = judge(memory, said, parts, documents, events)
    left_out = describe_left_out(
        plan, said.corrected, said.conclusion.resolved, said.readings.failed
    )
    aside = {*checked.quarantined, *map(as_triple, left_out)}
    report = report_triples(checked.report)
    parts = replace(
        checked.parts,
        quarantine=shelf.put(section_of(aside, known)),
        report=shelf.put(section_of(report, known)),
    )
    graph = (*checked.parts.graph(), *checked.parts.edges)
    sizes = {**documents.sizes, **events.sizes}
    summary = summarise(plan, said, checked, aside)
    triples = sum(sizes.get(r) or shelf.get(r).triples for r in graph)
    return memory.keep(parts, replace(summary, triples=triples))


def judge(
    memory: Memory, said: Said, parts: Parts, documents: Documents, events: Events
) -> Checked:
    """Put together what parts of a graph break, and what its outline does.

    Where something is violated, the whole graph is looked at, so that what answers for
    it can be taken out; and where there are shapes of which nobody says what they look
    at.

    Raises:
        OutputError: the disk refuses, or a violation is of something that no claim
            answers for.
    """
    spaces = memory.plan.spaces
    draft = memory.scratch("outline", sum(events.sizes.values()))
    draft.put(parts.outline(spaces))
    found = {
        *chain.from_iterable(documents.findings.values()),
        *events.findings,
        *check_outline(draft, memory.plan, said.corrected, said.conclusion.told),
    }
    report = Report(findings=tuple(sorted(found)))
    if report.conforms and not has_own_shapes():
        return Checked(parts, (), report)
    draft = memory.scratch("graph", sum(documents.sizes.values()))
    draft.put(parts.core(spaces))
    return check(draft, parts, documents.findings, memory.shelf, spaces)


def summarise(
    plan: Plan, said: Said, checked: Checked, aside: Iterable[Triple]
) -> Summary:
    """Count what was made, but for triples."""
    meant = {actor.identifier for actor in said.actors}
    levels = Counter(f.severity.value for f in checked.report.findings)
    corrected, conclusion = said.corrected, said.conclusion
    return Summary(
        documents=len(corrected.documents),
        known=said.readings.known,
        failed=said.readings.failed,
        actors=len(meant),
        events=conclusion.events,
        claims={f.value: number for f, number in conclusion.claims.items()},
        findings={s.value: levels[s.value] for s in Severity if levels[s.value]},
        quarantined=sum(
            quad.predicate == RDF_TYPE and quad.object == CLAIM for quad in aside
        ),
        conforms=checked.report.conforms,
        triples=0,
        corrections=len(corrected.corrections),
        misses=tuple(sorted({*corrected.misses, *conclusion.told.misses})),
        unlinked=tuple(sorted({link.actor for link in plan.links} - meant)),
    )
