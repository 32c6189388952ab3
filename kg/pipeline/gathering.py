"""What is needed of all documents at once: their statements, and who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.codec import digest, encode
from kg.model import Actor, ReadDocument
from kg.pipeline.cache import Cache
from kg.pipeline.plan import Plan
from kg.resolve import Statements, brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is needed of one document: its statements without words, and its actors."""

    statements: Statements
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is needed of all documents.

    `keys` tells what each document says, corrections heeded, from anything else. An
    actor comes once for each way in which documents describe it.
    """

    statements: Sequence[Statements]
    keys: Sequence[str]
    actors: Sequence[Actor]


def gather(
    documents: Sequence[ReadDocument],
    readings: Sequence[str],
    plan: Plan,
    cache: Cache[Brief],
) -> Gathered:
    """Look at each document once, or at what was kept of it.

    Args:
        documents: what they say, corrections heeded.
        readings: what the reading of each is known by.
        plan: tells whether documents say just what was read.
        cache: holds what was kept of readings, and gets what is looked at now.

    Raises:
        OutputError: the cache cannot be written.
    """
    actors: dict[bytes, Actor] = {}
    statements, keys = [], []
    for number, reading in enumerate(readings):
        if plan.is_plain:
            found, key = _kept(documents, number, reading, cache), reading
        else:
            read = documents[number]
            found, key = brief_of(read), digest(read)
        actors.update((encode(actor), actor) for actor in found.actors)
        statements.append(found.statements)
        keys.append(key)
    ordered = [actors[data] for data in sorted(actors)]
    return Gathered(statements=statements, keys=keys, actors=ordered)


def brief_of(read: ReadDocument) -> Brief:
    """Return what is needed of a document."""
    return Brief(statements=brief(read), actors=read.actors)


def _kept(
    documents: Sequence[ReadDocument], number: int, reading: str, cache: Cache[Brief]
) -> Brief:
    """Return what is needed of a document that says just what was read."""
    kept = cache.get(reading)
    if kept is None:
        kept = brief_of(documents[number])
        cache.put(reading, kept)
    return kept
