"""Days with a number: "18 augustus 2020", "2e jan.", "21-8-2019", "maandag 21"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kg.model import Precision
from kg.times.reader import (
    SEPARATORS,
    Context,
    Year,
    cardinal_at,
    month_at,
    ordinal_at,
    skip,
    spelled_year_at,
    weekday_at,
    year_after,
)
from kg.times.spec import Spec, cycle_index
from kg.times.stretch import Stretch, day_stretch, month_stretch

Found = tuple[Spec, int]


def day_spec(
    month: int, day: int, year: Year | None, weekday: int | None = None
) -> Spec | None:
    """Return the spec of a day of a month; None where no year has such a day."""
    try:
        date(2000, month, day)
    except ValueError:
        return None
    return Spec(
        of=lambda y: day_stretch(date(y, month, day)),
        grain=Precision.DAY,
        index=None if year is None else year.value,
        relative=year is not None and year.relative,
        weekday=weekday,
    )


def day_number_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read the number of a day, 1 to 31."""
    found = ordinal_at(ctx, place) or cardinal_at(ctx, place)
    return found if found is not None and 1 <= found[0] <= 31 else None


def dated_day(ctx: Context, place: int) -> Found | None:
    """Read a day of a month in any order and writing, with its weekday."""
    weekday = weekday_at(ctx, place)
    start = place if weekday is None else skip(ctx, weekday[1], ",")
    start = skip(ctx, start, "de") if weekday or ordinal_at(ctx, start + 1) else start
    said = None if weekday is None else weekday[0]
    found = (
        numeric_day(ctx, start, said)
        or worded_day(ctx, start, said)
        or month_first(ctx, start, said)
        or day_of_month_phrase(ctx, start)
    )
    if found is None and weekday is not None:
        return weekday_number(ctx, start, weekday[0])
    return found


def worded_day(ctx: Context, place: int, weekday: int | None) -> Found | None:
    """Read "18 augustus 2020", "vierde juli van 1995", "22/jan/2019", "3maart"."""
    number = day_number_at(ctx, place)
    if number is None:
        return None
    day, end = number
    if ctx.word(end) in SEPARATORS and ctx.glued(end):
        end += 1
    else:
        end = skip(ctx, skip(ctx, skip(ctx, end, "dag"), "van"), "de")
    month = month_at(ctx, end, beside=True)
    if month is None:
        return None
    return _with_year(ctx, month[0], day, month[1], weekday)


def month_first(ctx: Context, place: int, weekday: int | None) -> Found | None:
    """Read "januari de eerste (2032)"."""
    month = month_at(ctx, place, beside=True)
    if month is None:
        return None
    sign = skip(ctx, month[1], "/", "-")
    number = ordinal_at(ctx, skip(ctx, month[1], "de"))
    if number is None and ctx.habits.bare_units:
        number = cardinal_at(ctx, sign)
        number = None if number is None or number[0] > 31 else number
        if number is not None and ctx.word(number[1]) in {":", "-", "/", "e", "tot"}:
            return None
        if number is not None and ctx.number(sign) is not None:
            return _with_year(ctx, month[0], number[0], number[1], weekday)
    if number is None or ctx.word(number[1]) in ctx.lexicon.units:
        return None
    if ctx.number(number[1] - 1) is None and ctx.word(month[1]) != "de":
        return None
    return _with_year(ctx, month[0], number[0], number[1], weekday)


def _with_year(
    ctx: Context, month: int, day: int, end: int, weekday: int | None
) -> Found | None:
    year = year_after(ctx, end)
    if year is None:
        spelled = spelled_year_at(ctx, end)
        year = None if spelled is None else (Year(value=spelled[0]), spelled[1])
    spec = day_spec(month, day, None if year is None else year[0], weekday)
    return None if spec is None else (spec, end if year is None else year[1])


def numeric_day(ctx: Context, place: int, weekday: int | None) -> Found | None:
    """Read "2019-09-17", "21-8-2019", "1.9.19", "11/7/2016", and "12/5" in context."""
    values, end = number_row(ctx, place)
    if len(values) == 3:
        year, month, day = values
        lengths = [len(ctx.tokens[place + n].text) for n in (0, 2, 4)]
        if lengths[0] != 4:
            day, month, year = values
            if month > 12 >= day:
                day, month = month, day
            if lengths[2] == 2:
                year += 2000 if year < 70 else 1900
            elif lengths[2] != 4:
                return None
        spec = day_spec(month, day, Year(value=year), weekday)
        valid = spec is not None and 1000 <= year <= 2999 and spec_exists(spec)
        return (spec, end) if valid and spec is not None else None
    if len(values) == 2 and not _looks_like_fraction(ctx, place, end):
        day, month = values
        if month > 12 >= day:
            day, month = month, day
        spec = day_spec(month, day, None, weekday)
        return None if spec is None else (spec, end)
    return None


def number_row(ctx: Context, place: int) -> tuple[list[int], int]:
    """Return up to three numbers joined by one sign, and where they end."""
    first = ctx.number(place)
    if first is None or (ctx.glued(place) and ctx.word(place - 1)[-1:].isalnum()):
        return [], place
    values, end, sign = [first], place + 1, ctx.word(place + 1)
    while sign in SEPARATORS and ctx.word(end) == sign and ctx.glued(end):
        number = ctx.number(end + 1)
        if number is None or not ctx.glued(end + 1):
            break
        values.append(number)
        end += 2
        if len(values) == 3:
            break
    tail = ctx.word(end)
    if ctx.glued(end) and tail[:1].isalpha() and tail != "uur":
        return [], place
    return values, end


