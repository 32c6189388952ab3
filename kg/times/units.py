"""Units of the calendar around a day: its week, its quarter, its century."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kg.model import Precision
from kg.times.durations import duration_of, shift
from kg.times.stretch import (
    Stretch,
    day_stretch,
    month_stretch,
    months_stretch,
    week_stretch,
    year_stretch,
    years_stretch,
)

DAY = timedelta(days=1)
STEPS = {"this": 0, "previous": -1, "past": -1, "next": 1, "coming": 1}


def weekend_stretch(day: date) -> Stretch:
    """Return the Saturday and Sunday of the week that holds the day."""
    week = week_stretch(day)
    return week if week.last is None else replace(week, first=week.last - DAY)


def months_around(day: date, length: int, grain: Precision) -> Stretch:
    """Return the quarter (3 months) or half (6) of the year that holds the day."""
    first = (day.month - 1) // length * length + 1
    return months_stretch(day.year, first, first + length - 1, grain)


def years_around(day: date, length: int, grain: Precision) -> Stretch:
    """Return the decade (10 years) or century (100) that holds the day."""
    first = day.year // length * length
    return years_stretch(max(first, 1), first + length - 1, grain)


AROUND: Mapping[str, Callable[[date], Stretch]] = {
    "day": day_stretch,
    "week": week_stretch,
    "weekend": weekend_stretch,
    "month": lambda day: month_stretch(day.year, day.month),
    "quarter": lambda day: months_around(day, 3, Precision.QUARTER),
    "half": lambda day: months_around(day, 6, Precision.HALF),
    "year": lambda day: year_stretch(day.year),
    "decade": lambda day: years_around(day, 10, Precision.DECADE),
    "century": lambda day: years_around(day, 100, Precision.INTERVAL),
}


def period_of(unit: str, day: date, steps: int) -> Stretch:
    """Return the unit of the calendar that holds the day, so many units later.

    >>> period_of("quarter", date(2019, 1, 28), -1).first
    datetime.date(2018, 10, 1)

    Raises:
        ValueError, OverflowError: outside the years 1 to 9999.
    """
    return AROUND[unit](shift(day, duration_of(1, unit), steps))
