"""When an event was, as all its claims give it, kept up as claims are added.

A few numbers answer whether another claim fits, so that asking takes no longer for an
event with thousands of claims. Days are ordinals of the proleptic Gregorian calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from kg.model import Claim, Factuality, TimeValue

RECENT = timedelta(days=183).days  # how long ago "de recente coup" may be
CORRECTION = timedelta(days=62).days  # how far an answer may put right a date
UNREAL = frozenset({Factuality.HYPOTHETICAL, Factuality.POSSIBLE, Factuality.PLANNED})
EARLIEST = 1  # the ordinal of `date.min`
NEVER = 10**8  # far from all days, on either side

Days = tuple[int, int]


def days_of(time: TimeValue) -> Days:
    """Return the first and last day of a time, far away where it is open.

    >>> from datetime import date
    >>> from kg.testing import time_value
    >>> first, last = days_of(time_value("2024-05-11/.."))
    >>> date.fromordinal(first).isoformat(), last == NEVER
    ('2024-05-11', True)
    """
    first = -NEVER if time.first is None else time.first.toordinal()
    last = NEVER if time.last is None else time.last.toordinal()
    return first, last


def near(one: Days, other: Days, apart: int) -> bool:
    """Tell whether two windows overlap, or lie at most some days apart."""
    return one[0] <= other[1] + apart and other[0] <= one[1] + apart


def all_overlap(times: Iterable[TimeValue]) -> bool:
    """Tell whether each of some times shares a day with each other one.

    Takes time linear in their number: the latest first and the earliest last day speak
    for all.
    """
    spans = [days_of(time) for time in times]
    return max((s[0] for s in spans), default=0) <= min(
        (s[1] for s in spans), default=0
    )


@dataclass(slots=True, kw_only=True, eq=False)
class Moments:
    """What is known of the time of an event.

    `edtf` is the time that was given first. `spans` are all times: `earliest_first` to
    `latest_first` are their first days, the other two their last days. `recent` and
    `dated` are the days on which it was called recent and claimed with a time. `begun`
    is the last day the event may have begun, as far as is known.
    """

    edtf: str = ""
    spans: set[Days] = field(default_factory=set)
    earliest_first: int = NEVER
    latest_first: int = -NEVER
    earliest_last: int = NEVER
    latest_last: int = -NEVER
    recent: Days = (NEVER, -NEVER)
    dated: Days = (NEVER, -NEVER)
    is_plan: bool = True
    begun: int = EARLIEST

    @property
    def is_timed(self) -> bool:
        """Whether any claim gives a time."""
        return bool(self.spans)

    @property
    def has_end(self) -> bool:
        """Whether no time fits that is after all days that are named."""
        in_dispute = self.latest_first > self.earliest_last
        return (self.latest_last if in_dispute else self.earliest_last) < NEVER

    def add(self, claim: Claim) -> None:
        """Take in what one claim says. Takes constant time."""
        day = claim.uttered_on.toordinal()
        if claim.recent:
            self.recent = widened(self.recent, (day, day))
            self.begun = max(self.begun, day)
        if claim.time is not None:
            self.edtf = self.edtf or claim.time.edtf
            self.dated = widened(self.dated, (day, day))
            self.is_plan &= claim.factuality is not Factuality.CERTAIN
            self.cover(days_of(claim.time))

    def cover(self, span: Days) -> None:
        """Take in one time."""
        first, last = span
        self.spans.add(span)
        self.earliest_first = min(self.earliest_first, first)
        self.latest_first = max(self.latest_first, first)
        self.earliest_last = min(self.earliest_last, last)
        self.latest_last = max(self.latest_last, last)
        self.begun = max(self.begun, last if last < NEVER else first)

    def add_all(self, other: Moments) -> None:
        """Take in what is known of an event that turns out to be the same."""
        self.edtf = self.edtf or other.edtf
        self.recent = widened(self.recent, other.recent)
        self.dated = widened(self.dated, other.dated)
        self.is_plan &= other.is_plan
        self.begun = max(self.begun, other.begun)
        for span in other.spans:
            self.cover(span)

    def agree(self, claim: Claim, apart: int) -> bool:
        """Tell whether the windows of time overlap, as far as they are known.

        Takes constant time, but for times in dispute: as long as there are of these.

        Args:
            claim: one more claim.
            apart: how many days two windows may lie apart.
        """
        if claim.time is not None:
            span = days_of(claim.time)
            return self.fit(span, apart) and self.are_within_reach(span)
        day = claim.uttered_on.toordinal()
        if claim.factuality in UNREAL:
            return not claim.recent or self.are_recent(day)
        if day < self.recent[1] - RECENT:
            return False
        if self.is_timed and self.earliest_first > day:
            return not claim.recent and self.are_fresh_plans(day)
        if claim.recent:
            return self.are_recent(day) and self.were_recent(day)
        return True

    def fit(self, span: Days, apart: int) -> bool:
        """Tell whether a time agrees with all others, or with one of those in dispute.

        Times are in dispute where an answer put right the date of its question. Those
        that are not agree pairwise, so the latest first and the earliest last day speak
        for all.
        """
        core = (self.latest_first, self.earliest_last)
        if core[0] <= core[1] + apart:
            return near(span, core, apart)
        return any(near(span, other, apart) for other in self.spans)

    def overlap(self, span: Days) -> bool:
        """Tell whether any of the times shares a day with another."""
        return any(near(span, other, 0) for other in self.spans)

    def are_within_reach(self, span: Days) -> bool:
        """Tell whether a time lies in the months before each claim of "recent"."""
        return span[1] >= self.recent[1] - RECENT and span[0] <= self.recent[0]

    def are_recent(self, day: int) -> bool:
        """Tell whether all times may be called recent on a day."""
        return self.earliest_last >= day - RECENT and self.latest_first <= day

    def were_recent(self, day: int) -> bool:
        """Tell whether all who called the event recent did so about a day."""
        return day - self.recent[0] < RECENT and self.recent[1] - day < RECENT

    def are_fresh_plans(self, day: int) -> bool:
        """Tell whether all dated claims are plans uttered about a day.

        "de terugtrekking van Duitsland", said while it is announced for next year, is
        of such a plan.
        """
        since, until = day - CORRECTION, day + CORRECTION
        return self.is_plan and since <= self.dated[0] and self.dated[1] <= until


def widened(one: Days, other: Days) -> Days:
    """Return the least stretch that holds two others."""
    return min(one[0], other[0]), max(one[1], other[1])
