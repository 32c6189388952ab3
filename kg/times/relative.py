"""What is said from the reference day: "gisteren", "vorig jaar", "komende maandag"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kg.times.dates import Found, dated_day, month_year
from kg.times.distances import reach
from kg.times.durations import Duration, duration_of
from kg.times.periods import holiday, season
from kg.times.reader import Context, count_at, skip, unit_at, weekday_at
from kg.times.spec import Way, fixed
from kg.times.stretch import day_stretch, week_stretch
from kg.times.units import STEPS, period_of
from kg.times.weeks import weekday_spec


def relative_day(ctx: Context, place: int) -> Found | None:
    """Read "gisteren(avond)", "vandaag", "overmorgen"."""
    days = ctx.lexicon.days.get(ctx.word(place))
    if days is None:
        return None
    idiom = ctx.word(place) == "vandaag" and ctx.word(place + 2) == "dag"
    noun = ctx.word(place - 1) in {"goede", "de", "volgende", "vorige", "een"}
    so_far = ctx.word(place) == "heden" and ctx.word(place - 1) in {"op", "tot"}
    if idiom or so_far or (ctx.word(place) == "morgen" and noun):
        return None
    end = skip(ctx, place + 1, "avond", "ochtend", "middag", "nacht")
    return fixed(day_stretch(ctx.on + timedelta(days=days))), end


def modified(ctx: Context, place: int) -> Found | None:
    """Read a modifier with its period, month, season, weekday or holiday."""
    start, modifier = place, ctx.lexicon.modifiers.get(ctx.word(place))
    if modifier is None:
        return counted_then_modified(ctx, place)
    second = ctx.lexicon.modifiers.get(ctx.word(start + 1))
    if second is not None:
        modifier, start = second, start + 1
    count = count_at(ctx, start + 1)
    if count is not None and modifier != "this":
        found = stretch_of_units(ctx, modifier, count[0], count[1])
        if found is not None:
            return found
    return modified_period(ctx, modifier, start + 1) or modified_name(
        ctx, modifier, start + 1, start
    )


def counted_then_modified(ctx: Context, place: int) -> Found | None:
    """Read "2 aankomende maanden"."""
    count = count_at(ctx, place)
    if count is None:
        return None
    modifier = ctx.lexicon.modifiers.get(ctx.word(count[1]))
    if modifier in {None, "this"}:
        return None
    return stretch_of_units(ctx, modifier or "", count[0], count[1] + 1)


def stretch_of_units(
    ctx: Context, modifier: str, count: float, place: int
) -> Found | None:
    """Return "(de komende) vier jaar": so many units before or after the day."""
    unit = unit_at(ctx, place)
    if unit is None or ctx.word(unit[1]) == "geleden":
        return None
    length = duration_of(count, unit[0])
    return reach(ctx, length, future=modifier in {"next", "coming"}), unit[1]


def modified_period(ctx: Context, modifier: str, place: int) -> Found | None:
    """Read the unit after a modifier: "(vorige) week", "(de afgelopen) maanden"."""
    unit = unit_at(ctx, place)
    if unit is None:
        return None
    name, end = unit
    if ctx.word(place).endswith("en") and name != "weekend":
        most = ctx.lexicon.vague_plurals.get(name)
        if most is None or modifier == "this":
            return None
        length = duration_of(most, name)
        return reach(ctx, length, future=modifier in {"next", "coming"}), end
    if name == "year" and modifier == "past" and ctx.habits.rolling_year:
        return reach(ctx, Duration(months=12), future=False), end
    steps = STEPS[modifier]
    if name == "weekend" and modifier == "coming" and ctx.on.isoweekday() < 6:
        steps = 0
    return fixed(period_of(name, ctx.on, steps)), end


def modified_name(ctx: Context, modifier: str, place: int, start: int) -> Found | None:
    """Read the name after a modifier: "(afgelopen) juli", "(komende) 18 augustus"."""
    found = (
        dated_day(ctx, place)
        or season(ctx, place)
        or holiday(ctx, place)
        or month_year(ctx, place)
    )
    if found is None:
        return modified_weekday(ctx, modifier, place)
    spec, end = found
    if not spec.floats:
        return found if start < place else None
    if modifier == "this":
        here = ctx.on.year if spec.cycle == "year" else None
        return replace(spec, index=here, relative=True), end
    way: Way = "last" if modifier in {"previous", "past"} else "next"
    return replace(spec, way=way, relative=True), end


def modified_weekday(ctx: Context, modifier: str, place: int) -> Found | None:
    """Read the weekday after a modifier: "(vorige) maandag", "(komende) vrijdag"."""
    weekday = weekday_at(ctx, place)
    if weekday is None:
        return None
    spec = weekday_spec(weekday[0])
    if modifier in {"past", "coming"}:
        way: Way = "last" if modifier == "past" else "next"
        return replace(spec, way=way, relative=True), weekday[1]
    monday = week_stretch(ctx.on + timedelta(weeks=STEPS[modifier])).first or ctx.on
    day = monday + timedelta(days=weekday[0] - 1)
    return fixed(day_stretch(day)), weekday[1]
