"""The main job: read > resolve > describe > validate > write."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

import kg
from kg.corpus import Rejected, read_corpus
from kg.describe import Description, Names, describe, describe_registry, prefixes
from kg.extract import load_knowledge, read_document
from kg.iris import DEFAULT_BASE, Namespaces
from kg.language import BUILT_IN, Pipeline, load_pipeline
from kg.model import Document, ReadDocument, Report, Resolution, Run, Severity
from kg.names import known_relations, load_registry
from kg.resolve import resolve
from kg.store import (
    as_graph,
    as_store,
    construct_edges,
    write_folder,
    write_trig,
    write_turtle,
)
from kg.validate import load_shapes, load_vocabulary, quarantine, report_graph
from kg.vocabulary import KG

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose; the defaults suit the corpus of the repository."""

    pipeline: str = BUILT_IN
    base_iri: str = DEFAULT_BASE
    minimum_confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a build made, in figures."""

    documents: int
    rejected: tuple[Rejected, ...]
    actors: int
    events: Mapping[str, int]
    claims: Mapping[str, int]
    findings: Mapping[str, int]
    quarantined: int
    conforms: bool
    triples: int


@dataclass(frozen=True, kw_only=True)
class Graphs:
    """The graphs of a build before they are written."""

    vocabulary: Graph
    data: Graph
    edges: Graph
    texts: Graph
    quarantined: Graph
    named: Mapping[str, Sequence[object]]
    report: Report


def build(
    corpus: str | Path,
    out: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read a corpus, make its graph, validate it and write it to a folder.

    Args:
        corpus: folder with texts and `corpus.toml`.
        out: folder for the files; what it held stays until all are made.
        settings: pipeline and base IRI.
        progress: called with a stage, how much of it is done, and of how much.

    Raises:
        CorpusError: there is no document to read.
        UnknownName: the pipeline is not installed.
        OutputError: the folder cannot be written.
    """
    settings = settings or Settings()
    progress = progress or silent
    reading = read_corpus(Path(corpus))
    pipeline = load_pipeline(settings.pipeline)
    read = read_all(reading.documents, pipeline, settings, progress)
    progress("resolve", 0, 1)
    resolution = resolve(read)
    names = Names(Namespaces(settings.base_iri))
    run = run_of(reading.documents, pipeline, settings)
    progress("validate", 0, 1)
    known = known_relations(load_registry())
    description = describe(read, resolution, run, names=names, known=known)
    graphs = make_graphs(description, names)
    progress("write", 0, 1)
    write(Path(out), graphs, names)
    return summarise(read, resolution, reading.rejected, graphs)


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""
    del stage, done, total


def read_all(
    documents: Sequence[Document],
    pipeline: Pipeline,
    settings: Settings,
    progress: Progress,
) -> list[ReadDocument]:
    """Read each document; claims below the least confidence are left out."""
    knowledge = load_knowledge()
    read = []
    for number, document in enumerate(documents):
        progress("read", number, len(documents))
        read.append(
            keep_confident(
                read_document(document, pipeline=pipeline, knowledge=knowledge),
                settings.minimum_confidence,
            )
        )
    progress("read", len(documents), len(documents))
    return read


def keep_confident(read: ReadDocument, least: float) -> ReadDocument:
    """Leave out the claims below a confidence."""
    sure = {c.identifier for c in read.claims if c.confidence >= least}
    kept = {
        c.identifier
        for c in read.claims
        if {c.identifier, c.responds_to} <= {*sure, None}
    }
    claims = tuple(
        replace(
            c,
            targets_claim=c.targets_claim if c.targets_claim in kept else None,
            motive=c.motive if c.motive in kept else None,
        )
        for c in read.claims
        if c.identifier in kept
    )
    relations = tuple(r for r in read.relations if r.confidence >= least)
    return replace(read, claims=claims, relations=relations)


def run_of(
    documents: Iterable[Document], pipeline: Pipeline, settings: Settings
) -> Run:
    """Say what makes the graph; the digest covers input and settings."""
    parts = [d.identifier + d.sha256 for d in documents]
    parts += [kg.__version__, pipeline.name, pipeline.version, settings.base_iri]
    parts.append(str(settings.minimum_confidence))
    return Run(
        software="kroniek",
        version=kg.__version__,
        pipeline=pipeline.name,
        pipeline_version=pipeline.version,
        input_digest=hashlib.sha256("\n".join(parts).encode()).hexdigest(),
        base_iri=settings.base_iri,
    )


def make_graphs(description: Description, names: Names) -> Graphs:
    """Derive the edges, validate, and move what violates a shape aside."""
    known = load_registry()
    registry = describe_registry(known, known_relations(known), names=names)
    vocabulary = load_vocabulary() + as_graph(registry)
    data = as_graph(description.triples())
    texts = as_graph(description.texts)
    edges = as_graph(construct_edges(as_store([*vocabulary, *data])))
    kept, quarantined, report = quarantine(
        data + edges, shapes=load_shapes(), vocabulary=vocabulary, texts=texts
    )
    return Graphs(
        vocabulary=vocabulary,
        data=kept - edges,
        edges=edges - quarantined,
        texts=texts,
        quarantined=quarantined,
        named={str(k): v for k, v in description.documents.items()},
        report=report,
    )


def write(out: Path, graphs: Graphs, names: Names) -> None:
    """Write all files of a build at once, or none.

    Raises:
        OutputError: the folder cannot be written.
    """
    known = prefixes(names.spaces)
    parts = {
        "vocabulary.ttl": graphs.vocabulary,
        "graph.ttl": graphs.data,
        "edges.ttl": graphs.edges,
        "texts.ttl": graphs.texts,
        "quarantine.ttl": graphs.quarantined,
        "report.ttl": report_graph(graphs.report),
    }
    files: dict[str, Callable[[Path], None]] = {
        name: partial(write_to, triples=graph, known=known)
        for name, graph in parts.items()
    }
    files["graph.trig"] = partial(write_quads, graphs=graphs, known=known)
    write_folder(out, files)


def write_to(path: Path, *, triples: Graph, known: Mapping[str, str]) -> None:
    """Write a graph as Turtle."""
    write_turtle(triples, path, known)


def write_quads(path: Path, *, graphs: Graphs, known: Mapping[str, str]) -> None:
    """Write the same triples with a named graph for each document."""
    own = {
        triple: URIRef(name)
        for name, triples in graphs.named.items()
        for triple in triples
    }
    quads = [(*triple, own.get(triple)) for triple in graphs.data]
    write_trig(quads, path, known)


def summarise(
    read: Sequence[ReadDocument],
    resolution: Resolution,
    rejected: tuple[Rejected, ...],
    graphs: Graphs,
) -> Summary:
    """Count what was made."""
    claims = [c for d in read for c in d.claims]
    aside = set(graphs.quarantined.subjects(RDF.type, KG.Claim))
    levels = Counter(f.severity.value for f in graphs.report.findings)
    return Summary(
        documents=len(read),
        rejected=rejected,
        actors=len({a.identifier for d in read for a in d.actors}),
        events=Counter(e.event_class for e in resolution.events),
        claims=Counter(c.factuality.value for c in claims),
        findings={s.value: levels[s.value] for s in Severity if levels[s.value]},
        quarantined=len(aside),
        conforms=graphs.report.conforms,
        triples=len(graphs.data) + len(graphs.edges),
    )