def _looks_like_fraction(ctx: Context, place: int, end: int) -> bool:
    """Tell whether two joined numbers stand without anything that makes them a day."""
    if ctx.word(place + 1) == "." or ctx.word(end) in {"%", "van", "deel"}:
        return True
    if place == 0 and end >= len(ctx.tokens):
        return False
    before = ctx.word(place - 1)
    if ctx.lexicon.modifiers.get(before) or ctx.word(place - 1) in {"op", "datum"}:
        return False
    return weekday_at(ctx, place - 1) is None and weekday_at(ctx, place - 2) is None


def spec_exists(spec: Spec) -> bool:
    """Tell whether a spec with a known year names a day that exists."""
    try:
        return spec.index is None or spec.of(spec.index) is not None
    except (ValueError, OverflowError):
        return False


def month_phrase(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read "(de) volgende maand", "deze maand", "de maand" as a count of months."""
    start = skip(ctx, place, "de")
    modifier = ctx.lexicon.modifiers.get(ctx.word(start))
    if modifier is None:
        if start == place:
            return None
        modifier, start = "this", start - 1
    if ctx.word(start + 1) != "maand":
        return None
    steps = {"this": 0, "previous": -1, "past": -1, "next": 1, "coming": 1}
    return cycle_index("month", ctx.on) + steps[modifier], start + 2


def in_month(day: int) -> Callable[[int], Stretch | None]:
    """Return the function from the month, counted from year 0, to its day."""
    return lambda index: day_stretch(date(index // 12, index % 12 + 1, day))


def day_of_month_phrase(ctx: Context, place: int) -> Found | None:
    """Read "de 15e (dag) van volgende maand"."""
    number = ordinal_at(ctx, skip(ctx, place, "de"))
    if number is None or not 1 <= number[0] <= 31:
        return None
    start = skip(ctx, skip(ctx, number[1], "dag"), "van")
    month = month_phrase(ctx, start)
    if month is None or start == number[1]:
        return None
    spec = Spec(
        of=in_month(number[0]),
        grain=Precision.DAY,
        index=month[0],
        cycle="month",
        relative=True,
    )
    return spec, month[1]


def weekday_number(ctx: Context, place: int, weekday: int) -> Found | None:
    """Read "maandag (de) 21" after the weekday: the nearest such day."""
    number = day_number_at(ctx, place)
    article = ctx.word(place) == "een"  # "woensdag een bezoek"
    if number is None or article or ctx.word(number[1]) in ctx.lexicon.units:
        return None
    day = number[0]

    def of(index: int) -> Stretch | None:
        stretch = in_month(day)(index)
        right = stretch and stretch.first and stretch.first.isoweekday() == weekday
        return stretch if right else None

    plural = ctx.word(number[1])
    if plural.isalpha() and (plural.endswith("en") or plural in ctx.lexicon.counted):
        return None
    return Spec(of=of, grain=Precision.DAY, cycle="month"), number[1]


def bare_day(ctx: Context, place: int) -> Found | None:
    """Read "de 12e" where the reading takes it for a day of this or a near month."""
    article = ctx.word(place) == "de"
    before = ctx.word(place - 1)
    if not ctx.habits.bare_units or not (article or before == "op"):
        return None
    number = ordinal_at(ctx, place + 1) if article else cardinal_at(ctx, place)
    if number is None or not 1 <= number[0] <= 31:
        return None
    spelled = ctx.number(place + article) is None
    follows = ctx.word(number[1])
    if follows in ctx.lexicon.units or (spelled and not (article and before == "op")):
        return None
    if not article and (follows.endswith("en") or follows in {"%", "-", "/", ":"}):
        return None
    spec = Spec(of=in_month(number[0]), grain=Precision.DAY, cycle="month")
    return spec, number[1]


def month_year(ctx: Context, place: int) -> Found | None:
    """Read "augustus 2020", "juni van 1992", "dec/2018", "mei", "2016-11"."""
    values, end = number_row(ctx, place)
    if len(values) == 2 and ctx.word(place + 1) in {"-", "/"}:
        return _numeric_month(ctx, place, values, end)
    named = skip(ctx, place, "de")
    named = named + 1 if ctx.word(named) == "maand" else place
    month = month_at(ctx, named, beside=named > place)
    if month is None:
        return None
    number, after = month
    year = year_after(ctx, after)
    spec = Spec(
        of=lambda y: month_stretch(y, number),
        grain=Precision.MONTH,
        index=None if year is None else year[0].value,
        relative=year is not None and year[0].relative,
    )
    return spec, after if year is None else year[1]


def _numeric_month(
    ctx: Context, place: int, values: list[int], end: int
) -> Found | None:
    year, month = values
    if len(ctx.tokens[place].text) != 4:
        month, year = values
        if len(ctx.tokens[place + 2].text) != 4:
            return None
    low, high = ctx.lexicon.bare_years
    if not (1 <= month <= 12 and low <= year <= high):
        return None
    spec = Spec(of=lambda y: month_stretch(y, month), grain=Precision.MONTH, index=year)
    return spec, end
