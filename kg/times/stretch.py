"""Stretches of the calendar, closed or open, and how EDTF (ISO 8601-2) writes them."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model import Precision, TimeAnchor, TimeValue

QUARTER_CODE = 33
HALF_CODE = 40
BY_YEAR = frozenset({Precision.YEAR, Precision.DECADE})
BY_MONTH = frozenset(
    {
        Precision.MONTH,
        Precision.QUARTER,
        Precision.HALF,
        Precision.PART_OF_YEAR,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Inclusive days, None where open, and the grain in which they were said.

    `ends` tells that it stands for its own end ("eind 2024" after "tot").
    """

    first: date | None
    last: date | None
    precision: Precision
    ends: bool = False


def day_stretch(day: date) -> Stretch:
    """Return the day itself."""
    return Stretch(first=day, last=day, precision=Precision.DAY)


def days_stretch(
    first: date, last: date, precision: Precision = Precision.INTERVAL
) -> Stretch | None:
    """Return the days from `first` to `last` inclusive; None where there are none."""
    if last < first:
        return None
    return Stretch(first=first, last=last, precision=precision)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> month_end(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def months_stretch(year: int, first: int, last: int, precision: Precision) -> Stretch:
    """Return the months `first` to `last` (1 to 12) of a year."""
    return Stretch(
        first=date(year, first, 1), last=month_end(year, last), precision=precision
    )


def month_stretch(year: int, month: int) -> Stretch:
    """Return a month."""
    return months_stretch(year, month, month, Precision.MONTH)


def years_stretch(first: int, last: int, precision: Precision) -> Stretch:
    """Return whole years."""
    return Stretch(
        first=date(first, 1, 1), last=date(last, 12, 31), precision=precision
    )


def year_stretch(year: int) -> Stretch:
    """Return a year."""
    return years_stretch(year, year, Precision.YEAR)


def week_stretch(day: date) -> Stretch:
    """Return the week, from Monday, that holds the day.

    >>> week_stretch(date(2022, 12, 22)).first
    datetime.date(2022, 12, 19)
    """
    monday = day - timedelta(days=day.weekday())
    return Stretch(
        first=monday, last=monday + timedelta(days=6), precision=Precision.INTERVAL
    )


def week_of_month(year: int, month: int, number: int) -> Stretch:
    """Return the n-th week (-1: the last) whose Thursday lies in the month.

    >>> week_of_month(2016, 12, -1).first
    datetime.date(2016, 12, 26)
    """
    return week_stretch(nth_weekday(year, month, 4, number))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """Return the n-th weekday (1 is Monday; number -1: the last) of a month.

    >>> nth_weekday(2019, 9, 2, 3)
    datetime.date(2019, 9, 17)

    Raises:
        ValueError: the month has no such day.
    """
    if number < 0:
        end = month_end(year, month)
        return end - timedelta(days=(end.isoweekday() - weekday) % 7)
    start = date(year, month, 1)
    day = start + timedelta(days=(weekday - start.isoweekday()) % 7 + 7 * (number - 1))
    if day.month != month:
        raise ValueError("no such weekday in this month")
    return day


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped = (19 * golden + century - century // 4 + 15) - (
        (century - (century + 8) // 25 + 1) // 3
    )
    moon = skipped % 30
    days = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    fix = (golden + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * fix + 114, 31)
    return date(year, month, day + 1)


def since(stretch: Stretch) -> Stretch:
    """Return what begins with the stretch and has no end."""
    return replace(stretch, last=None)


def through(stretch: Stretch) -> Stretch:
    """Return what ends with the stretch and has no beginning."""
    return replace(stretch, first=None)


def before(stretch: Stretch) -> Stretch:
    """Return what ends on the day before the stretch."""
    if stretch.first is None:
        return stretch
    return replace(stretch, first=None, last=stretch.first - timedelta(days=1))


def after(stretch: Stretch) -> Stretch:
    """Return what begins on the day after the stretch."""
    if stretch.last is None:
        return stretch
    return replace(stretch, first=stretch.last + timedelta(days=1), last=None)


def edtf_of(stretch: Stretch) -> str:
    """Return the shortest EDTF form of a stretch.

    Source: ISO 8601-2:2019, annex; quarters are 33 to 36, halves 40 and 41.

    >>> edtf_of(months_stretch(2020, 4, 6, Precision.QUARTER))
    '2020-34'
    >>> edtf_of(months_stretch(2024, 1, 4, Precision.PART_OF_YEAR))
    '2024-01/2024-04'
    >>> edtf_of(since(year_stretch(2007)))
    '2007/..'
    """
    first, last = stretch.first, stretch.last
    if first is None or last is None:
        grain = stretch.precision
        return f"{_side(first, grain)}/{_side(last, grain)}"
    starts = first.day == 1
    ends = last == month_end(last.year, last.month)
    coarse = stretch.precision
    if starts and ends and first.month == 1 and last.month == 12:
        one = first.year == last.year
        return f"{first:%Y}" if one else f"{first:%Y}/{last:%Y}"
    if starts and ends and coarse is Precision.QUARTER:
        return f"{first:%Y}-{QUARTER_CODE + first.month // 3}"
    if starts and ends and coarse is Precision.HALF:
        return f"{first:%Y}-{HALF_CODE + first.month // 6}"
    if starts and ends:
        one = (first.year, first.month) == (last.year, last.month)
        return f"{first:%Y-%m}" if one else f"{first:%Y-%m}/{last:%Y-%m}"
    return first.isoformat() if first == last else f"{first}/{last}"


def _side(day: date | None, grain: Precision) -> str:
    if day is None:
        return ".."
    if grain in BY_YEAR:
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if grain in BY_MONTH else day.isoformat()


def time_value(stretch: Stretch, anchor: TimeAnchor) -> TimeValue:
    """Return the value of the data model."""
    is_open = stretch.first is None or stretch.last is None
    return TimeValue(
        edtf=edtf_of(stretch),
        first=stretch.first,
        last=stretch.last,
        precision=Precision.OPEN if is_open else stretch.precision,
        anchor=anchor,
    )
