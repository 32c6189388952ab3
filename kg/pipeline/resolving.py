"""Resolving in parts: the claims of each class go to one partition of an engine.

Classes that know nothing of each other are resolved by several processes or machines;
those whose events are directed at others come after them, in one partition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.codec import decode, encode
from kg.corrections import AnyCorrection
from kg.engine import Engine, run_all
from kg.model import Resolution
from kg.resolve import (
    Statements,
    class_groups,
    classes_touched,
    conclude,
    partition_of,
    resolve_classes,
)

PARTITIONS = 16
SPEED = 4000  # claims that a process resolves in a second, about


@dataclass(frozen=True, slots=True)
class Partitions(Sequence[bytes]):
    """The statements of each partition, picked out when they are asked for."""

    statements: Sequence[Statements]
    classes: Sequence[frozenset[str]]

    def __len__(self) -> int:
        """Return how many partitions there are."""
        return len(self.classes)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        """Return the statements of a partition, encoded."""
        return encode(only(self.statements, self.classes[number]))


def resolve_all(
    statements: Sequence[Statements],
    corrections: Sequence[AnyCorrection],
    engine: Engine,
) -> Resolution:
    """Group the claims of all documents into events, as `kg.resolve.resolve` does.

    Args:
        statements: of all documents.
        corrections: of readers; those of claims and actors are carried out before.
        engine: resolves the partitions; the result does not depend on it.

    Raises:
        CorrectionError: corrections of events contradict each other.
        OutputError: a process was killed twice.
    """
    claims = (claim for stated in statements for claim in stated.claims)
    *groups, last = class_groups(classes_touched(corrections, claims))
    partitions = Partitions(statements, partitioned(groups, statements))
    results = run_all(
        engine, resolve_part, partitions, to="resolve events", costs=costs(partitions)
    )
    parts = [decode(result, Resolution) for _, result in results]
    return conclude(parts, last, statements, corrections)


def resolve_part(statements: bytes) -> bytes:
    """Resolve the claims of one partition."""
    return encode(resolve_classes(decode(statements, tuple[Statements, ...])))


def partitioned(
    groups: Iterable[Sequence[str]], statements: Iterable[Statements]
) -> list[frozenset[str]]:
    """Return the classes of each partition that has any claim."""
    there = {claim.event_class for stated in statements for claim in stated.claims}
    found: Mapping[int, set[str]] = defaultdict(set)
    for group in groups:
        found[partition_of(tuple(group), PARTITIONS)].update(there.intersection(group))
    return [frozenset(found[number]) for number in sorted(found) if found[number]]


def costs(partitions: Partitions) -> list[float]:
    """Return the seconds that each partition may take."""
    sizes = [0] * len(partitions)
    place = {name: n for n, own in enumerate(partitions.classes) for name in own}
    for stated in partitions.statements:
        for claim in stated.claims:
            if claim.event_class in place:
                sizes[place[claim.event_class]] += 1
    return [size / SPEED for size in sizes]


def only(
    statements: Iterable[Statements], classes: frozenset[str]
) -> tuple[Statements, ...]:
    """Return what is said of events of some classes, of documents that say any."""
    picked = (stated.of_classes(classes) for stated in statements)
    return tuple(stated for stated in picked if stated.claims)
