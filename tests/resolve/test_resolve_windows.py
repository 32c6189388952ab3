"""When two times may be one moment, on times and claims made by hand."""

from datetime import date, timedelta

import pytest

from kg.model import Factuality
from kg.resolve.windows import (
    CORRECTION,
    EARLIEST,
    RECENT,
    earliest_start,
    fits_among,
    is_fresh_plan,
    is_recent,
    near,
    times_agree,
    within_reach,
)
from kg.testing import DAY, claim, time_value


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
    first, second = time_value(one), time_value(other)

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
    others = [time_value(time) for time in times]

    assert fits_among(time_value("2021-05-24"), others, 0) is expected


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
    assert date(2021, 1, 5) == DAY - RECENT
    assert is_recent(time_value(time), DAY) is expected


def test_only_claims_that_say_recent_bound_a_time():
    """A mention of a recent event excludes times long before it and after it."""
    said = [claim("Coup", recent=True), claim("Coup", 20)]

    assert within_reach(time_value("2021-05-24"), said)
    assert not within_reach(time_value("2020-08-18"), said)
    assert within_reach(time_value("2020-08-18"), said[1:])
    assert earliest_start(said) == DAY - RECENT
    assert earliest_start(said[1:]) == EARLIEST


@pytest.mark.parametrize(
    ("factuality", "later", "expected"),
    [
        (Factuality.PLANNED, timedelta(0), True),
        (Factuality.PLANNED, CORRECTION, True),
        (Factuality.PLANNED, CORRECTION + timedelta(days=1), False),
        (Factuality.CERTAIN, timedelta(0), False),
    ],
)
def test_fresh_plan(factuality, later, expected):
    """Only dated plans of about the same day are what a mention may take up."""
    planned = claim("Withdrawal", time="2022", factuality=factuality)
    mention = claim("Withdrawal", 20, uttered_on=DAY + later)

    assert is_fresh_plan(mention, [planned, claim("Withdrawal", 40)]) is expected


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

    assert times_agree(mention, [known], 0) is expected
