"""Whether claims can be about one moment: their windows of time compared.

Times are compared by their first and last day, never as strings. What a text calls
recent is a window too, that of the months before it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from kg.model import Claim, Factuality, TimeValue

RECENT = timedelta(days=183)  # how long ago "de recente coup" may be
CORRECTION = timedelta(days=62)  # how far an answer may put right a question's date
UNREAL = frozenset({Factuality.HYPOTHETICAL, Factuality.POSSIBLE, Factuality.PLANNED})
EARLIEST = date.min


def times_of(claims: Iterable[Claim]) -> list[TimeValue]:
    """Return the times that claims give."""
    return [c.time for c in claims if c.time is not None]


def times_agree(claim: Claim, others: Sequence[Claim], days: int) -> bool:
    """Tell whether the windows of time overlap, as far as they are known.

    Args:
        claim: one claim.
        others: those taken for one event so far.
        days: how far apart two windows may be.
    """
    times = times_of(others)
    if claim.time is not None:
        return fits_among(claim.time, times, days) and within_reach(claim.time, others)
    if claim.factuality in UNREAL:
        return not claim.recent or all(is_recent(t, claim.uttered_on) for t in times)
    if claim.uttered_on < earliest_start(others):
        return False
    started = [t for t in times if t.first is None or t.first <= claim.uttered_on]
    if times and not started:
        return not claim.recent and is_fresh_plan(claim, others)
    if claim.recent:
        return all(is_recent(t, claim.uttered_on) for t in times) and all(
            abs(c.uttered_on - claim.uttered_on) < RECENT for c in others if c.recent
        )
    return True


def fits_among(time: TimeValue, times: Sequence[TimeValue], days: int) -> bool:
    """Tell whether a time agrees with all others, or with one of those in dispute.

    Times are in dispute where an answer put right the date of its question.
    """
    agreeing = [near(time, other, days) for other in times]
    if all(near(a, b, days) for a, b in combinations(times, 2)):
        return all(agreeing)
    return any(agreeing)


def near(one: TimeValue, other: TimeValue, days: int) -> bool:
    """Tell whether two windows overlap, or lie at most some days apart."""
    if one.overlaps(other):
        return True
    gap = timedelta(days=days)
    first, second = sorted((one, other), key=lambda t: t.first or EARLIEST)
    return (
        first.last is not None
        and second.first is not None
        and second.first - first.last <= gap
    )


def is_recent(time: TimeValue, uttered_on: date) -> bool:
    """Tell whether a time may be called recent on a day."""
    last = time.last or uttered_on
    return last >= uttered_on - RECENT and (
        time.first is None or time.first <= uttered_on
    )


def within_reach(time: TimeValue, claims: Iterable[Claim]) -> bool:
    """Tell whether a time lies in the months before each claim that says "recent"."""
    return all(is_recent(time, c.uttered_on) for c in claims if c.recent)


def earliest_start(claims: Iterable[Claim]) -> date:
    """Return the first day an event may have begun that somebody called recent."""
    said = [c.uttered_on for c in claims if c.recent]
    return max(said) - RECENT if said else EARLIEST


def is_fresh_plan(claim: Claim, others: Iterable[Claim]) -> bool:
    """Tell whether all dated claims are plans uttered about when another claim was.

    "de terugtrekking van Duitsland", said while it is announced for next year, is that.
    """
    return all(
        c.factuality is not Factuality.CERTAIN
        and abs(c.uttered_on - claim.uttered_on) <= CORRECTION
        for c in others
        if c.time is not None
    )
