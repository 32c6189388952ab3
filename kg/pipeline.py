"""The main job: read > resolve > describe > validate > write."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

import kg
from kg.corpus import Rejected, read_corpus
from kg.correct import answers_to, correct, renamed, without
from kg.corrections import Corrected, claims_in
from kg.describe import (
    Names,
    describe,
    describe_corrections,
    describe_registry,
    describe_rejected,
    prefixes,
)
from kg.extract import load_knowledge, read_document
from kg.iris import DEFAULT_BASE, Namespaces
from kg.language import BUILT_IN, Pipeline, load_pipeline
from kg.model import Document, Miss, ReadDocument, Report, Resolution, Run, Severity
from kg.names import known_relations, load_registry
from kg.resolve import resolve, set_apart
from kg.store import (
    as_graph,
    as_store,
    construct_edges,
    write_folder,
    write_trig,
    write_turtle,
)
from kg.validate import (
    load_shapes,
    load_vocabulary,
    quarantine,
    read_corrections,
    report_graph,
)
from kg.vocabulary import KG

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose; the defaults suit the corpus of the repository."""

    pipeline: str = BUILT_IN
    base_iri: str = DEFAULT_BASE
    minimum_confidence: float = 0.0
    corrections: bool = True


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
    corrections: int = 0
    misses: tuple[Miss, ...] = ()


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
        corpus: folder with texts, `corpus.toml` and maybe `corrections.ttl`.
        out: folder for the files; what it held stays until all are made.
        settings: pipeline, base IRI, and what else can be chosen.
        progress: called with a stage, how much of it is done, and of how much.

    Raises:
        CorpusError: there is no document to read.
        CorrectionError: corrections cannot be read, or contradict each other.
        UnknownName: the pipeline is not installed.
        OutputError: the folder cannot be written.
    """
    settings = settings or Settings()
    progress = progress or silent
    reading = read_corpus(Path(corpus))
    wanted = read_corrections(Path(corpus)) if settings.corrections else ()
    pipeline = load_pipeline(settings.pipeline)
    kept = {claim for c in wanted for claim in claims_in(c)}
    read = read_all(reading.documents, pipeline, settings, progress, kept)
    progress("resolve", 0, 1)
    corrected = correct(read, wanted, known=load_registry().get)
    resolution = resolve(corrected.documents, wanted)
    names = Names(Namespaces(settings.base_iri))
    run = run_of(reading.documents, pipeline, settings)
    progress("validate", 0, 1)
    graphs = make_graphs(corrected, resolution, run, names)
    progress("write", 0, 1)
    write(Path(out), graphs, names)
    return summarise(corrected, resolution, reading.rejected, graphs)


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""
    del stage, done, total


def read_all(
    documents: Sequence[Document],
    pipeline: Pipeline,
    settings: Settings,
    progress: Progress,
    kept: Collection[str] = (),
) -> list[ReadDocument]:
    """Read each document; claims below the least confidence are left out.

    Those that somebody corrected are kept: it is for the correction to say what becomes
    of them.
    """
    knowledge = load_knowledge()
    read = []
    for number, document in enumerate(documents):
        progress("read", number, len(documents))
        read.append(
            keep_confident(
                read_document(document, pipeline=pipeline, knowledge=knowledge),
                settings.minimum_confidence,
                kept,
            )
        )
    progress("read", len(documents), len(documents))
    return read


def keep_confident(
    read: ReadDocument, least: float, kept: Collection[str] = ()
) -> ReadDocument:
    """Leave out the claims below a confidence, but for some that are kept.

    What these take up is kept with them.
    """
    unsure = {c.identifier for c in read.statements if c.confidence < least}
    taken_up = {c.responds_to for c in read.claims if c.identifier in kept}
    gone = unsure.difference(kept, taken_up)
    return without(read, gone.union(answers_to(read.claims, gone)))


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


def make_graphs(
    corrected: Corrected, resolution: Resolution, run: Run, names: Names
) -> Graphs:
    """Describe all, derive the edges, validate, and move what violates a shape aside.

    What readers rejected lies aside too.
    """
    registry = load_registry()
    known = known_relations(registry)
    actors = (renamed(a, corrected.labels) for a in registry)
    listed = describe_registry(actors, known, names=names)
    vocabulary = load_vocabulary() + as_graph(listed)
    description = describe(
        corrected.documents, resolution, run, names=names, known=known
    )
    corrections = describe_corrections(corrected, resolution, names=names)
    data = as_graph(chain(description.triples(), corrections))
    texts = as_graph(description.texts)
    edges = as_graph(construct_edges(as_store([*vocabulary, *data])))
    kept, quarantined, report = quarantine(
        data + edges, shapes=load_shapes(), vocabulary=vocabulary, texts=texts
    )
    apart = set_apart(corrected.rejected, resolution)
    rejected = describe_rejected(corrected, apart, run, names=names)
    return Graphs(
        vocabulary=vocabulary,
        data=kept - edges,
        edges=edges - quarantined,
        texts=texts,
        quarantined=quarantined + as_graph(rejected),
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
    corrected: Corrected,
    resolution: Resolution,
    rejected: tuple[Rejected, ...],
    graphs: Graphs,
) -> Summary:
    """Count what was made."""
    read = corrected.documents
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
        corrections=len(corrected.corrections),
        misses=tuple(sorted({*corrected.misses, *resolution.misses})),
    )
