"""The main job, from a corpus to the files and the store of its graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.corpus import folder_beside, open_corpus, read_each
from kg.correct import correct
from kg.corrections import FILE as CORRECTIONS
from kg.engine import LOCAL, Engine, open_engine
from kg.errors import CorpusError
from kg.links import FILE as LINKS
from kg.links import read_links
from kg.model import Document
from kg.names import load_registry
from kg.pipeline.documents import keep_documents
from kg.pipeline.files import write_files
from kg.pipeline.gathering import gather
from kg.pipeline.installed import installed
from kg.pipeline.ledger import open_places
from kg.pipeline.making import (
    Said,
    describe_documents,
    describe_events,
    make_graph,
)
from kg.pipeline.memory import Memory, Record, open_memory, passing_folder
from kg.pipeline.plan import Plan, make_plan
from kg.pipeline.reading import read_all
from kg.pipeline.resolving import resolve_all
from kg.pipeline.settings import Progress, Settings, Summary, silent
from kg.pipeline.shards import write_shards
from kg.store import find_store
from kg.validate import read_corrections


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
    shards: str | Path | None = None,
) -> Summary:
    """Read a corpus, make its graph, validate it and write it to a folder.

    With a store, documents that have not changed since its last build are not read
    again, and where nothing has changed nothing is made. The files are the same.

    Args:
        corpus: folder with papers, `corpus.toml` and maybe `corrections.ttl` and
            `links.toml`, or its address; or a list of files (`papers.list`).
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
        shards: folder for the same graph as N-Quads, ready for a bulk loader.

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
    opened = open_corpus(corpus)
    rejected = list(opened.rejected)
    place = Path(store) if store else find_store(Path(out))
    same = partial(installed, settings.pipeline)
    with (
        passing_folder() as folder,
        keep_documents(read_each(opened, rejected), folder) as documents,
    ):
        plan = plan_build(corpus, documents, settings)
        chosen = open_engine(engine, jobs=jobs, scheduler=scheduler, installed=same)
        kept = Path(cache) if cache else None
        with chosen, open_memory(plan, folder, place, kept) as memory:
            record = memory.recall() or make(memory, progress, chosen)
            progress("write", 0, 1)
            places = Path(out), Path(shards) if shards else None
            try:
                write(memory, record, *places, chosen)
            except LookupError:  # what was kept is gone or damaged
                record = make(memory, progress, chosen)
                write(memory, record, *places, chosen)
    return replace(record.summary, rejected=tuple(sorted(rejected)))


def plan_build(
    corpus: str | Path, documents: Sequence[Document], settings: Settings
) -> Plan:
    """Plan what becomes of documents, with what people put beside them.

    Raises:
        CorpusError: `links.toml` is malformed.
        CorrectionError: corrections cannot be read.
        UnknownName: the pipeline is not installed.
    """
    with folder_beside(corpus, (CORRECTIONS, LINKS)) as beside:
        wanted = read_corrections(beside) if settings.corrections else ()
        links = [m for m in read_links(beside / LINKS) if m.is_accepted]
    return make_plan(documents, settings, wanted, links)


def make(memory: Memory, progress: Progress, engine: Engine) -> Record:
    """Read, correct, resolve, describe and validate what is planned, and keep it.

    Raises:
        CorpusError: no document could be read.
    """
    plan = memory.plan
    readings = read_all(plan, memory.cache, progress, engine)
    if not readings:
        first = readings.failed[0]
        raise CorpusError(
            f"no document could be read; {first.document}: {first.reason}"
        )
    progress("resolve", 0, 1)
    corrected = correct(readings, plan.corrections, known=load_registry().get)
    with open_places(memory.folder) as places:
        gathered = gather(
            corrected.documents, readings.keys, plan, memory.briefs, places.statements
        )
        named = plan.named.union(corrected.originals)
        conclusion = resolve_all(plan, gathered, named, memory.settled, places, engine)
        said = Said(
            readings=readings,
            corrected=corrected,
            actors=gathered.actors,
            conclusion=conclusion,
        )
        documents = describe_documents(memory, said, progress, engine)
        events = describe_events(memory, said, progress, engine)
        progress("validate", 0, 1)
        record = make_graph(memory, said, documents, events)
    memory.clean(record.parts, conclusion.keys)
    return record


def write(
    memory: Memory, record: Record, out: Path, shards: Path | None, engine: Engine
) -> None:
    """Write the files of a build, where they are not there yet, and its shards.

    Raises:
        LookupError: a section of the build is gone or damaged.
        OutputError: a folder cannot be written.
    """
    sections, spaces = memory.shelf.get, memory.plan.spaces
    if not memory.has_written(out):
        write_files(out, record.parts, sections, spaces)
        memory.note_written(out)
    if shards:
        write_shards(shards, record.parts, sections, spaces, engine)
