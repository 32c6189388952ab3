"""Weeks and weekdays: "week 31", "de week van 18 september", "vrijdag"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import Precision
from kg.times.dates import Found, dated_day
from kg.times.parts import whole_period
from kg.times.reader import (
    LAST,
    Context,
    skip,
    weekday_at,
    which_at,
    year_after,
)
from kg.times.spec import Spec, fixed, narrowed
from kg.times.stretch import (
    Stretch,
    day_stretch,
    days_stretch,
    nth_weekday,
    week_of_month,
    week_stretch,
)
from kg.times.units import STEPS


def week_number(ctx: Context, place: int) -> Found | None:
    """Read "week 31 (van 2018)", an ISO week."""
    start = skip(ctx, place, "de")
    if ctx.word(start) != "week":
        return None
    number = ctx.number(skip(ctx, start + 1, "nummer"))
    end = skip(ctx, start + 1, "nummer") + 1
    if number is None or not 1 <= number <= 53:
        return None
    year = year_after(ctx, end)
    spec = Spec(
        of=lambda y: week_stretch(date.fromisocalendar(y, number, 1)),
        grain=Precision.INTERVAL,
        index=ctx.on.year if year is None else year[0].value,
        relative=year is None,
    )
    return spec, end if year is None else year[1]


def week_of_day(ctx: Context, place: int) -> Found | None:
    """Read "(de) week van 18 september", "de week beginnend (op) 4 februari"."""
    start = skip(ctx, place, "de", "het")
    unit = ctx.lexicon.units.get(ctx.word(start), "")
    if unit not in {"week", "weekend"}:
        return None
    words = {"van", "beginnend", "startend", "vanaf", "beginnende"}
    if ctx.word(start + 1) not in words:
        return None
    day = dated_day(ctx, skip(ctx, start + 2, "op"))
    if day is None:
        return None
    inner = day[0]
    spec = Spec(
        of=narrowed(inner, lambda first, _: _in_week(week_stretch(first), unit, None)),
        grain=Precision.INTERVAL,
        index=inner.index,
        cycle=inner.cycle,
        relative=inner.relative,
    )
    return spec, day[1]


def nth_week(ctx: Context, place: int) -> Found | None:
    """Read "de eerste week van oktober (op vrijdag)", "laatste dag van mei"."""
    which = which_at(ctx, skip(ctx, place, "de", "het"))
    if which is None or not (which[0] == LAST or 1 <= which[0] <= 31):
        return None
    unit = ctx.lexicon.units.get(ctx.word(which[1]), "")
    weekday = weekday_at(ctx, which[1])
    if unit not in {"week", "weekend", "day"} and weekday is None:
        return None
    whole = _of_period(ctx, which[1] + 1 if weekday is None else weekday[1])
    if whole is None:
        return None
    spec, end = whole
    if weekday is not None:
        return _inside(spec, "weekday", which[0], weekday[0]), end
    day = weekday_at(ctx, skip(ctx, end, "op")) if unit == "week" else None
    if day is not None:
        return _inside(spec, unit, which[0], day[0]), day[1]
    return _inside(spec, unit, which[0], None), end


def _of_period(ctx: Context, place: int) -> Found | None:
    """Read "van oktober", "in 2016"."""
    if ctx.word(place) not in {"van", "in"}:
        return None
    whole = whole_period(ctx, skip(ctx, place + 1, "het"))
    if whole is None or whole[0].grain not in (Precision.MONTH, Precision.YEAR):
        return None
    return whole


def _inside(whole: Spec, unit: str, number: int, weekday: int | None) -> Spec:
    """Return the n-th week, weekend, day or weekday of a month or a year."""
    yearly = whole.grain is Precision.YEAR

    def nth(first: date, last: date) -> Stretch | None:
        edge = first if number > 0 else last
        if unit == "day":
            days = timedelta(days=number - 1 if number > 0 else 0)
            day = edge + days
            return day_stretch(day) if day <= last else None
        if unit == "weekday" and weekday is not None:
            if yearly and abs(number) > 1:
                return None
            return day_stretch(nth_weekday(edge.year, edge.month, weekday, number))
        if yearly and number > 0:
            week = week_stretch(date.fromisocalendar(edge.year, number, 1))
        else:
            week = week_of_month(edge.year, edge.month, number)
        return _in_week(week, unit, weekday)

    day = unit in {"day", "weekday"} or weekday is not None
    return Spec(
        of=narrowed(whole, nth),
        grain=Precision.DAY if day else Precision.INTERVAL,
        index=whole.index,
        cycle=whole.cycle,
        relative=whole.relative,
    )


def _in_week(week: Stretch, unit: str, weekday: int | None) -> Stretch | None:
    if week.first is None:
        return None
    if weekday is not None:
        return day_stretch(week.first + timedelta(days=weekday - 1))
    if unit == "weekend":
        saturday = week.first + timedelta(days=5)
        return days_stretch(saturday, saturday + timedelta(days=1))
    return week


def relative_week(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read "volgende week", "over twee weken", "deze week" as a count of weeks."""
    start = skip(ctx, place, "de")
    modifier = ctx.lexicon.modifiers.get(ctx.word(start))
    if modifier is not None and ctx.word(start + 1) == "week":
        return STEPS[modifier], start + 2
    if ctx.word(place) != "over":
        return None
    numbers = ctx.lexicon.numbers.cardinals
    count = ctx.number(place + 1) or numbers.get(ctx.word(place + 1))
    if count and ctx.lexicon.units.get(ctx.word(place + 2)) == "week":
        return count, place + 3
    return None


def week_and_weekday(ctx: Context, place: int) -> Found | None:
    """Read "volgende week (op) dinsdag" and "dinsdag (van) volgende week"."""
    week = relative_week(ctx, place)
    if week is not None and ctx.word(place) != "over":
        link = skip(ctx, skip(ctx, week[1], "-"), "op")
        day = weekday_at(ctx, link)
        return None if day is None else (_week_day(ctx, week[0], day[0]), day[1])
    day = weekday_at(ctx, place)
    if day is None:
        return None
    week = relative_week(ctx, skip(ctx, day[1], "van", "in"))
    if week is None:
        return None
    return _week_day(ctx, week[0], day[0]), week[1]


def _week_day(ctx: Context, weeks: int, weekday: int) -> Spec:
    week = week_stretch(ctx.on + timedelta(weeks=weeks))
    monday = week.first or ctx.on
    return fixed(day_stretch(monday + timedelta(days=weekday - 1)))


def bare_weekday(ctx: Context, place: int) -> Found | None:
    """Read a weekday alone: the nearest one."""
    day = weekday_at(ctx, place)
    if day is None:
        return None
    return weekday_spec(day[0]), day[1]


def weekday_spec(weekday: int) -> Spec:
    """Return the spec of a weekday in any week."""
    return Spec(
        of=lambda week: day_stretch(date.fromordinal(7 * week + weekday)),
        grain=Precision.DAY,
        cycle="week",
    )
