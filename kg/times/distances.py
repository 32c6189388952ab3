"""How far from the reference day: "zes maanden geleden", "later dit jaar"."""

from __future__ import annotations

from datetime import timedelta

from kg.model import Precision
from kg.times.dates import Found
from kg.times.durations import Duration, duration_of, shift
from kg.times.reader import Context, count_at, phrase_at, skip, unit_at
from kg.times.spec import Spec, fixed
from kg.times.stretch import Stretch, before, day_stretch, days_stretch
from kg.times.units import DAY, STEPS, period_of

BARE_ARTICLES = frozenset({"de", "het", "dezelfde", "hetzelfde", "datzelfde"})
BARE_UNITS = frozenset({"dag", "week", "maand", "jaar", "weekend"})
BARE_STEPS = {"ervoor": -1, "daarvoor": -1, "erna": 1, "daarna": 1, "erop": 1}


def reach(ctx: Context, length: Duration, *, future: bool) -> Spec:
    """Return so long a stretch before the reference day, or after it."""
    if future:
        first, last = ctx.on + DAY, shift(ctx.on, length)
    else:
        first, last = shift(ctx.on, length, -1), ctx.on - DAY
    return fixed(
        Stretch(first=min(first, last), last=last, precision=Precision.INTERVAL)
    )


def within_period(ctx: Context, place: int) -> Found | None:
    """Read "eerder dit jaar", "later deze week", "later in het jaar"."""
    found = phrase_at(ctx, place, ctx.lexicon.later)
    if found is None:
        return None
    start = skip(ctx, found[1], "in")
    article = skip(ctx, start, "de", "het", "mijn")
    modifier = ctx.lexicon.modifiers.get(ctx.word(article))
    unit = unit_at(ctx, article + (modifier is not None))
    if unit is None or (modifier is None and article == start):
        return None
    steps = STEPS[modifier or "this"]
    stretch = _portion(ctx, found[0], period_of(unit[0], ctx.on, steps), steps)
    return None if stretch is None else (fixed(stretch), unit[1])


def _portion(ctx: Context, which: str, whole: Stretch, steps: int) -> Stretch | None:
    """Return the earlier, later or remaining portion of a period."""
    if whole.first is None or whole.last is None:
        return None
    first, last = whole.first, whole.last
    middle = first + timedelta(days=((last - first).days + 1) // 2)
    if (first.day, first.month, last.month) == (1, 1, 12):
        middle = first.replace(month=7)
    if which == "earlier":
        last = middle - DAY if steps else ctx.on - DAY
    elif which == "rest":
        first = ctx.on
    elif steps:
        first = middle
    else:
        first = max(ctx.on, middle) if ctx.habits.halves else ctx.on
    return days_stretch(first, last)


def ago(ctx: Context, place: int) -> Found | None:
    """Read "zes maanden geleden", "minder dan een jaar geleden"."""
    bound = phrase_at(ctx, place, ctx.lexicon.bounds)
    length = length_at(ctx, place if bound is None else bound[1])
    if length is None or ctx.word(length[2]) != "geleden":
        return None
    unit, duration, end = length
    return _bounded(ctx, unit, duration, bound and bound[0]), end + 1


def ahead(ctx: Context, place: int) -> Found | None:
    """Read "over twee weken", "binnen drie dagen", "in minder dan een jaar"."""
    if ctx.word(place) not in {"over", "binnen", "in"}:
        return None
    bound = phrase_at(ctx, place + 1, ctx.lexicon.bounds)
    if ctx.word(place) == "in" and (bound is None or bound[0] != "less"):
        return None
    length = length_at(ctx, place + 1 if bound is None else bound[1])
    if length is None or ctx.word(length[2]) in {"van", "aan"}:
        return None
    unit, duration, end = length
    if ctx.word(place) != "over" or bound is not None:
        return reach(ctx, duration, future=True), end
    return fixed(moment(ctx, unit, duration, 1)), end


def length_at(ctx: Context, place: int) -> tuple[str, Duration, int] | None:
    """Read a count and a unit of time."""
    count = count_at(ctx, place)
    unit = None if count is None else unit_at(ctx, count[1])
    if count is None or unit is None:
        return None
    return unit[0], duration_of(count[0], unit[0]), unit[1]


def _bounded(ctx: Context, unit: str, length: Duration, bound: str | None) -> Spec:
    """Return a moment ago, or what "minder dan" and "meer dan" make of it."""
    if bound == "less":
        return reach(ctx, length, future=False)
    whole = moment(ctx, unit, length, -1)
    return fixed(whole if bound is None else before(whole))


def moment(ctx: Context, unit: str, length: Duration, times: int) -> Stretch:
    """Return the day so far away, or the whole unit around it in a vaguer reading."""
    day = shift(ctx.on, length, times)
    broad = {"half": "month", "weekend": "week", "quarter": "month"}.get(unit, unit)
    if not ctx.habits.whole_units:
        return day_stretch(day)
    if broad == "year" and length.months % 12:
        broad = "month"
    return period_of(broad, day, 0)


def bare_unit(ctx: Context, place: int) -> Found | None:
    """Read "de maand", "het weekend", "dezelfde maand", "de dag ervoor"."""
    unit = unit_at(ctx, place + 1)
    known = ctx.word(place) in BARE_ARTICLES and ctx.word(place + 1) in BARE_UNITS
    if unit is None or not known or not ctx.habits.bare_units:
        return None
    step = BARE_STEPS.get(ctx.word(unit[1]), 0)
    if unit[0] == "day" and not step:
        return None
    return fixed(period_of(unit[0], ctx.on, step)), unit[1] + (step != 0)
