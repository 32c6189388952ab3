"""What partitions have settled, by document and by chapter, and all together.

What comes by class of event and is needed by document waits on disk, so that no process
holds the claims of all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

from kg.codec import decode, digest, encode
from kg.model import Factuality, Quantity, Resolution, Resolved, TimeValue
from kg.pipeline.chapters import Chapters, Known, Sketch
from kg.pipeline.gathering import Gathered
from kg.pipeline.pages import unpaged
from kg.pipeline.settling import Settled
from kg.pipeline.shuffle import Shuffle
from kg.resolve import join_resolved

Names = tuple[str, ...]  # of the classes of a partition, or of its relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where things wait that come by class and are needed by document, and others.

    `statements` come by class or relation, `resolved` by document, `sketches` by name
    of a chapter, `known` by event.
    """

    statements: Shuffle
    resolved: Shuffle
    sketches: Shuffle
    known: Shuffle


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDocument(Mapping[str, Resolved]):
    """What was found of the claims of each document, looked up when it is asked for."""

    documents: Mapping[str, str]
    pieces: Shuffle

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self.documents)

    def __iter__(self) -> Iterator[str]:
        """Yield the documents in order."""
        return iter(self.documents)

    def __getitem__(self, document: str) -> Resolved:
        """Return what was found of a document's claims."""
        if document not in self.documents:
            raise KeyError(document)
        parts = (decode(piece, Resolved) for piece in self.pieces.take(document))
        return join_resolved([Resolved(document=document), *parts])

    def key(self, document: str, means: str) -> str:
        """Return what the description of a document is known by: SHA-256.

        Args:
            document: that was read.
            means: what its description rests on beside what is said.
        """
        found = tuple(self.pieces.take(document))
        return digest(means, self.documents[document], found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What all documents say together.

    `told` has conflicts, what corrections changed, and the events that somebody asked
    for; `times` and `counts` are those of events and relations. `events` tells how many
    there are of each class, `claims` how many of each factuality. `keys` are what
    partitions are known by.
    """

    resolved: ByDocument
    chapters: Chapters
    told: Resolution
    times: frozenset[TimeValue]
    counts: frozenset[Quantity]
    events: Mapping[str, int]
    claims: Mapping[Factuality, int]
    keys: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What has been settled so far."""

    places: Places
    event_of: dict[str, str] = field(default_factory=dict)
    told: list[Resolution] = field(default_factory=list)
    nearest: set[str] = field(default_factory=set)
    times: set[TimeValue] = field(default_factory=set)
    counts: set[Quantity] = field(default_factory=set)
    events: Counter[str] = field(default_factory=Counter)
    claims: Counter[Factuality] = field(default_factory=Counter)
    chapters: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def enter(self, names: Names, settled: Settled) -> None:
        """Take down what became of a partition, and send on what others need.

        Raises:
            OutputError: the disk is full.
        """
        found = (decode(pair, tuple[str, bytes]) for pair in unpaged(settled.resolved))
        self.places.resolved.put(
            (document, names[0], piece) for document, piece in found
        )
        self.places.known.put(
            (decode(piece, Known).event.identifier, 0, piece)
            for piece in unpaged(settled.known)
        )
        for name, sketch, piece in named(unpaged(settled.sketches), names[0]):
            self.places.sketches.put([(name, 0, piece)])
            self.chapters.append(name)
            self.events[sketch.kind] += len(sketch.events)
        self.event_of.update(settled.told.event_of)
        self.told.append(settled.told)
        self.nearest.update(settled.nearest)
        self.times.update(settled.times)
        self.counts.update(settled.counts)
        self.claims.update(settled.factualities)

    def close(self, gathered: Gathered) -> Conclusion:
        """Return what all documents say together, when all partitions are settled."""
        actors = defaultdict(list)
        for actor in gathered.actors:
            actors[actor.identifier].append(encode(actor))
        told = combined(self.told, self.event_of)
        return Conclusion(
            resolved=ByDocument(documents=gathered.keys, pieces=self.places.resolved),
            chapters=Chapters(
                names=sorted(self.chapters),
                sketches=self.places.sketches,
                known=self.places.known,
                event_of=told.event_of,
                actors=actors,
            ),
            told=told,
            times=frozenset(self.times),
            counts=frozenset(self.counts),
            events=self.events,
            claims=self.claims,
            keys=frozenset(self.keys),
        )


def named(
    pieces: Iterable[bytes], relation: str
) -> Iterator[tuple[str, Sketch, bytes]]:
    """Yield chapters with names in whose order they stand, relations behind events.

    Args:
        pieces: the sketches of one partition, encoded, in order.
        relation: of those that have no class of events.
    """
    numbers: Counter[str] = Counter()
    for piece in pieces:
        sketch = decode(piece, Sketch)
        kind = sketch.kind or relation.lower()  # as relations are named
        numbers[kind] += 1
        yield f"{not sketch.kind:d} {kind} {numbers[kind]:09d}", sketch, piece


def combined(parts: Collection[Resolution], event_of: Mapping[str, str]) -> Resolution:
    """Return what several partitions tell, in an order that is not theirs.

    Args:
        parts: what each tells.
        event_of: what all of them tell of claims.
    """
    events = [event for part in parts for event in part.events]
    extracted = [e for part in parts for e in part.extracted_event_of.items()]
    return Resolution(
        events=tuple(sorted(events, key=lambda event: event.identifier)),
        event_of=event_of,
        rank_of={},
        conflicts=tuple(sorted(c for part in parts for c in part.conflicts)),
        extracted_event_of=dict(sorted(extracted)),
        misses=tuple(sorted(miss for part in parts for miss in part.misses)),
    )


@contextmanager
def open_places(folder: Path) -> Iterator[Places]:
    """Make room in a folder for what waits there, until all is described.

    Raises:
        OutputError: the disk refuses.
    """
    names = [field.name for field in fields(Places)]
    with ExitStack() as stack:
        yield Places(
            **{name: stack.enter_context(Shuffle(folder / name)) for name in names}
        )
