"""Chapters: some events of one class, or some relations, with all that is said of them.

A chapter holds what its description, its edges and its check need, so that chapters can
be described apart, by any process, and anew only where something in them has changed.
It is sketched where its claims are resolved (`kg.pipeline.sketching`), and completed
when all claims are: with the events that it points at, and with actors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.codec import decode, digest
from kg.model import (
    Actor,
    Claim,
    Conflict,
    Event,
    Factuality,
    Relation,
    RelationClaim,
    Resolved,
)
from kg.pipeline.shuffle import Shuffle
from kg.resolve import Pointer, point


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An event as other chapters know it: what it points at, and how sure claims are.

    The event itself is without what it points at.
    """

    event: Event
    pointers: tuple[Pointer, ...] = ()
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A chapter as those know it who hold its claims alone.

    `chapter` is encoded; its `events`, named here, are without what they point at, for
    which there are `pointers`, by event. `claims` are all that its claims point at,
    `linked` the events that its events end or supersede, and `actors` those that are
    named. `kind` is the class of the events, empty for relations.
    """

    kind: str
    chapter: bytes
    events: tuple[str, ...] = ()
    pointers: Mapping[str, tuple[Pointer, ...]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a chapter points at: events of claims, events, and actors as encoded."""

    event_of: Mapping[str, str]
    others: tuple[Event, ...]
    voices: tuple[Voice, ...]
    actors: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters(Sequence[Chapter]):
    """The events by class, then the relations, in chapters made when asked for.

    `names` are those of the chapters, in order, under which `sketches` has them.
    `known` has the events that others point at, `event_of` the events of claims that
    others point at, and `actors` the encoded descriptions of each actor.
    """

    names: Sequence[str]
    sketches: Shuffle
    known: Shuffle
    event_of: Mapping[str, str]
    actors: Mapping[str, Sequence[bytes]]

    def __len__(self) -> int:
        """Return how many chapters there are."""
        return len(self.names)

    def __getitem__(self, number: int) -> Chapter:  # type: ignore[override]
        """Return a chapter."""
        sketch = decode(self.sketches.only(self.names[number]), Sketch)
        return complete(sketch, self._surroundings(sketch))

    def key(self, number: int, means: str) -> str:
        """Return what a chapter is known by: SHA-256.

        Args:
            number: of the chapter.
            means: what is made of it rests on this too.
        """
        found = self.sketches.only(self.names[number])
        return digest(means, found, self._surroundings(decode(found, Sketch)))

    def _surroundings(self, sketch: Sketch) -> Surroundings:
        event_of = {claim: self.event_of[claim] for claim in sketch.claims}
        named = {*event_of.values(), *sketch.linked}.difference(sketch.events)
        others = [self._known(event) for event in sorted(named)]
        return Surroundings(
            event_of=event_of,
            others=tuple(
                point(other.event, other.pointers, self.event_of) for other in others
            ),
            voices=tuple(chain.from_iterable(other.voices for other in others)),
            actors=tuple(
                chain.from_iterable(self.actors.get(a, ()) for a in sketch.actors)
            ),
        )

    def _known(self, event: str) -> Known:
        return decode(self.known.only(event), Known)


def complete(sketch: Sketch, around: Surroundings) -> Chapter:
    """Return a chapter with all that it points at."""
    chapter = decode(sketch.chapter, Chapter)
    resolved = chapter.resolved
    return replace(
        chapter,
        events=tuple(
            point(event, sketch.pointers.get(event.identifier, ()), around.event_of)
            for event in chapter.events
        ),
        resolved=replace(resolved, event_of={**resolved.event_of, **around.event_of}),
        others=around.others,
        voices=around.voices,
        actors=tuple(decode(actor, Actor) for actor in around.actors),
    )
