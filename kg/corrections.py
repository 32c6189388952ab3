"""What readers put right: the values of a `corrections.ttl`, frozen like the model's.

Claims, events and actors are named by their local identifiers, corrections and authors
by full IRIs, since readers choose these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.iris import local_name
from kg.model import Factuality, Miss, ReadDocument

FILE = "corrections.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who made a correction."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What every correction has: a name, who made it, when and why.

    >>> anna = Author(iri="https://example.org/anna", name="Anna")
    >>> made = Rejection(
    ...     iri="https://example.org/1",
    ...     author=anna,
    ...     created=date(2025, 3, 1),
    ...     reason="A heading.",
    ...     claims=("d1.0-4.Coup",),
    ... )
    >>> made.name, made.signature
    ('1', 'Anna, 2025-03-01: A heading.')
    """

    iri: str
    author: Author
    created: date
    reason: str

    @property
    def name(self) -> str:
        """The end of its IRI, as messages call it."""
        return local_name(self.iri)

    @property
    def signature(self) -> str:
        """Who, when and why, on one line."""
        reason = " ".join(self.reason.split())
        return f"{self.author.name}, {self.created.isoformat()}: {reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Correction):
    """The text does not say what the claims say."""

    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Correction):
    """The claims have another factuality, or other sources; what is empty stays."""

    claims: tuple[str, ...]
    factuality: Factuality | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMerge(Correction):
    """The claims, and those of the events, are all about one event."""

    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSplit(Correction):
    """The claims are about one event, which is not that of the other claims."""

    claims: tuple[str, ...]
    other_claims: tuple[str, ...] = ()
    other_events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming(Correction):
    """An actor is called otherwise; `labels` are by language."""

    actor: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMerge(Correction):
    """The actors are one with another, whose identifier stays."""

    actors: tuple[str, ...]
    into: str


EventCorrection = EventMerge | EventSplit
AnyCorrection = Rejection | Revision | EventMerge | EventSplit | Renaming | ActorMerge


def claims_of(correction: AnyCorrection) -> tuple[str, ...]:
    """Return the claims that a correction corrects."""
    if isinstance(correction, Renaming | ActorMerge):
        return ()
    return correction.claims


def claims_in(correction: AnyCorrection) -> tuple[str, ...]:
    """Return all claims that a correction names."""
    others = correction.other_claims if isinstance(correction, EventSplit) else ()
    return (*claims_of(correction), *others)


def events_in(correction: AnyCorrection) -> tuple[str, ...]:
    """Return the events that a correction names."""
    if isinstance(correction, EventSplit):
        return correction.other_events
    return correction.events if isinstance(correction, EventMerge) else ()


def actors_of(correction: AnyCorrection) -> tuple[str, ...]:
    """Return the actors that a correction corrects."""
    if isinstance(correction, Renaming):
        return (correction.actor,)
    return correction.actors if isinstance(correction, ActorMerge) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What the extractor had said of a claim, as far as a reader changed it."""

    factuality: Factuality | None = None
    sources: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What corrections made of documents.

    `rejected` holds the same documents with the claims that are set apart alone, and
    `reasons` why, by claim; `originals` what other claims said before; `labels` the
    new labels of renamed actors, and `old_labels` those they had.
    """

    documents: Sequence[ReadDocument]
    corrections: tuple[AnyCorrection, ...] = ()
    rejected: tuple[ReadDocument, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    originals: Mapping[str, Original] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    old_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()
