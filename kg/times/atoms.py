"""One time as such, without preposition: the longest of what all readers find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.times.dates import (
    Found,
    bare_day,
    dated_day,
    day_number_at,
    month_phrase,
    month_year,
    numeric_day,
)
from kg.times.distances import ago, ahead, bare_unit, within_period
from kg.times.durations import duration_of, shift
from kg.times.parts import first_months, half_of_decade, part
from kg.times.periods import decade, holiday, quarter, season
from kg.times.reader import (
    Context,
    count_at,
    phrase_at,
    relative_year_at,
    skip,
    unit_at,
    weekday_at,
)
from kg.times.relative import modified, relative_day
from kg.times.spec import Spec, Way, fixed
from kg.times.stretch import Stretch, day_stretch
from kg.times.weeks import (
    bare_weekday,
    nth_week,
    week_and_weekday,
    week_number,
    week_of_day,
)
from kg.times.years import whole_year

Reader = Callable[[Context, int], Found | None]


def year_first(ctx: Context, place: int) -> Found | None:
    """Read "volgend jaar maart", "vorig jaar zomer"."""
    year = relative_year_at(ctx, place)
    if year is None:
        return None
    start = skip(ctx, year[1], "in", "op")
    found = dated_day(ctx, start) or month_year(ctx, start) or season(ctx, start)
    if found is None or not found[0].floats or found[0].cycle != "year":
        return None
    return replace(found[0], index=year[0].value, relative=True), found[1]


def weekday_from_now(ctx: Context, place: int) -> Found | None:
    """Read "vandaag over een week", "morgen over twee weken"."""
    day = relative_day(ctx, place)
    if day is None or ctx.word(day[1]) != "over":
        return None
    count = count_at(ctx, day[1] + 1)
    unit = None if count is None else unit_at(ctx, count[1])
    start = day[0].of(0)
    if count is None or unit is None or start is None or start.first is None:
        return None
    moved = shift(start.first, duration_of(count[0], unit[0]))
    return fixed(day_stretch(moved)), unit[1]


def part_of_relative(ctx: Context, place: int) -> Found | None:
    """Read "begin volgende week", "eind volgend weekend": the period is what counts."""
    start = skip(ctx, place, "het")
    name = ctx.lexicon.parts.get(ctx.word(start))
    if name is None:
        return None
    return modified(ctx, skip(ctx, start + 1, "van")) or season(
        ctx, skip(ctx, skip(ctx, start + 1, "van"), "de")
    )


READERS: tuple[Reader, ...] = (
    dated_day,
    part,
    half_of_decade,
    first_months,
    nth_week,
    week_and_weekday,
    year_first,
    month_year,
    quarter,
    week_number,
    week_of_day,
    within_period,
    ago,
    ahead,
    modified,
    season,
    holiday,
    decade,
    weekday_from_now,
    relative_day,
    bare_weekday,
    whole_year,
    bare_day,
    bare_unit,
    part_of_relative,
)


def atom_at(ctx: Context, place: int) -> Found | None:
    """Read one time and the "jl." or "a.s." after it.

    What lies outside the years 1 to 9999 is not found.
    """
    if place not in ctx.memo:
        word = ctx.word(place)
        may = word in ctx.lexicon.starters or ctx.number(place) is not None
        ctx.memo[place] = _longest(ctx, place) if may else None
    found: Found | None = ctx.memo[place]
    return found


def _longest(ctx: Context, place: int) -> Found | None:
    best: Found | None = None
    for reader in READERS:
        try:
            found = reader(ctx, place)
        except (ValueError, OverflowError):
            continue
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return None if best is None else suffixed(ctx, *best)


def suffixed(ctx: Context, spec: Spec, end: int) -> Found:
    """Apply "jl.", "ll.", "a.s." and their long forms."""
    start = skip(ctx, end, ",")
    suffix = phrase_at(ctx, start, ctx.lexicon.suffixes)
    if suffix is None:
        return spec, end
    capital = ctx.tokens[start].text.isupper() and len(ctx.tokens[start].text) > 1
    if capital or ctx.word(suffix[1]) in ctx.lexicon.hot:
        return spec, end
    way: Way = "last" if suffix[0] == "past" else "next"
    return replace(spec, way=way), suffix[1]


def loose_day(ctx: Context, place: int) -> Found | None:
    """Read "1-10" or "25/10" as a day, where a range makes clear that it is one."""
    found = numeric_day(ctx, place, None)
    if found is not None:
        return found
    end = place + 3
    numbers = ctx.number(place), ctx.number(place + 2)
    sign = ctx.word(place + 1)
    joined = sign in {"-", "/"} and ctx.glued(place + 1) and ctx.glued(place + 2)
    more = ctx.word(end) == sign and ctx.glued(end)
    if not joined or more or None in numbers:
        return None
    day, month = numbers[0] or 0, numbers[1] or 0

    def of(year: int) -> Stretch:
        return day_stretch(ctx.on.replace(year=year, month=month, day=day))

    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return replace(fixed(day_stretch(ctx.on)), of=of, index=None, relative=False), end


def day_before_link(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read the day number that opens "18-19 november"."""
    weekday = weekday_at(ctx, place)
    start = skip(ctx, place if weekday is None else weekday[1], "de")
    return day_number_at(ctx, start)


def month_then_days(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read "volgende maand van" before a range of days."""
    month = month_phrase(ctx, place)
    if month is None:
        return None
    return month[0], skip(ctx, month[1], "van")
