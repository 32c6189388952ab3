"""What becomes of the claims of some classes of event, or of a relation, by themselves.

A partition is resolved by any process, which sends back what others need of it: what
was found of the claims of each document, and chapters of its events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.codec import decode, encode
from kg.corrections import EventCorrection, events_in
from kg.model import Factuality, Quantity, Resolution, TimeValue
from kg.pipeline.pages import Pages, paged, unpaged
from kg.pipeline.sketching import Sketches
from kg.resolve import (
    Statements,
    by_document,
    gather_relations,
    nearest_events,
    resolve_classes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The claims of classes that are resolved together, or of one relation.

    `statements` are encoded, in pages; `event_of` are the events of the claims of other
    classes that these are directed at; `asked` the claims whose events are needed
    elsewhere. `corrections` are those that merge and split events. They are heeded in
    the last partition, which also gets the events of others that are called most like
    those they name (`elsewhere`); others just tell what they know of these.
    """

    statements: Pages
    event_of: Mapping[str, str]
    asked: tuple[str, ...]
    corrections: tuple[EventCorrection, ...] = ()
    elsewhere: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of the claims of a partition.

    In pages are what was found of the claims of each document, encoded, behind its
    name (`resolved`), the chapters (`sketches`), and the events that chapters point at
    (`known`). `nearest` are the events that are called most like those that corrections
    name. `told` is the part of the resolution that goes to no document or chapter:
    conflicts, what corrections changed, and of events and claims those that somebody
    asked for.
    """

    resolved: Pages
    sketches: Pages
    known: Pages
    told: Resolution
    nearest: tuple[str, ...]
    times: tuple[TimeValue, ...]
    counts: tuple[Quantity, ...]
    factualities: Mapping[Factuality, int]


def settle(partition: Partition) -> Settled:
    """Resolve the claims of a partition, and sketch its chapters.

    Raises:
        CorrectionError: corrections of events contradict each other.
    """
    pieces = unpaged(partition.statements)
    statements = joined(decode(piece, Statements) for piece in pieces)
    corrections = partition.corrections
    resolution = resolve_classes(
        statements,
        event_of=partition.event_of,
        corrections=corrections if partition.is_last else (),
        elsewhere=partition.elsewhere,
    )
    relations = gather_relations(statements)
    resolution = replace(resolution, relations=relations)
    sketches = Sketches(statements=statements, resolution=resolution)
    events = resolution.events
    times = [*(e.time for e in events), *(r.time for r in relations)]
    counts = [event.count for event in events]
    return Settled(
        resolved=paged(
            encode((own.document, encode(own)))
            for own in by_document(statements, resolution, relations)
        ),
        sketches=paged(map(encode, sketches.sketch())),
        known=paged(map(encode, sketches.known(partition.asked))),
        told=told(resolution, partition),
        nearest=tuple(
            sorted(nearest_events(corrections, [e.identifier for e in events]))
        ),
        times=tuple(dict.fromkeys(time for time in times if time is not None)),
        counts=tuple(dict.fromkeys(count for count in counts if count is not None)),
        factualities=Counter(c.factuality for s in statements for c in s.claims),
    )


def joined(pieces: Iterable[Statements]) -> list[Statements]:
    """Return what each document says, where pieces are of several classes."""
    found: dict[str, Statements] = {}
    for piece in pieces:
        known = found.get(piece.document)
        found[piece.document] = piece if known is None else known.joined(piece)
    return list(found.values())


def told(resolution: Resolution, partition: Partition) -> Resolution:
    """Return what goes to no document or chapter."""
    called = {event for c in partition.corrections for event in events_in(c)}
    wanted = {*partition.asked, *resolution.extracted_event_of}
    event_of = resolution.event_of
    return Resolution(
        events=tuple(e for e in resolution.events if e.identifier in called),
        event_of={c: event_of[c] for c in sorted(wanted) if c in event_of},
        rank_of={},
        conflicts=resolution.conflicts,
        extracted_event_of=resolution.extracted_event_of,
        misses=resolution.misses,
    )
