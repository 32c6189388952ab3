"""Chapters as far as the claims of their own partition tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain, groupby
from typing import TypeVar

from kg.codec import encode
from kg.model import (
    Claim,
    Conflict,
    Event,
    Factuality,
    Relation,
    RelationClaim,
    Resolution,
    Resolved,
)
from kg.pipeline.chapters import Chapter, Known, Sketch, Voice
from kg.resolve import Pointer, Statements, actors_in, pointed_at, pointers_of

LENGTH = 24  # events of a chapter, about
Thing = TypeVar("Thing", Event, Relation)


@dataclass(frozen=True, kw_only=True)
class Sketches:
    """The chapters of a partition.

    Args:
        statements: all that is said in it.
        resolution: what these say together.
    """

    statements: Sequence[Statements]
    resolution: Resolution

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims of events, by identifier."""
        return {c.identifier: c for s in self.statements for c in s.claims}

    @cached_property
    def stated(self) -> Mapping[str, RelationClaim]:
        """The claims of relations, by identifier."""
        return {c.identifier: c for s in self.statements for c in s.relations}

    @cached_property
    def conflicts(self) -> Mapping[str, Sequence[Conflict]]:
        """The conflicts of claims, by the event that these are about."""
        found = defaultdict(list)
        for conflict in self.resolution.conflicts:
            found[self.resolution.event_of[conflict.claims[0]]].append(conflict)
        return found

    @cached_property
    def pointers(self) -> Mapping[str, Sequence[Pointer]]:
        """What events point at, by event."""
        found = self.resolution
        return pointers_of(self.claims.values(), found.event_of, found.rank_of)

    def sketch(self) -> Iterator[Sketch]:
        """Yield all chapters, those of events by class, in order."""
        order = sorted(
            self.resolution.events, key=lambda e: (e.event_class, e.identifier)
        )
        for _, events in groupby(order, key=lambda e: e.event_class):
            yield from map(self._of_events, cuts(list(events)))
        relations = sorted(self.resolution.relations, key=lambda r: r.identifier)
        yield from map(self._of_relations, cuts(relations))

    def known(self, asked: Iterable[str]) -> Iterator[Known]:
        """Yield the events of claims, and those that other events end or supersede.

        Args:
            asked: claims; those of other partitions are passed over.
        """
        event_of = self.resolution.event_of
        names = {event_of[claim] for claim in asked if claim in event_of}
        for event in self.resolution.events:
            names.update(linked(event))
        for event in self.resolution.events:
            if event.identifier in names:
                yield Known(
                    event=event,
                    pointers=tuple(self.pointers.get(event.identifier, ())),
                    voices=tuple(self._voices(event)),
                )

    def _of_events(self, events: tuple[Event, ...]) -> Sketch:
        claims = [self.claims[claim] for event in events for claim in event.claims]
        names = [event.identifier for event in events]
        found = self.resolution
        resolved = Resolved(
            document="",
            event_of={c.identifier: found.event_of[c.identifier] for c in claims},
            rank_of={c.identifier: found.rank_of[c.identifier] for c in claims},
        )
        conflicts = chain.from_iterable(self.conflicts.get(n, ()) for n in names)
        chapter = Chapter(
            events=events,
            claims=tuple(claims),
            resolved=resolved,
            conflicts=tuple(conflicts),
        )
        return Sketch(
            kind=events[0].event_class,
            chapter=encode(chapter),
            events=tuple(names),
            pointers={n: tuple(self.pointers[n]) for n in names if n in self.pointers},
            claims=in_order(*map(pointed_at, claims)),
            linked=in_order(*map(linked, events)),
            actors=in_order(actors_in(claims, ()), *(c.sources for c in claims)),
        )

    def _of_relations(self, relations: tuple[Relation, ...]) -> Sketch:
        stated = [self.stated[claim] for r in relations for claim in r.claims]
        relation_of = {c: r.identifier for r in relations for c in r.claims}
        organisations = (r.organisation for r in relations if r.organisation)
        chapter = Chapter(
            relations=relations,
            stated=tuple(stated),
            resolved=Resolved(document="", relation_of=relation_of),
        )
        return Sketch(
            kind="",
            chapter=encode(chapter),
            actors=in_order(actors_in((), stated), organisations),
        )

    def _voices(self, event: Event) -> Iterator[Voice]:
        """Yield one claim for each factuality that an event is told with."""
        first: dict[Factuality, str] = {}
        for claim in event.claims:
            first.setdefault(self.claims[claim].factuality, claim)
        for factuality, claim in sorted(first.items()):
            yield Voice(claim=claim, event=event.identifier, factuality=factuality)


def cuts(things: Sequence[Thing]) -> Iterator[tuple[Thing, ...]]:
    """Yield runs of things, which begin at things whose names tell so.

    So a thing that comes or goes changes the chapter that it is in, or two, and no
    other (content-defined chunking, Muthitacharoen et al. 2001).
    """
    run: list[Thing] = []
    for thing in things:
        mark = int.from_bytes(sha256(thing.identifier.encode()).digest()[:4])
        if run and mark % LENGTH == 0:
            yield tuple(run)
            run = []
        run.append(thing)
    if run:
        yield tuple(run)


def linked(event: Event) -> Iterator[str]:
    """Yield the events of the same partition that an event points at."""
    return chain(event.possibly_same, event.supersedes, event.ends)


def in_order(*names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, sorted."""
    return tuple(sorted(set().union(*names)))
