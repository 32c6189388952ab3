"""Clusters in order of preference, on shelves by how long a time they span.

A shelf is sorted by the last day of its clusters, so that the clusters which may fit a
claim's window of time are a range of it, and the best that fits is the first that is
met from its end. The range must be as much wider as clusters are long; so those that
span a day do not stand among those that span a year (cf. period indexes of temporal
databases, which part intervals by duration).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from kg.model import Claim
from kg.resolve.moments import CORRECTION, NEVER, RECENT, UNREAL, Moments, days_of
from kg.resolve.profiles import Profile

LENGTHS = (0, 7, 31, 100, 366, 1100, 2 * NEVER)  # in days, of spans on one shelf
MONTH = 31  # days in which plans that stand on one shelf were uttered
EVERYWHEN = (-NEVER, NEVER)

Entry = tuple[int, int, int, Profile]


class Kind(IntEnum):
    """What clusters stand on a shelf."""

    CLOSED = 0
    OPEN = 1  # without an end
    UNTIMED = 2
    PLANNED = 3


class Shelf(NamedTuple):
    """A kind of cluster; how many days it spans at most, or when it was planned."""

    kind: Kind
    size: int


def shelves_of(moments: Moments) -> Iterator[Shelf]:
    """Yield where a cluster stands; plans stand on a shelf of plans too."""
    if not moments.is_timed:
        yield Shelf(Kind.UNTIMED, 0)
        return
    length = moments.begun - moments.earliest_first
    kind = Kind.CLOSED if moments.has_end else Kind.OPEN
    yield Shelf(kind, next(size for size in LENGTHS if length <= size))
    if moments.is_plan:
        yield Shelf(Kind.PLANNED, moments.dated[0] // MONTH)


@dataclass(slots=True, kw_only=True, eq=False)
class Shelves:
    """The clusters of one block."""

    by_kind: dict[Shelf, list[Entry]] = field(default_factory=dict)
    size: int = 0

    def add(self, shelf: Shelf, entry: Entry) -> None:
        """Put a cluster on a shelf. Finding its place takes logarithmic time."""
        insort(self.by_kind.setdefault(shelf, []), entry)
        self.size += 1

    def remove(self, shelf: Shelf, entry: Entry) -> None:
        """Take a cluster from a shelf."""
        entries = self.by_kind[shelf]
        del entries[bisect_left(entries, entry)]
        self.size -= 1
        if not entries:
            del self.by_kind[shelf]

    def ranges(self, window: Window) -> Iterator[Iterator[Entry]]:
        """Yield, shelf by shelf, the clusters that may fit, the best ones first."""
        for shelf in window.shelves(self.by_kind):
            entries = self.by_kind[shelf]
            low, high = window.range(shelf)
            yield walk(entries, low, high)


def walk(entries: list[Entry], low: int, high: int) -> Iterator[Entry]:
    """Yield the entries of a sorted list within two days, from its end."""
    for index in range(bisect_left(entries, (high + 1,)) - 1, -1, -1):
        if entries[index][0] < low:
            return
        yield entries[index]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days, as far as a claim limits them, of clusters that it may join.

    `low` is the least last day of those that have an end, `high` the latest first day
    of those that have a time, `untimed` the last day on which others were called
    recent; `plans` are the months in which plans may have been uttered.
    """

    low: int = -NEVER
    high: int = NEVER
    untimed: int = NEVER
    plans: range = range(0)

    @classmethod
    def of(cls, claim: Claim, apart: int) -> Window:
        """Return the window of a claim, see `Moments.agree`.

        Args:
            claim: the claim.
            apart: how many days two windows may lie apart.
        """
        if claim.time is not None:
            first, last = days_of(claim.time)
            return cls(low=first - apart, high=last + apart)
        day = claim.uttered_on.toordinal()
        if claim.factuality in UNREAL:
            return cls(low=day - RECENT, high=day) if claim.recent else cls()
        if claim.recent:
            return cls(low=day - RECENT, high=day, untimed=day + RECENT)
        first, last = (day - CORRECTION) // MONTH, (day + CORRECTION) // MONTH
        plans = range(first, last + 1)
        return cls(high=day, untimed=day + RECENT, plans=plans)

    def shelves(self, there: dict[Shelf, list[Entry]]) -> list[Shelf]:
        """Return the shelves, of those there are, where clusters may fit."""
        plans = (Shelf(Kind.PLANNED, month) for month in self.plans)
        found = [shelf for shelf in ALWAYS if shelf in there]
        return [*found, *(shelf for shelf in plans if shelf in there)]

    def range(self, shelf: Shelf) -> tuple[int, int]:
        """Return the least and greatest last day of the clusters that may fit."""
        match shelf.kind:
            case Kind.CLOSED:
                return self.low, self.high + shelf.size
            case Kind.OPEN:
                return -NEVER, self.high + shelf.size
            case Kind.UNTIMED:
                return -NEVER, self.untimed
            case Kind.PLANNED:
                return EVERYWHEN


ALWAYS = (
    *(Shelf(kind, size) for kind in (Kind.CLOSED, Kind.OPEN) for size in LENGTHS),
    Shelf(Kind.UNTIMED, 0),
)
