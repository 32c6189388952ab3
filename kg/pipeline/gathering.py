"""What is said of events and relations, by class, and who is meant.

Each reading is looked at once, and what others need of it is kept, in pieces by class
of event and by relation, so that a class can be resolved without looking at documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from kg.codec import decode, digest, encode
from kg.model import Actor, ReadDocument
from kg.pipeline.cache import Cache
from kg.pipeline.plan import Plan
from kg.pipeline.shuffle import Shuffle
from kg.resolve import Statements, brief, classes_touched

if TYPE_CHECKING:
    from hashlib import _Hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A claim of one class that claims of another point at.

    `is_target` tells whether any of them is directed at its event, not just for a
    reason.
    """

    by: str
    at: str
    claim: str
    is_target: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is needed of one document beside others.

    `pieces` are its statements without words, by class of event or by relation;
    `actors` are those it describes. Both are encoded.
    """

    pieces: Mapping[str, bytes]
    aims: tuple[Aim, ...]
    actors: tuple[bytes, ...]


@dataclass(slots=True, kw_only=True)
class Kind:
    """What is said of one class of event or of one relation, but for the statements.

    `digest` tells it from anything else; `size` is in bytes; `pointed` are claims that
    others point at, `targets` those, by class, that its own are directed at.
    """

    digest: _Hash = field(default_factory=sha256)
    size: int = 0
    pointed: set[str] = field(default_factory=set)
    targets: defaultdict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What all documents say: the statements on disk, by class or relation.

    `keys` tells what each document says, corrections heeded, from anything else. An
    actor comes once for each way in which documents describe it. `touched` are the
    classes of the events that readers merge or split.
    """

    statements: Shuffle
    kinds: Mapping[str, Kind]
    keys: Mapping[str, str]
    actors: Sequence[Actor]
    touched: AbstractSet[str]


def gather(
    documents: Sequence[ReadDocument],
    readings: Mapping[str, str],
    plan: Plan,
    cache: Cache[Brief],
    statements: Shuffle,
) -> Gathered:
    """Look at each document once, or at what was kept of it.

    Args:
        documents: what they say, corrections heeded.
        readings: what the reading of each is known by, in the same order, by document.
        plan: tells whether documents say just what was read.
        cache: holds what was kept of readings, and gets what is looked at now.
        statements: gets what is said.

    Raises:
        OutputError: the disk refuses.
    """
    kinds: defaultdict[str, Kind] = defaultdict(Kind)
    actors: set[bytes] = set()
    keys: dict[str, str] = {}
    touched = classes_touched(plan.corrections, ())
    for number, (name, reading) in enumerate(readings.items()):
        if plan.is_plain:
            found, keys[name] = _kept(documents, number, reading, cache), reading
        else:
            read = documents[number]
            found, keys[name] = brief_of(read), digest(read)
            touched |= classes_touched(plan.corrections, read.claims)
        actors.update(found.actors)
        statements.put((kind, number, piece) for kind, piece in found.pieces.items())
        note(found, kinds)
    return Gathered(
        statements=statements,
        kinds=kinds,
        keys=keys,
        actors=[decode(data, Actor) for data in sorted(actors)],
        touched=touched,
    )


def note(found: Brief, kinds: Mapping[str, Kind]) -> None:
    """Add to what is known of classes and relations what a document says of them."""
    for name, piece in found.pieces.items():
        kinds[name].digest.update(sha256(piece).digest())
        kinds[name].size += len(piece)
    for aim in found.aims:
        kinds[aim.at].pointed.add(aim.claim)
        if aim.is_target:
            kinds[aim.by].targets[aim.at].add(aim.claim)


def brief_of(read: ReadDocument) -> Brief:
    """Return what is needed of a document."""
    stated = brief(read)
    return Brief(
        pieces={name: encode(piece) for name, piece in pieces_of(stated)},
        aims=tuple(aims_of(stated)),
        actors=tuple(map(encode, read.actors)),
    )


def pieces_of(stated: Statements) -> Iterator[tuple[str, Statements]]:
    """Yield what is said of each class of event and of each relation."""
    for name in dict.fromkeys(c.event_class for c in stated.claims):
        yield name, stated.of_classes({name})
    for name in dict.fromkeys(c.relation for c in stated.relations):
        yield (
            name,
            stated.of_relations([c for c in stated.relations if c.relation == name]),
        )


def aims_of(stated: Statements) -> Iterator[Aim]:
    """Yield the claims that others point at, by the class of these."""
    class_of = {c.identifier: c.event_class for c in stated.claims}
    aims: dict[tuple[str, str], bool] = {}
    for claim in stated.claims:
        if claim.motive:
            aims.setdefault((claim.event_class, claim.motive), False)
        if claim.targets_claim:
            aims[claim.event_class, claim.targets_claim] = True
    for (by, at), is_target in aims.items():
        yield Aim(by=by, at=class_of[at], claim=at, is_target=is_target)


def _kept(
    documents: Sequence[ReadDocument], number: int, reading: str, cache: Cache[Brief]
) -> Brief:
    """Return what is needed of a document that says just what was read."""
    kept = cache.get(reading)
    if kept is None:
        kept = brief_of(documents[number])
        cache.put(reading, kept)
    return kept
