"""What an expression says, before it is known which year, month or week is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model import Precision, TimeAnchor
from kg.times.stretch import Stretch

Cycle = Literal["year", "month", "week"]
Way = Literal["near", "past", "future", "last", "next"]
REACH: dict[Cycle, int] = {"year": 8, "month": 14, "week": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A stretch for every year (or month, or week), and which one if it is said.

    `of` gives the stretch of a cycle, None where there is none (29 February). `index`
    is the year, the month counted from year 0, or the ordinal of the week. `way` says
    how to choose where `index` is None: `last` and `next` exclude the reference day.
    """

    of: Callable[[int], Stretch | None]
    grain: Precision
    index: int | None = None
    cycle: Cycle = "year"
    way: Way = "near"
    relative: bool = False
    weekday: int | None = None

    @property
    def floats(self) -> bool:
        """Tell whether the year, month or week is still to be chosen."""
        return self.index is None


def fixed(stretch: Stretch, *, relative: bool = True) -> Spec:
    """Return the spec of a stretch that is known."""
    return Spec(
        of=lambda _: stretch, grain=stretch.precision, index=0, relative=relative
    )


def narrowed(
    whole: Spec, part: Callable[[date, date], Stretch | None]
) -> Callable[[int], Stretch | None]:
    """Return `of` for a part of a period.

    Args:
        whole: the period.
        part: makes the part from its first and last day.
    """

    def of(index: int) -> Stretch | None:
        stretch = whole.of(index)
        if stretch is None or stretch.first is None or stretch.last is None:
            return None
        return part(stretch.first, stretch.last)

    return of


def cycle_index(cycle: Cycle, day: date) -> int:
    """Return the year, month or week that holds the day.

    >>> cycle_index("month", date(2020, 1, 31))
    24240
    """
    if cycle == "year":
        return day.year
    if cycle == "month":
        return day.year * 12 + day.month - 1
    return (day.toordinal() - 1) // 7


def stretch_at(spec: Spec, index: int) -> Stretch | None:
    """Return the stretch of one cycle; None where there is none."""
    try:
        return spec.of(index)
    except (ValueError, OverflowError):
        return None


def options(spec: Spec, on: date) -> Iterator[Stretch]:
    """Yield the stretches around a day, in order."""
    if spec.index is not None:
        known = stretch_at(spec, spec.index)
        if known is not None:
            yield known
        return
    here, reach = cycle_index(spec.cycle, on), REACH[spec.cycle]
    for index in range(here - reach, here + reach + 1):
        stretch = stretch_at(spec, index)
        if stretch is not None:
            yield stretch


def distance(stretch: Stretch, day: date) -> int:
    """Return how many days the stretch is away from the day, 0 if it holds it."""
    if stretch.first is not None and day < stretch.first:
        return (stretch.first - day).days
    if stretch.last is not None and day > stretch.last:
        return (day - stretch.last).days
    return 0


def choose(spec: Spec, on: date, way: Way | None = None) -> Stretch | None:
    """Choose the stretch that is meant.

    Args:
        spec: what was said.
        on: the reference day.
        way: overrides the spec's own way.
    """
    if spec.index is not None:
        return stretch_at(spec, spec.index)
    found = [s for s in options(spec, on) if s.first is not None and s.last is not None]
    chosen = way or spec.way
    fitting = [s for s in found if _fits(s, on, chosen)]
    if not fitting:
        return None
    if chosen in ("last", "past"):
        return fitting[-1]
    if chosen in ("next", "future"):
        return fitting[0]
    best = min(fitting, key=lambda s: distance(s, on))
    return _weekday_fit(spec, fitting, on) or best


def _fits(stretch: Stretch, on: date, way: Way) -> bool:
    first, last = stretch.first or on, stretch.last or on
    if way == "last":
        short = stretch.precision in (Precision.DAY, Precision.PART_OF_MONTH)
        return (first if short else last) < on
    if way == "past":
        return first <= on
    if way == "next":
        return first > on
    return last >= on if way == "future" else True


def _weekday_fit(spec: Spec, found: list[Stretch], on: date) -> Stretch | None:
    """Return the one of the two nearest that falls on the weekday said with it."""
    if spec.weekday is None:
        return None
    past = [s for s in found if s.first is not None and s.first < on][-1:]
    coming = [s for s in found if s.first is not None and s.first >= on][:1]
    right = [
        s
        for s in past + coming
        if s.first is not None and s.first.isoweekday() == spec.weekday
    ]
    return min(right, key=lambda s: distance(s, on)) if right else None


def anchor_of(spec: Spec) -> TimeAnchor:
    """Tell what the value is reckoned from."""
    if spec.relative or spec.floats:
        return TimeAnchor.TURN_DATE
    return TimeAnchor.EXPLICIT
