"""What a preposition makes of a time: "sinds 2007", "voor 1 september"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.model import Precision, TimeAnchor
from kg.times.atoms import atom_at
from kg.times.chooser import Chooser
from kg.times.dates import Found
from kg.times.durations import duration_of, shift
from kg.times.ranges import Outcome, now_at, range_at
from kg.times.reader import Context, count_at, phrase_at, skip, unit_at
from kg.times.spec import Spec, anchor_of
from kg.times.stretch import Stretch, after, before, day_stretch, since, through

FOR_PURPOSE = frozenset({Precision.INTERVAL, Precision.QUARTER, Precision.HALF})
OFFSETS = {"voor": -1, "na": 1}
OPENED: Mapping[str, Callable[[Stretch], Stretch]] = {
    "since": since,
    "from": since,
    "through": through,
    "by": through,
    "before": before,
    "after": after,
}


def outcome_at(ctx: Context, chooser: Chooser, place: int) -> Outcome | None:
    """Read the longest expression that begins here."""
    return (
        offset_at(ctx, chooser, place)
        or range_at(ctx, chooser, place)
        or prepositional_at(ctx, chooser, place)
        or plain_at(ctx, chooser, place)
    )


def plain_at(ctx: Context, chooser: Chooser, place: int) -> Outcome | None:
    """Read a time without preposition, and "of later" after it."""
    found = atom_at(ctx, place)
    if found is None:
        return None
    spec, end = found
    stretch = chooser.pick(spec, place, end)
    if stretch is None:
        return None
    follower = phrase_at(ctx, end, ctx.lexicon.followers)
    if follower is not None:
        stretch = since(stretch) if follower[0] == "since" else through(stretch)
        end = follower[1]
    return Outcome(
        begin=place, end=end, stretch=stretch, anchor=anchor_of(spec), spec=spec
    )


def prepositional_at(ctx: Context, chooser: Chooser, place: int) -> Outcome | None:
    """Read "sinds X", "tot (en met) X", "uiterlijk X", "voor X", "na X"."""
    now = phrase_at(ctx, place, ctx.lexicon.now)
    if now is not None and now[0] == "until" and ctx.habits.bare_units:
        stretch = before(day_stretch(ctx.on))
        return _turn(place, now[1], stretch)
    preposition = phrase_at(ctx, place, ctx.lexicon.prepositions)
    if preposition is None:
        return None
    start = skip(ctx, skip(ctx, preposition[1], "op", "in"), "de", "het")
    found = atom_at(ctx, start)
    if found is None:
        start = preposition[1]
        found = atom_at(ctx, start)
    if found is None:
        return since_length(ctx, place, *preposition)
    return governed(ctx, chooser, (place, start), preposition[0], found)


def governed(
    ctx: Context,
    chooser: Chooser,
    places: tuple[int, int],
    meaning: str,
    found: Found,
) -> Outcome | None:
    """Apply the preposition at the first place to the time at the second."""
    place, start = places
    spec, end = found
    purpose = meaning == "before" and for_purpose(ctx, place, spec, end)
    if purpose or range_at(ctx, chooser, start) is not None:
        return None
    chosen = chooser.pick(spec, start, end)
    if chosen is None:
        return None
    return Outcome(
        begin=start if ctx.word(place) in ctx.lexicon.outside else place,
        end=end,
        stretch=opened(ctx, meaning, chosen),
        anchor=anchor_of(spec),
    )


def since_length(ctx: Context, place: int, meaning: str, start: int) -> Outcome | None:
    """Read "sinds twee jaar", where the number is said."""
    vague = phrase_at(ctx, start, ctx.lexicon.vague)
    count = count_at(ctx, start)
    unit = None if count is None else unit_at(ctx, count[1])
    if meaning != "since" or count is None or unit is None or vague is not None:
        return None
    day = shift(ctx.on, duration_of(count[0], unit[0]), -1)
    stretch = since(day_stretch(day))
    return _turn(place, unit[1], stretch)


def _turn(begin: int, end: int, stretch: Stretch) -> Outcome:
    """Return what is reckoned from the reference day."""
    return Outcome(begin=begin, end=end, stretch=stretch, anchor=TimeAnchor.TURN_DATE)


def for_purpose(ctx: Context, place: int, spec: Spec, end: int) -> bool:
    """Tell whether "voor" means for: "de begroting voor 2023"."""
    if ctx.word(place) != "voor":
        return False
    if phrase_at(ctx, end, ctx.lexicon.followers) is not None:
        return True
    if spec.grain in FOR_PURPOSE:
        return True
    if spec.relative and spec.grain is not Precision.DAY and spec.cycle == "year":
        part = spec.grain in (Precision.PART_OF_MONTH, Precision.PART_OF_YEAR)
        return not part
    return ctx.word(place - 1) in ctx.lexicon.purpose and not ctx.habits.bare_units


def opened(ctx: Context, meaning: str, stretch: Stretch) -> Stretch:
    """Return what a preposition makes of a stretch."""
    if meaning == "until":
        meaning = "through" if ctx.habits.inclusive or stretch.ends else "before"
    if meaning == "before" and stretch.ends:
        meaning = "through"
    return OPENED[meaning](stretch)


def one_at(ctx: Context, place: int) -> tuple[float, int] | None:
    """Read "de dag" as one day."""
    start = skip(ctx, place, "de")
    return (1.0, start) if ctx.word(start) in {"dag", "week"} else None


def offset_at(ctx: Context, chooser: Chooser, place: int) -> Outcome | None:
    """Read "3 dagen na 12 januari", "langer dan 2 weken voor vandaag"."""
    more = ctx.word(place) in {"langer", "meer"} and ctx.word(place + 1) == "dan"
    start = place + 2 if more else skip(ctx, place, "tijdens")
    count = count_at(ctx, start) or one_at(ctx, start)
    unit = None if count is None else unit_at(ctx, count[1])
    if count is None or unit is None:
        return None
    link = skip(ctx, unit[1], "gerekend")
    sign = OFFSETS.get(ctx.word(link))
    if sign is None and ctx.habits.bare_units and ctx.word(link) in {"vanaf", "sinds"}:
        sign = 1
    found = None if sign is None else atom_at(ctx, skip(ctx, link + 1, "de"))
    if found is None and sign is not None:
        found = atom_at(ctx, link + 1) or now_at(ctx, link + 1)
    if sign is None or found is None:
        return None
    origin = chooser.pick(found[0], link + 1, found[1])
    if origin is None or origin.first is None or found[0].grain in FOR_PURPOSE:
        return None
    base = origin.last if sign > 0 and ctx.habits.whole_units else origin.first
    day = shift(base or origin.first, duration_of(count[0], unit[0]), sign)
    stretch = day_stretch(day)
    if more:
        stretch = before(stretch) if sign < 0 else since(stretch)
    return Outcome(
        begin=place, end=found[1], stretch=stretch, anchor=anchor_of(found[0])
    )
