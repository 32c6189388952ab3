"""Reading documents, or taking what is known of them from earlier."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.correct import answers_to, without
from kg.model import Document, ReadDocument
from kg.pipeline.cache import ReadingCache
from kg.pipeline.plan import Plan
from kg.pipeline.pool import read_in_processes
from kg.pipeline.reader import Outcome, Reader
from kg.pipeline.settings import Failure, Progress

# Characters that are read in the time in which another process makes ready to read.
WORTH_A_PROCESS = 100_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What the documents say that could be read, and how the others failed.

    `known` is how many were not read now, since they were known from earlier.
    """

    read: tuple[ReadDocument, ...]
    failed: tuple[Failure, ...] = ()
    known: int = 0


def read_all(
    plan: Plan, cache: ReadingCache, progress: Progress, jobs: int | None = 1
) -> Readings:
    """Read each document that is not known from earlier.

    Args:
        plan: the documents, and what their readings are known by.
        cache: holds what was read earlier, and gets what is read now.
        progress: told of each document.
        jobs: how many processes read at once; None for as many as are worth it. The
            result does not depend on it.

    Raises:
        SettingsError: the pipeline gives no parse, lemmas or parts of speech.
        OutputError: the cache cannot be written.
    """
    total = len(plan.documents)
    progress("read", 0, total)
    found: dict[str, Outcome] = {}
    for document in plan.documents:
        reading = cache.get(plan.keys[document.identifier])
        if reading is not None:
            found[document.identifier] = reading
    known = len(found)
    wanted = [d for d in plan.documents if d.identifier not in found]
    for number, outcome in outcomes(wanted, plan.settings.pipeline, jobs):
        identifier = wanted[number].identifier
        found[identifier] = outcome
        if isinstance(outcome, ReadDocument):
            cache.put(plan.keys[identifier], outcome)
        else:
            logger.error("cannot read %s\n%s", identifier, outcome.trace)
        progress("read", len(found), total)
    ordered = [found[d.identifier] for d in plan.documents]
    return Readings(
        read=tuple(r for r in ordered if isinstance(r, ReadDocument)),
        failed=tuple(r for r in ordered if isinstance(r, Failure)),
        known=known,
    )


def outcomes(
    documents: Sequence[Document], pipeline: str, jobs: int | None
) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each document and what became of it, in any order."""
    processes = min(jobs or worthwhile(documents), len(documents))
    if processes > 1:
        yield from read_in_processes(documents, pipeline, processes)
        return
    reader = Reader(pipeline_name=pipeline)
    for number, document in enumerate(documents):
        yield number, reader.try_to_read(document)


def worthwhile(documents: Iterable[Document]) -> int:
    """Return how many processes read documents soonest on this machine."""
    characters = sum(len(document.text) for document in documents)
    return max(1, min(cores(), characters // WORTH_A_PROCESS))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
