"""Reading documents, or taking what is known of them from earlier."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kg.basis import Basis
from kg.correct import answers_to, without
from kg.engine import Engine, Lost
from kg.model import Document, ReadDocument
from kg.pipeline.batches import Batches
from kg.pipeline.cache import Cache
from kg.pipeline.plan import Plan
from kg.pipeline.reader import Outcome, read_or_fail, reader_of
from kg.pipeline.settings import Failure, Progress
from kg.portions import portions

SPEED = 33_000  # characters that a process reads in a second, at most
TOGETHER = 8  # documents that are parsed together, at most
MUCH = 40_000  # characters, of which no more are
SHARES = 8  # groups of documents, at least

Group = tuple[int, ...]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings(Sequence[ReadDocument]):
    """What the documents say that could be read, and how the others failed.

    What a document says is looked up when it is asked for, so that never all is held.
    Claims below a confidence are left out, but for those that somebody names.
    `names` are the identifiers of the documents; `known` is how many were not read now,
    since they were known from earlier.
    """

    plan: Plan
    cache: Cache[ReadDocument]
    names: tuple[str, ...]
    failed: tuple[Failure, ...] = ()
    known: int = 0

    @property
    def keys(self) -> dict[str, str]:
        """What the reading of each is known by, by document."""
        return {name: self.plan.keys[name] for name in self.names}

    def __len__(self) -> int:
        """Return how many could be read."""
        return len(self.names)

    def __getitem__(self, number: Any) -> Any:
        """Return what the document with a number says."""
        name = self.names[number]
        read = self.cache.get(self.plan.keys[name])
        if read is None:  # somebody cleared the cache meanwhile
            reader = reader_of(self.plan.settings.pipeline)
            read = reader.read(self.plan.document(name))
        least = self.plan.settings.minimum_confidence
        return keep_confident(read, least, self.plan.named) if least else read


def read_all(
    plan: Plan, cache: Cache[ReadDocument], progress: Progress, engine: Engine
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
    failed: dict[str, Failure] = {}
    wanted = [name for name, key in plan.keys.items() if key not in cache]
    known = done = total - len(wanted)
    for number, outcome in outcomes(Unread(plan, wanted), plan.basis, engine):
        identifier = wanted[number]
        if isinstance(outcome, ReadDocument):
            cache.put(plan.keys[identifier], outcome)
        else:
            failed[identifier] = outcome
            logger.error("cannot read %s\n%s", identifier, outcome.trace)
        done += 1
        progress("read", done, total)
    return Readings(
        plan=plan,
        cache=cache,
        names=tuple(name for name in plan.keys if name not in failed),
        failed=tuple(failed[d] for d in sorted(failed)),
        known=known,
    )


@dataclass(frozen=True, slots=True)
class Unread(Sequence[Document]):
    """Documents that are to be read, looked up when they are asked for."""

    plan: Plan
    names: Sequence[str]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    def __getitem__(self, number: int) -> Document:  # type: ignore[override]
        """Return a document."""
        return self.plan.document(self.names[number])


def outcomes(
    documents: Sequence[Document], basis: Basis, engine: Engine
) -> Iterator[tuple[int, Outcome]]:
    """Yield the number of each document and what became of it, in any order.

    Short ones are read together. Where a process is killed that reads several, each is
    read by itself then.
    """
    sizes = [len(document.text) for document in documents]
    groups = grouped(sizes)
    costs = [sum(sizes[number] for number in group) / SPEED for group in groups]
    read = partial(read_or_fail, basis=basis)
    lost: list[Group] = []
    for place, found in engine.run(read, Batches(documents, groups), costs=costs):
        group = groups[place]
        if isinstance(found, Lost) and len(group) > 1:
            lost.extend((number,) for number in group)
        else:
            yield from numbered(documents, group, found)
    if lost:
        # Without costs, so that it is not this process that is killed.
        for place, found in engine.run(read, Batches(documents, lost)):
            yield from numbered(documents, lost[place], found)


def numbered(
    documents: Sequence[Document], group: Group, found: tuple[Outcome, ...] | Lost
) -> Iterator[tuple[int, Outcome]]:
    """Yield what became of the documents of a group, or of the one that is lost."""
    if isinstance(found, Lost):
        (number,) = group
        name, reason = documents[number].identifier, found.reason
        yield number, Failure(document=name, reason=reason, trace=reason)
    else:
        yield from zip(group, found, strict=True)


def grouped(sizes: Sequence[int]) -> list[Group]:
    """Return the numbers of documents that are read together.

    As many as pay, but of few documents fewer, so that there is work for all.

    Args:
        sizes: in characters, of all documents.

    >>> grouped([MUCH, 1, MUCH - 1, 1, 1])
    [(0,), (1,), (2,), (3,), (4,)]
    >>> [len(group) for group in grouped([1] * 1000)][:3]
    [8, 8, 8]
    """
    most = max(1, min(TOGETHER, len(sizes) // SHARES))
    numbers = range(len(sizes))
    return list(portions(numbers, sizes.__getitem__, most=most, much=MUCH))


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
