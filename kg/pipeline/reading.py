"""Reading documents, or taking what is known of them from earlier."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.basis import Basis
from kg.correct import answers_to, without
from kg.engine import Engine, Lost
from kg.model import Document, ReadDocument
from kg.pipeline.cache import ReadingCache
from kg.pipeline.plan import Plan
from kg.pipeline.reader import Outcome, read_or_fail
from kg.pipeline.settings import Failure, Progress

SPEED = 33_000  # characters that a process reads in a second, at most

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
    plan: Plan, cache: ReadingCache, progress: Progress, engine: Engine
) -> Readings:
    """Read each document that is not known from earlier.

    Args:
        plan: the documents, and what their readings are known by.
        cache: holds what was read earlier, and gets what is read now.
        progress: told of each document.
        engine: reads; the result does not depend on it.

    Raises:
        SettingsError: the pipeline gives no parse, lemmas or parts of speech, or the
            engine cannot be used.
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
    for number, outcome in outcomes(wanted, plan.basis, engine):
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
    documents: Sequence[Document], basis: Basis, engine: Engine
) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each document and what became of it, in any order."""
    costs = [len(document.text) / SPEED for document in documents]
    read = partial(read_or_fail, basis=basis)
    for number, outcome in engine.run(read, documents, costs=costs):
        if isinstance(outcome, Lost):
            identifier, reason = documents[number].identifier, outcome.reason
            yield number, Failure(document=identifier, reason=reason, trace=reason)
        else:
            yield number, outcome


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
