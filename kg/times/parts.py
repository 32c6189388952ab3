"""Parts of months, years and weeks: "medio mei 2022", "eind van de maand"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.model import Precision
from kg.times.dates import Found, month_phrase, month_year
from kg.times.periods import decade, of_year
from kg.times.reader import Context, count_at, relative_year_at, skip
from kg.times.spec import Spec, fixed, narrowed
from kg.times.stretch import (
    Stretch,
    month_end,
    month_stretch,
    months_stretch,
    week_stretch,
    year_stretch,
    years_stretch,
)
from kg.times.units import STEPS
from kg.times.years import whole_year


def whole_period(ctx: Context, place: int) -> Found | None:
    """Read the month, year or week that a part belongs to."""
    found = month_year(ctx, place) or whole_year(ctx, place)
    if found is not None:
        return found
    year = relative_year_at(ctx, place) if ctx.word(place - 1) == "van" else None
    if year is not None:
        return of_year(year_stretch, Precision.YEAR, year[0]), year[1]
    month = month_phrase(ctx, place)
    if month is None:
        return None
    spec = Spec(
        of=lambda m: month_stretch(m // 12, m % 12 + 1),
        grain=Precision.MONTH,
        index=month[0],
        cycle="month",
        relative=True,
    )
    return spec, month[1]


def part(ctx: Context, place: int) -> Found | None:
    """Read "begin 2024", "medio mei 2022", "(het) einde van de maand"."""
    start = skip(ctx, place, "het")
    name = ctx.lexicon.parts.get(ctx.word(start))
    if name is None:
        return None
    start = (
        skip(ctx, skip(ctx, start + 1, "van"), "de") if _of(ctx, start) else start + 1
    )
    week = ctx.lexicon.units.get(ctx.word(start))
    if week == "week" and ctx.word(start - 1) == "de":
        return fixed(part_of_week(ctx, name, ctx.on)), start + 1
    modifier = ctx.lexicon.modifiers.get(ctx.word(start))
    if modifier is not None and ctx.word(start + 1) == "week":
        day = ctx.on + timedelta(weeks=STEPS[modifier])
        return fixed(part_of_week(ctx, name, day)), start + 2
    if ctx.word(start) == "maand" and ctx.word(start - 1) == "de":
        start -= 1
    whole = whole_period(ctx, start)
    if whole is None:
        return part_of_decade(ctx, name, start)
    return part_of(ctx, whole[0], name), whole[1]


def half_of_decade(ctx: Context, place: int) -> Found | None:
    """Read "(de) tweede helft van de jaren tachtig"."""
    start = skip(ctx, place, "de")
    which = {"eerste": "first", "tweede": "second"}.get(ctx.word(start))
    if which is None or ctx.word(start + 1) != "helft" or ctx.word(start + 2) != "van":
        return None
    return part_of_decade(ctx, which, start + 3)


def part_of_decade(ctx: Context, name: str, place: int) -> Found | None:
    """Return the begin, middle, end or half of the decade that stands there."""
    found = decade(ctx, place)
    whole = None if found is None else found[0].of(0)
    if found is None or whole is None or whole.first is None:
        return None
    first, last = ctx.lexicon.decade_parts[name]
    year = whole.first.year
    stretch = years_stretch(year + first, year + last, Precision.INTERVAL)
    return fixed(stretch, relative=False), found[1]


def _of(ctx: Context, place: int) -> bool:
    return ctx.word(place + 1) in {"van", "de"}


def part_of_week(ctx: Context, name: str, day: date) -> Stretch:
    """Return the begin, middle or end of the week that holds the day."""
    monday = week_stretch(day).first or day
    first, last = ctx.habits.week_parts[name]
    return Stretch(
        first=date.fromordinal(monday.toordinal() + first - 1),
        last=date.fromordinal(monday.toordinal() + last - 1),
        precision=Precision.INTERVAL,
    )


def part_of(ctx: Context, whole: Spec, name: str) -> Spec:
    """Return the begin, middle or end of a month or a year."""
    if whole.grain is Precision.MONTH:
        first, last = ctx.habits.month_parts[name]
        grain = Precision.PART_OF_MONTH
    else:
        habits = ctx.habits
        table = habits.relative_year_parts if whole.relative else habits.year_parts
        first, last = table[name]
        grain = Precision.PART_OF_YEAR

    def piece(start: date, _: date) -> Stretch:
        if grain is Precision.PART_OF_YEAR:
            found = months_stretch(start.year, first, last, grain)
        else:
            end = month_end(start.year, start.month)
            found = Stretch(
                first=start.replace(day=first),
                last=start.replace(day=min(last, end.day)),
                precision=grain,
            )
        return replace(found, ends=name == "end")

    return replace(whole, of=narrowed(whole, piece), grain=grain)


def first_months(ctx: Context, place: int) -> Found | None:
    """Read "(de) eerste drie maanden van 2021", "laatste twee weken van mei"."""
    start = skip(ctx, place, "de")
    which = ctx.word(start)
    if which not in {"eerste", "laatste"}:
        return None
    count = count_at(ctx, start + 1)
    amount, end = count if count is not None else (1.0, start + 1)
    if count is None and ctx.word(end).endswith("en"):
        unit = ctx.lexicon.units.get(ctx.word(end), "")
        amount = float(ctx.lexicon.vague_edges.get(unit, 1))
        count = amount, end
    unit = ctx.lexicon.units.get(ctx.word(end), "")
    if unit not in {"day", "week", "month"} or (count is None and unit == "week"):
        return None
    whole = whole_period(ctx, end + 2) if ctx.word(end + 1) == "van" else None
    if whole is None and ctx.word(end + 1) == "van":
        return None
    if whole is None:
        return None
    return piece_of(whole[0], int(amount), unit, last=which == "laatste"), whole[1]


def piece_of(whole: Spec, count: int, unit: str, *, last: bool) -> Spec:
    """Return the first or last so many days, weeks or months of a period."""
    days = {"day": 1, "week": 7}

    def piece(first: date, end: date) -> Stretch:
        if unit == "month":
            month = end.month - count + 1 if last else first.month
            return months_stretch(
                first.year, month, month + count - 1, Precision.INTERVAL
            )
        length = count * days[unit] - 1
        if last:
            first = date.fromordinal(end.toordinal() - length)
        else:
            end = date.fromordinal(first.toordinal() + length)
        grain = Precision.DAY if first == end else Precision.INTERVAL
        return Stretch(first=first, last=end, precision=grain)

    return replace(whole, of=narrowed(whole, piece), grain=Precision.INTERVAL)
