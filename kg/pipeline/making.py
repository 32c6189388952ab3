"""From what was read to a graph that conforms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pyoxigraph import Triple

from kg.corrections import Corrected
from kg.describe import Names, prefixes
from kg.engine import Engine
from kg.model import Finding, Resolution, Resolved, Severity
from kg.pipeline.checking import Checked, check
from kg.pipeline.gathering import Gathered
from kg.pipeline.left_out import describe_left_out
from kg.pipeline.memory import Memory, Record
from kg.pipeline.parts import STATEMENTS, TEXT, WORDS, Parts
from kg.pipeline.plan import Plan
from kg.pipeline.reading import Readings
from kg.pipeline.settings import Progress, Summary
from kg.pipeline.shared import describe_additions, describe_shared
from kg.pipeline.telling import key_of, tell_all
from kg.pipeline.vocabulary import describe_vocabulary
from kg.resolve import by_document
from kg.store import (
    RDF_TYPE,
    as_named,
    as_triple,
    construct_edges,
    section_of,
)
from kg.validate import report_graph
from kg.vocabulary import KG

CLAIM = as_named(KG.Claim)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was read, what readers made of it, and what all documents say together."""

    readings: Readings
    corrected: Corrected
    gathered: Gathered
    resolution: Resolution

    @cached_property
    def by_document(self) -> Mapping[str, Resolved]:
        """What was resolved of each document."""
        relations = self.resolution.relations
        found = by_document(self.gathered.statements, self.resolution, relations)
        return {resolved.document: resolved for resolved in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """The sections of documents, what each breaks by itself, and the size of claims.

    `triples` counts those of statements.
    """

    parts: Parts
    findings: Mapping[str, tuple[Finding, ...]]
    triples: int


def describe_documents(
    memory: Memory, said: Said, progress: Progress, engine: Engine
) -> Documents:
    """Describe the documents, or take what is known of them.

    Raises:
        OutputError: the disk refuses, or a process was killed twice.
    """
    plan, names = memory.plan, Names(memory.plan.spaces)
    found = said.by_document
    keys = {
        document: key_of(plan, key, resolved)
        for key, (document, resolved) in zip(
            said.gathered.keys, found.items(), strict=True
        )
    }
    tell_all(
        plan,
        said.corrected.documents,
        tuple(keys.values()),
        found,
        memory.shelf,
        progress,
        engine,
    )
    documents, texts, findings, triples = {}, {}, {}, 0
    for identifier, key in keys.items():
        name = names.document(identifier).value
        told = memory.shelf.told_as(key)
        documents[name] = (key + WORDS, key + STATEMENTS)
        texts[name] = key + TEXT
        findings[name] = told.findings
        triples += told.statements.triples
    parts = Parts(documents=documents, texts=texts)
    return Documents(parts=parts, findings=findings, triples=triples)


def make_graph(memory: Memory, said: Said, documents: Documents) -> Record:
    """Put together what documents say and what they share, check it and keep it.

    Raises:
        OutputError: the disk refuses, or a violation is of something that no claim
            answers for.
    """
    plan, shelf, spaces = memory.plan, memory.shelf, memory.plan.spaces
    known = prefixes(spaces)
    labels, actors = said.corrected.labels, said.gathered.actors
    vocabulary = section_of(describe_vocabulary(Names(spaces), labels), known)
    parts = replace(
        documents.parts,
        vocabulary=shelf.put(vocabulary),
        shared=describe_shared(plan, said.resolution, actors, shelf),
    )
    draft = memory.scratch(documents.triples)
    draft.put(parts.core(spaces))
    edges = set(construct_edges(draft.store))
    meant = {actor.identifier for actor in actors}
    additions = describe_additions(plan, said.corrected, said.resolution, meant)
    others = {as_triple(triple) for triple in additions} - edges
    parts = replace(
        parts,
        edges=shelf.put(section_of(edges, known)),
        shared=(*parts.shared, *shelf.put(section_of(others, known))),
    )
    draft.put(parts.core(spaces))
    checked = check(draft, parts, documents.findings, shelf, spaces)
    left_out = describe_left_out(
        plan, said.corrected, said.by_document, said.readings.failed
    )
    aside = {*checked.quarantined, *map(as_triple, left_out)}
    report = map(as_triple, report_graph(checked.report))
    parts = replace(
        checked.parts,
        quarantine=shelf.put(section_of(aside, known)),
        report=shelf.put(section_of(report, known)),
    )
    return memory.keep(parts, summarise(plan, said, checked, aside, memory))


def summarise(
    plan: Plan, said: Said, checked: Checked, aside: Iterable[Triple], memory: Memory
) -> Summary:
    """Count what was made."""
    meant = {actor.identifier for actor in said.gathered.actors}
    claims = (claim for s in said.gathered.statements for claim in s.claims)
    levels = Counter(f.severity.value for f in checked.report.findings)
    events = (event.event_class for event in said.resolution.events)
    corrected = said.corrected
    references = (*checked.parts.graph(), *checked.parts.edges)
    return Summary(
        documents=len(corrected.documents),
        known=said.readings.known,
        failed=said.readings.failed,
        actors=len(meant),
        events=Counter(events),
        claims=Counter(claim.factuality.value for claim in claims),
        findings={s.value: levels[s.value] for s in Severity if levels[s.value]},
        quarantined=sum(
            quad.predicate == RDF_TYPE and quad.object == CLAIM for quad in aside
        ),
        conforms=checked.report.conforms,
        triples=sum(memory.shelf.get(reference).triples for reference in references),
        corrections=len(corrected.corrections),
        misses=tuple(sorted({*corrected.misses, *said.resolution.misses})),
        unlinked=tuple(sorted({link.actor for link in plan.links} - meant)),
    )
