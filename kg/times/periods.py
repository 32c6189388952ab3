"""Years and their parts: "medio 2024", "Q3 2021", "zomer 2021", "de jaren '90"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.model import Precision
from kg.times.dates import Found, month_year
from kg.times.reader import (
    LAST,
    Context,
    Year,
    ordinal_at,
    phrase_at,
    plain_year_at,
    skip,
    starts_sentence,
    which_at,
    year_after,
)
from kg.times.spec import Spec, fixed, narrowed
from kg.times.stretch import (
    Stretch,
    days_stretch,
    easter,
    months_stretch,
    nth_weekday,
    years_stretch,
)

LENGTHS = {"quarter": 3, "half": 6}


def of_year(
    of: Callable[[int], Stretch | None], grain: Precision, year: Year | None
) -> Spec:
    """Return the spec of something that comes once a year."""
    return Spec(
        of=of,
        grain=grain,
        index=None if year is None else year.value,
        relative=year is not None and year.relative,
    )


def linked_year(ctx: Context, place: int) -> tuple[Year | None, int]:
    """Read an optional year; without one the place stays the same."""
    found = year_after(ctx, place)
    return (None, place) if found is None else found


def season(ctx: Context, place: int) -> Found | None:
    """Read "(de) zomer (van) 2016", "het najaar", "voorjaar van volgend jaar"."""
    name = ctx.word(place)
    bounds = ctx.lexicon.seasons.get(name)
    if bounds is None:
        return None
    (month, day), (last_month, last_day) = bounds
    wraps = (last_month, last_day) < (month, day)

    def of(year: int) -> Stretch | None:
        return days_stretch(
            date(year, month, day),
            date(year + wraps, last_month, last_day),
            Precision.SEASON,
        )

    year, end = linked_year(ctx, place + 1)
    if year is None and ctx.capital(place) and not starts_sentence(ctx, place):
        return None
    follows = ctx.number(end + 1)
    if wraps and year and ctx.word(end) in {"-", "/"} and ctx.glued(end + 1):
        end = end + 2 if follows in {year.value + 1, (year.value + 1) % 100} else end
    return of_year(of, Precision.SEASON, year), end


def quarter(ctx: Context, place: int) -> Found | None:
    """Read "Q3 2021", "2017 Q3", "eerste helft van mei", "2e kwartaal van 2020"."""
    year = plain_year_at(ctx, place)
    if year is not None:
        found = short_quarter(ctx, skip(ctx, year[1], "-"))
        if found is None or not found[0].floats:
            return None
        return replace(found[0], index=year[0].value), found[1]
    return short_quarter(ctx, place) or worded_quarter(ctx, place)


def short_quarter(ctx: Context, place: int) -> Found | None:
    """Read "Q3 (2021)" or "H1"."""
    letter, number = ctx.word(place), ctx.number(place + 1)
    if letter not in {"q", "h", "k"} or number is None:
        return None
    unit = "half" if letter == "h" else "quarter"
    sticks = ctx.glued(place + 1) and ctx.capital(place)
    if not sticks or not 1 <= number <= 12 // LENGTHS[unit]:
        return None
    return _part(ctx, unit, number, place + 2)


def worded_quarter(ctx: Context, place: int) -> Found | None:
    """Read "(het) eerste kwartaal van 2023", "laatste helft van mei"."""
    which = which_at(ctx, skip(ctx, place, "het", "de"))
    if which is None:
        return None
    words = {"kwartaal": "quarter", "helft": "half", "halfjaar": "half"}
    unit = words.get(ctx.word(which[1]), "")
    if unit == "half":
        half = half_of_month(ctx, which[0], which[1] + 1)
        if half is not None or linked_year(ctx, which[1] + 1)[0] is None:
            return half
    if not unit or not LAST <= which[0] <= 12 // LENGTHS[unit]:
        return None
    return _part(ctx, unit, which[0] % (12 // LENGTHS[unit] + 1), which[1] + 1)


def _part(ctx: Context, unit: str, number: int, end: int) -> Found:
    length = LENGTHS[unit]
    grain = Precision.QUARTER if unit == "quarter" else Precision.HALF
    year, end = linked_year(ctx, end)

    def of(index: int) -> Stretch:
        return months_stretch(index, length * (number - 1) + 1, length * number, grain)

    return of_year(of, grain, year), end


def half_of_month(ctx: Context, number: int, place: int) -> Found | None:
    """Read the month after "eerste helft": days 1 to 15, or 16 to the end."""
    if ctx.word(place) != "van":
        return None
    month = month_year(ctx, place + 1)
    if month is None or month[0].grain is not Precision.MONTH:
        return None
    whole = month[0]

    def half(first: date, last: date) -> Stretch | None:
        if number == 1:
            last = first.replace(day=15)
        else:
            first = first.replace(day=16)
        return days_stretch(first, last, Precision.PART_OF_MONTH)

    of = narrowed(whole, half)
    return replace(whole, of=of, grain=Precision.PART_OF_MONTH), month[1]


def decade(ctx: Context, place: int) -> Found | None:
    """Read "de jaren '90", "jaren negentig", "jaren 1990", "'90s", "de 19e eeuw"."""
    start = skip(ctx, place, "de")
    century = ordinal_at(ctx, start)
    if century is not None and ctx.word(century[1]) == "eeuw" and century[0] <= 21:
        base = 100 * (century[0] - 1)
        stretch = years_stretch(max(base, 1), base + 99, Precision.INTERVAL)
        return fixed(stretch, relative=False), century[1] + 1
    named = ctx.word(start) == "jaren"
    digits = skip(ctx, start + 1 if named else start, "'")
    number = ctx.number(digits)
    if number is None and named:
        number = ctx.lexicon.numbers.cardinals.get(ctx.word(digits))
    if number is None or number % 10 or (number > 99 and number < 1000):
        return None
    plural = ctx.word(digits + 1) == "s" and ctx.glued(digits + 1)
    if not named and not (plural and start == place):
        return None
    if number < 100 and number < 20 and not plural and not named:
        return None
    first = number if number > 99 else 1900 + number
    stretch = years_stretch(first, first + 9, Precision.DECADE)
    return fixed(stretch, relative=False), digits + 1 + plural


def holiday(ctx: Context, place: int) -> Found | None:
    """Read a day with a name, with its year."""
    names = phrase_at(ctx, place, ctx.lexicon.holidays.names)
    if names is None:
        return None
    kind, end = names
    words = tuple(ctx.word(n) for n in range(place, end))
    table = ctx.lexicon.holidays

    def of(year: int) -> Stretch:
        if kind == "fixed":
            day = date(year, *table.fixed[words])
        elif kind == "easter":
            day = date.fromordinal(easter(year).toordinal() + table.easter[words])
        else:
            month, weekday, number, more = table.nth[words]
            day = nth_weekday(year, month, weekday, number)
            day = date.fromordinal(day.toordinal() + more)
        return Stretch(first=day, last=day, precision=Precision.DAY)

    year, end = linked_year(ctx, end)
    return of_year(of, Precision.DAY, year), end
