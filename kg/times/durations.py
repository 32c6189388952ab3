"""Lengths of time: "zes maanden", "anderhalf jaar", and reckoning with them."""

from dataclasses import dataclass
from datetime import date, timedelta

from kg.times.stretch import month_end

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
MONTHS_IN |= {"century": 1200}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length in calendar months and days, either of which may be zero.

    >>> Duration(months=18).iso
    'P1Y6M'
    >>> Duration(days=14).iso
    'P14D'
    """

    months: int = 0
    days: int = 0

    @property
    def iso(self) -> str:
        """Return the form of ISO 8601."""
        years, months = divmod(self.months, 12)
        parts = ((years, "Y"), (months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0D")


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationExpression:
    """A length and where the text gives it, as offsets into the given text."""

    begin: int
    end: int
    text: str
    duration: Duration


def duration_of(count: float, unit: str) -> Duration:
    """Return `count` units; a part of a month is 30 days' share.

    >>> duration_of(1.5, "year")
    Duration(months=18, days=0)
    """
    if unit in DAYS_IN:
        return Duration(days=round(count * DAYS_IN[unit]))
    months = count * MONTHS_IN[unit]
    return Duration(months=int(months), days=round((months - int(months)) * 30))


def shift(day: date, duration: Duration, times: int = 1) -> date:
    """Return the day so many durations later, or earlier if `times` is negative.

    A day that the month lacks becomes its last day.

    >>> shift(date(2020, 8, 31), Duration(months=1))
    datetime.date(2020, 9, 30)
    >>> shift(date(2021, 6, 29), Duration(months=12))
    datetime.date(2022, 6, 29)

    Raises:
        ValueError, OverflowError: outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + times * duration.months
    year, month = divmod(index, 12)
    end = month_end(year, month + 1)
    moved = end.replace(day=min(day.day, end.day))
    return moved + timedelta(days=times * duration.days)
