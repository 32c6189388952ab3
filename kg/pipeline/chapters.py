"""Chapters: some events of one class, or some relations, with all that is said of them.

A chapter holds what its description, its edges and its check need, so that chapters can
be described apart, by any process, and anew only where something in them has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby
from typing import TypeVar

from kg.model import (
    Actor,
    Claim,
    Conflict,
    Event,
    Factuality,
    Relation,
    RelationClaim,
    Resolution,
    Resolved,
)
from kg.resolve import Statements, actors_in

LENGTH = 24  # events of a chapter, about
Thing = TypeVar("Thing", Event, Relation)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How sure a claim is of an event."""

    claim: str
    event: str
    factuality: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Some events or relations, and what there is to know of them.

    `claims` are those of the events and `stated` those of the relations, without words;
    `resolved` says what became of them. `others` are the events that these events and
    claims point at, and `voices` has, for each factuality that such an event is told
    with, one claim. `actors` are those that are named.
    """

    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    stated: tuple[RelationClaim, ...] = ()
    resolved: Resolved
    conflicts: tuple[Conflict, ...] = ()
    others: tuple[Event, ...] = ()
    voices: tuple[Voice, ...] = ()
    actors: tuple[Actor, ...] = ()


class Chapters(Sequence[Chapter]):
    """The events by class, then the relations, in chapters made when asked for.

    Args:
        statements: of all documents.
        actors: those that are meant, as each document describes them.
        resolution: what all documents say together.
    """

    def __init__(
        self,
        statements: Iterable[Statements],
        actors: Iterable[Actor],
        resolution: Resolution,
    ) -> None:
        self._claims: dict[str, Claim] = {}
        self._stated: dict[str, RelationClaim] = {}
        for said in statements:
            self._claims.update((c.identifier, c) for c in said.claims)
            self._stated.update((c.identifier, c) for c in said.relations)
        self._actors = _by_key((actor.identifier, actor) for actor in actors)
        self._events = {event.identifier: event for event in resolution.events}
        self._conflicts = _by_key(
            (resolution.event_of[k.claims[0]], k) for k in resolution.conflicts
        )
        self._resolution = resolution
        by_class = sorted(
            resolution.events, key=lambda e: (e.event_class, e.identifier)
        )
        self._of_events = [
            cut
            for _, events in groupby(by_class, key=lambda e: e.event_class)
            for cut in cuts(list(events))
        ]
        self._of_relations = list(
            cuts(sorted(resolution.relations, key=lambda r: r.identifier))
        )

    def __len__(self) -> int:
        """Return how many chapters there are."""
        return len(self._of_events) + len(self._of_relations)

    def __getitem__(self, number: int) -> Chapter:  # type: ignore[override]
        """Return a chapter."""
        if number < len(self._of_events):
            return self._about_events(self._of_events[number])
        return self._about_relations(self._of_relations[number - len(self._of_events)])

    def _about_events(self, events: tuple[Event, ...]) -> Chapter:
        claims = [self._claims[claim] for event in events for claim in event.claims]
        event_of = self._resolution.event_of
        known = {c.identifier for c in claims}.union(*map(pointers, claims))
        resolved = Resolved(
            document="",
            event_of={claim: event_of[claim] for claim in sorted(known)},
            rank_of={
                c.identifier: self._resolution.rank_of[c.identifier] for c in claims
            },
        )
        named = set(resolved.event_of.values()).union(*map(linked, events))
        others = named.difference(event.identifier for event in events)
        return Chapter(
            events=events,
            claims=tuple(claims),
            resolved=resolved,
            conflicts=tuple(
                k for event in events for k in self._conflicts.get(event.identifier, ())
            ),
            others=tuple(self._events[name] for name in sorted(others)),
            voices=tuple(chain.from_iterable(map(self._voices, sorted(others)))),
            actors=self._named(
                actors_in(claims, ()), *(claim.sources for claim in claims)
            ),
        )

    def _about_relations(self, relations: tuple[Relation, ...]) -> Chapter:
        stated = [self._stated[claim] for r in relations for claim in r.claims]
        organisations = (r.organisation for r in relations if r.organisation)
        relation_of = {c: r.identifier for r in relations for c in r.claims}
        return Chapter(
            relations=relations,
            stated=tuple(stated),
            resolved=Resolved(document="", relation_of=relation_of),
            actors=self._named(actors_in((), stated), organisations),
        )

    def _voices(self, event: str) -> Iterator[Voice]:
        """Yield one claim for each factuality that an event is told with."""
        first: dict[Factuality, str] = {}
        for claim in self._events[event].claims:
            first.setdefault(self._claims[claim].factuality, claim)
        for factuality, claim in sorted(first.items()):
            yield Voice(claim=claim, event=event, factuality=factuality)

    def _named(self, *actors: Iterable[str]) -> tuple[Actor, ...]:
        names = sorted(set().union(*actors))
        return tuple(chain.from_iterable(self._actors.get(n, ()) for n in names))


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


def pointers(claim: Claim) -> set[str]:
    """Return the claims whose events a claim is directed at or gives as its reason."""
    return {other for other in (claim.targets_claim, claim.motive) if other}


def linked(event: Event) -> Iterator[str]:
    """Yield the events that an event points at."""
    return chain(
        event.target_events,
        event.possibly_same,
        event.supersedes,
        event.ends,
        event.motivated_by,
    )


def _by_key(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, Sequence[Value]]:
    found: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
