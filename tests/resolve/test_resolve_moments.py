"""When two times may be one moment, on times and claims made by hand."""

from datetime import date, timedelta

import pytest

from kg.model import Factuality
from kg.resolve.moments import (
    CORRECTION,
    NEVER,
    RECENT,
    Moments,
    all_overlap,
    days_of,
    near,
)
from kg.testing import DAY, claim, time_value

TODAY = DAY.toordinal()


def moments(*claims) -> Moments:
    """Return what claims say of the time of their event."""
    found = Moments()
    for one in claims:
        found.add(one)
    return found


@pytest.mark.parametrize(
    ("one", "other", "days", "expected"),
    [
        ("2021-05", "2021-05-24", 0, True),
        ("2021-05-24", "2021-05-25", 0, False),
        ("2021-05-24", "2021-05-25", 1, True),
        ("2021-05-24", "2021-05-26", 1, False),
        ("../2021-05-01", "2021-05-02", 1, True),
        ("2021-05-03/..", "2021-05-01", 1, False),
        ("../..", "1990", 0, True),
    ],
)
def test_near(one, other, days, expected):
    """Windows are near if they overlap or the gap is no longer than some days."""
    first, second = days_of(time_value(one)), days_of(time_value(other))

    assert near(first, second, days) is near(second, first, days) is expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], True),
        (["2021-05", "2021"], True),
        (["2021", "2020-08-18"], True),
        (["2020-08-18"], False),
        (["2020-08-18", "2019"], False),
    ],
)
def test_one_of_the_times_in_dispute_is_enough(times, expected):
    """Times that agree must all fit; of those that do not, one must."""
    others = moments(*(claim("Coup", time=time) for time in times))

    assert others.fit(days_of(time_value("2021-05-24")), 0) is expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2021", True),
        ("2021-01-05", True),
        ("2021-01-04", False),
        ("2021-07-08", False),
        ("2020-01-01/..", True),
        ("../..", True),
    ],
)
def test_recent(time, expected):
    """What is recent on 7 July 2021 has begun, and ended after 5 January."""
    assert date(2021, 1, 5) == DAY - timedelta(days=RECENT)
    assert moments(claim("Coup", time=time)).are_recent(TODAY) is expected


def test_only_claims_that_say_recent_bound_a_time():
    """A mention of a recent event excludes times long before it and after it."""
    recent, other = claim("Coup", recent=True), claim("Coup", 20)
    late, early = (days_of(time_value(t)) for t in ("2021-05-24", "2020-08-18"))

    assert moments(recent, other).are_within_reach(late)
    assert not moments(recent, other).are_within_reach(early)
    assert moments(other).are_within_reach(early)
    assert moments(recent, other).begun == TODAY
    assert moments(other).begun == 1


@pytest.mark.parametrize(
    ("factuality", "later", "expected"),
    [
        (Factuality.PLANNED, 0, True),
        (Factuality.PLANNED, CORRECTION, True),
        (Factuality.PLANNED, -CORRECTION - 1, False),
        (Factuality.PLANNED, CORRECTION + 1, False),
        (Factuality.CERTAIN, 0, False),
    ],
)
def test_fresh_plan(factuality, later, expected):
    """Only dated plans of about the same day are what a mention may take up."""
    planned = claim("Withdrawal", time="2022", factuality=factuality)
    known = moments(planned, claim("Withdrawal", 40, uttered_on=date(2019, 1, 1)))

    assert known.are_fresh_plans(TODAY + later) is expected


@pytest.mark.parametrize(
    ("details", "other", "expected"),
    [
        ({"time": "2021-05-24"}, {"time": "2021-05"}, True),
        ({"time": "2021-05-24"}, {"time": "2020-08-18"}, False),
        ({"time": "2020-08-18"}, {"recent": True}, False),
        ({"factuality": Factuality.POSSIBLE}, {"time": "2022"}, True),
        ({"factuality": Factuality.PLANNED, "recent": True}, {"time": "2019"}, False),
        ({"uttered_on": date(2020, 9, 1)}, {"recent": True}, False),
        ({}, {"time": "2022"}, False),
        ({}, {"time": "2022", "factuality": Factuality.PLANNED}, True),
        ({"recent": True}, {"time": "2021-05-24"}, True),
        ({"recent": True}, {"time": "2020-08-18"}, False),
        ({"recent": True}, {"recent": True, "uttered_on": date(2020, 12, 1)}, False),
        ({}, {"time": "2020-08-18"}, True),
        ({}, {}, True),
    ],
)
def test_times_agree(details, other, expected):
    """A claim fits what is known of the time of an event, whatever kind it is."""
    mention, known = claim("Coup", 20, **details), claim("Coup", **other)

    assert moments(known).agree(mention, 0) is expected


@pytest.mark.parametrize(
    ("times", "begun", "has_end"),
    [
        (["2021-05"], date(2021, 5, 31), True),
        (["2021-05/.."], date(2021, 5, 1), False),
        (["2021-05/..", "2021-06"], date(2021, 6, 30), True),
        (["2021-06/..", "2021-05"], date(2021, 6, 1), False),
        (["../2021-05"], date(2021, 5, 31), True),
        (["../.."], date.min, False),
    ],
)
def test_what_bounds_an_event(times, begun, has_end):
    """An event without an end fits all later times, and so does one in dispute."""
    known = moments(*(claim("Coup", time=time) for time in times))

    assert known.begun == begun.toordinal()
    assert known.has_end is has_end


def test_events_that_are_one_know_what_both_knew():
    """The time that was given first stays first."""
    one = claim("Coup", time="2021-05-24")
    other = claim("Coup", time="2021-06/..", factuality=Factuality.PLANNED)
    recent = claim("Coup", recent=True)
    known = moments(one)
    known.add_all(moments(other, recent))
    whole = moments(one, other, recent)

    assert known.edtf == "2021-05-24"
    assert known.spans == {
        days_of(time_value(t)) for t in (one.time.edtf, "2021-06/..")
    }
    names = [name for name in Moments.__slots__ if name != "edtf"]
    assert [getattr(known, n) for n in names] == [getattr(whole, n) for n in names]
    assert max(known.spans)[1] == NEVER


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], True),
        (["2021"], True),
        (["2021", "2021-05", "2021-05-24/.."], True),
        (["2021", "2021-05", "2021-06"], False),
        (["../2020", "2021/.."], False),
    ],
)
def test_times_that_all_overlap(times, expected):
    """Each two of them share a day."""
    assert all_overlap(map(time_value, times)) is expected
