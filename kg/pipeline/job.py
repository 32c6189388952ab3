"""The main job, from a corpus to the files and the store of its graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyoxigraph

from kg.corpus import read_corpus
from kg.correct import correct
from kg.corrections import Corrected, claims_in
from kg.engine import LOCAL, Engine, open_engine
from kg.errors import CorpusError
from kg.links import FILE as LINKS
from kg.links import read_links
from kg.model import Resolution, Severity
from kg.names import load_registry
from kg.pipeline.checking import Checked, check
from kg.pipeline.describing import actors_in, describe_all
from kg.pipeline.files import write_files
from kg.pipeline.installed import installed
from kg.pipeline.memory import Memory, open_memory
from kg.pipeline.plan import Plan, make_plan
from kg.pipeline.reading import keep_confident, read_all
from kg.pipeline.settings import Progress, Settings, Summary, silent
from kg.resolve import resolve
from kg.store import RDF_TYPE, find_store
from kg.validate import read_corrections
from kg.vocabulary import KG

CLAIM = (RDF_TYPE, pyoxigraph.NamedNode(KG.Claim))


def build(  # noqa: PLR0913  two folders in, two out
    corpus: str | Path,
    out: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    *,
    store: str | Path | None = None,
    cache: str | Path | None = None,
    jobs: int | None = 1,
    engine: str = LOCAL,
    scheduler: str | None = None,
) -> Summary:
    """Read a corpus, make its graph, validate it and write it to a folder.

    With a store, documents that have not changed since its last build are not read
    again, and where nothing has changed nothing is made. The files are the same.

    Args:
        corpus: folder with texts, `corpus.toml` and maybe `corrections.ttl` and
            `links.toml`.
        out: folder for the files; what it held stays until all are made.
        settings: pipeline, base IRI, and what else can be chosen.
        progress: called with a stage, how much of it is done, and of how much.
        store: folder that keeps the graph for queries and later builds; if none is
            given, the one in `out` if there is one, so that the two never differ.
        cache: folder of what documents say, which builds may share; if none is given,
            it is kept in the store.
        jobs: how many processes work at once; None for as many as are worth it. More
            than one need a program that can be imported (`if __name__ == "__main__"`).
        engine: `local` for this machine, `dask` for a cluster of Dask; the files are
            the same.
        scheduler: of a cluster: its address, or the file that it wrote. None for a
            cluster of `jobs` processes on this machine.

    Raises:
        CorpusError: there is no document to read, or none that could be read, or
            `links.toml` is malformed.
        CorrectionError: corrections cannot be read, or contradict each other.
        UnknownName: the pipeline is not installed, or there is no such engine.
        SettingsError: processes do not start, Dask is not installed, or the machines
            of a cluster have other software.
        EndpointUnavailable: a cluster cannot be reached, or has no workers left.
        InputError: the store is something else, or of another version.
        OutputError: a folder cannot be written, or another build holds the store.
    """
    settings, progress = settings or Settings(), progress or silent
    reading = read_corpus(Path(corpus))
    wanted = read_corrections(Path(corpus)) if settings.corrections else ()
    links = [m for m in read_links(Path(corpus) / LINKS) if m.is_accepted]
    plan = make_plan(reading.documents, settings, wanted, links)
    place = Path(store) if store else find_store(Path(out))
    same = partial(installed, settings.pipeline)
    chosen = open_engine(engine, jobs=jobs, scheduler=scheduler, installed=same)
    with (
        chosen,
        open_memory(plan, place, Path(cache) if cache else None) as memory,
    ):
        summary = memory.recall() or make(memory, progress, chosen)
        progress("write", 0, 1)
        if not memory.has_written(Path(out)):
            write_files(Path(out), memory.parts(), plan.spaces)
            memory.note_written(Path(out))
    return replace(summary, rejected=reading.rejected)


def make(memory: Memory, progress: Progress, engine: Engine) -> Summary:
    """Read, correct, resolve, describe and validate what is planned, and keep it.

    Raises:
        CorpusError: no document could be read.
    """
    plan = memory.plan
    readings = read_all(plan, memory.cache, progress, engine)
    if not readings.read:
        first = readings.failed[0]
        raise CorpusError(
            f"no document could be read; {first.document}: {first.reason}"
        )
    named = {claim for c in plan.corrections for claim in claims_in(c)}
    least = plan.settings.minimum_confidence
    read = [keep_confident(d, least, named) for d in readings.read]
    progress("resolve", 0, 1)
    corrected = correct(read, plan.corrections, known=load_registry().get)
    resolution = resolve(corrected.documents, plan.corrections)
    progress("validate", 0, 1)
    checked = check(describe_all(plan, corrected, resolution, readings.failed))
    summary = summarise(plan, corrected, resolution, checked)
    summary = replace(summary, failed=readings.failed)
    memory.keep(checked.parts, summary)
    return replace(summary, known=readings.known)


def summarise(
    plan: Plan, corrected: Corrected, resolution: Resolution, checked: Checked
) -> Summary:
    """Count what was made."""
    read = corrected.documents
    meant = actors_in(read)
    parts, report, triples = checked
    aside = {t.subject for t in parts.quarantine if is_claim(t)}
    levels = Counter(f.severity.value for f in report.findings)
    return Summary(
        documents=len(read),
        actors=len(meant),
        events=Counter(e.event_class for e in resolution.events),
        claims=Counter(c.factuality.value for d in read for c in d.claims),
        findings={s.value: levels[s.value] for s in Severity if levels[s.value]},
        quarantined=len(aside),
        conforms=report.conforms,
        triples=triples,
        corrections=len(corrected.corrections),
        misses=tuple(sorted({*corrected.misses, *resolution.misses})),
        unlinked=tuple(sorted({link.actor for link in plan.links} - meant)),
    )


def is_claim(triple: pyoxigraph.Triple) -> bool:
    """Tell whether a triple says that something is a claim of an event."""
    return (triple.predicate, triple.object) == CLAIM
