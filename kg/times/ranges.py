"""Times with two ends: "van 3 tot 8 augustus 2021", "tussen 2014-2019"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model import Precision, TimeAnchor
from kg.times.atoms import atom_at, day_before_link, loose_day, month_then_days
from kg.times.chooser import Chooser
from kg.times.dates import Found, in_month
from kg.times.lexicon import Phrases
from kg.times.reader import Context, phrase_at, skip
from kg.times.spec import Spec, anchor_of, fixed, narrowed
from kg.times.stretch import Stretch, day_stretch, month_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found at the tokens `[begin, end)`; `spec` is a plain time's."""

    begin: int
    end: int
    stretch: Stretch
    anchor: TimeAnchor
    spec: Spec | None = None


def range_at(ctx: Context, chooser: Chooser, place: int) -> Outcome | None:
    """Read a range with two ends."""
    month = month_then_days(ctx, place)
    if month is not None:
        days = days_of_month(ctx, place, *month)
        if days is not None:
            return days
    opener = phrase_at(ctx, place, ctx.lexicon.openers)
    start = place if opener is None else opener[1]
    between = opener is not None and opener[0] == "tussen"
    links = ctx.lexicon.between if between else ctx.lexicon.links
    pair = day_pair(ctx, start, links, opened=opener is not None) or time_pair(
        ctx, start, links, opened=opener is not None
    )
    if pair is None:
        return None
    first, last, link, end = pair
    chosen = chooser.pair(first, last)
    stretch = None if chosen is None else spanned(ctx, *chosen, link)
    if stretch is None:
        return None
    relative = anchor_of(first), anchor_of(last)
    floats = first.floats and last.floats
    hangs = first.relative or last.relative or floats
    anchor = TimeAnchor.TURN_DATE if hangs else min(relative)
    begin = place - 1 if _op_days(ctx, place, first) and opener is None else place
    return Outcome(begin=begin, end=end, stretch=stretch, anchor=anchor)


def _op_days(ctx: Context, place: int, first: Spec) -> bool:
    digits = ctx.number(place) is not None and ctx.word(place + 1) == "-"
    return (
        digits
        and first.grain is Precision.PART_OF_MONTH
        and (ctx.word(place - 1) == "op")
    )


Pair = tuple[Spec, Spec, str, int]


def day_pair(ctx: Context, place: int, links: Phrases, *, opened: bool) -> Pair | None:
    """Read "18-19 november", "3 tot 8 augustus 2021", "15 op 16 juli"."""
    first = day_before_link(ctx, place)
    if first is None:
        return None
    link = phrase_at(ctx, first[1], links)
    joined = ctx.word(first[1]) in {"en", "op"}
    if link is None and joined and not opened:
        link = "through", first[1] + 1
    if link is None:
        return None
    last = atom_at(ctx, link[1])
    if last is None or last[0].grain is not Precision.DAY or last[0].cycle == "week":
        return None
    number = day_before_link(ctx, link[1])
    if number is None or number[0] <= first[0]:
        return None
    if joined and link[0] == "through" and number[0] - first[0] > 1:
        return None
    whole = last[0]
    of = narrowed(whole, lambda day, _: day_stretch(day.replace(day=first[0])))
    return replace(whole, of=of, grain=Precision.PART_OF_MONTH), whole, link[0], last[1]


def time_pair(ctx: Context, place: int, links: Phrases, *, opened: bool) -> Pair | None:
    """Read two whole times with a link between them."""
    first = atom_at(ctx, place)
    loose = loose_day(ctx, place) if opened or first is None else None
    if loose is not None and (first is None or loose[1] >= first[1]):
        first = loose
    if first is None:
        return None
    link = phrase_at(ctx, first[1], links)
    if link is None and _short_months(ctx, place, first):
        link = "until", first[1]
    if link is None:
        return None
    last = now_at(ctx, link[1]) or atom_at(ctx, skip(ctx, link[1], "de"))
    last = last or loose_day(ctx, link[1])
    if last is None:
        return None
    alone = place == 0 or not last[0].floats
    if first is loose and not opened and not alone:
        return None
    return first[0], last[0], link[0], last[1]


def _short_months(ctx: Context, place: int, first: Found) -> bool:
    """Tell whether two abbreviated months stand side by side: "jan feb 2017"."""
    if first[0].grain is not Precision.MONTH or not first[0].floats:
        return False
    names = ctx.lexicon.months
    here, there = names.get(ctx.word(place)), names.get(ctx.word(first[1]))
    return here is not None and there == here % 12 + 1 and len(ctx.word(place)) < 4


def now_at(ctx: Context, place: int) -> Found | None:
    """Read "nu" as the end of a range."""
    now = phrase_at(ctx, place, ctx.lexicon.now)
    if now is None or now[0] != "now":
        return None
    return fixed(day_stretch(ctx.on)), now[1]


def days_of_month(ctx: Context, place: int, month: int, start: int) -> Outcome | None:
    """Read the days after "volgende maand van"."""
    first = day_before_link(ctx, start)
    link = None if first is None else phrase_at(ctx, first[1], ctx.lexicon.links)
    last = None if link is None else day_before_link(ctx, link[1])
    if first is None or link is None or last is None:
        return None
    begin, stop = in_month(first[0])(month), in_month(last[0])(month)
    stretch = begin and stop and spanned(ctx, begin, stop, link[0])
    if not stretch:
        return None
    return Outcome(
        begin=place, end=last[1], stretch=stretch, anchor=TimeAnchor.TURN_DATE
    )


def spanned(ctx: Context, first: Stretch, last: Stretch, link: str) -> Stretch | None:
    """Return the stretch from one to the other, the latter included or not."""
    end = last.last
    if link != "through" and not ctx.habits.inclusive and not last.ends and last.first:
        end = last.first - timedelta(days=1)
    if first.first is None or end is None or end < first.first:
        return None
    return Stretch(first=first.first, last=end, precision=grain_of(first.first, end))


def grain_of(first: date, last: date) -> Precision:
    """Return the grain of a range: an interval, unless it is one day, month or year."""
    if first == last:
        return Precision.DAY
    if first.day > 1 or last != month_end(last.year, last.month):
        return Precision.INTERVAL
    if (first.year, first.month) == (last.year, last.month):
        return Precision.MONTH
    whole = first.year == last.year and first.month == 1 and last.month == 12
    return Precision.YEAR if whole else Precision.INTERVAL
