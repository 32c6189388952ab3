"""Times reckoned from another event: "een dag later", "twee weken na de coup"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Precision, TimeAnchor, TimeValue
from kg.times.durations import Duration, shift
from kg.times.finder import all_tokens, duration_at, readable_tokens
from kg.times.lexicon import load_lexicon
from kg.times.reader import Context, phrase_at
from kg.times.stretch import (
    Stretch,
    day_stretch,
    month_stretch,
    time_value,
    year_stretch,
)

WEEK = 7
HALF_WEEK = timedelta(days=3)
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """How long after another event, and where the text says so, as offsets into it.

    `steps` is 1 for later and -1 for earlier; `names_event` tells that the other event
    is named behind it ("een dag na de coup").
    """

    begin: int
    end: int
    text: str
    duration: Duration
    steps: int = 1
    names_event: bool = False

    def reckon(self, day: date) -> TimeValue | None:
        """Return the time so long after a day, as precise as the unit that was said.

        Weeks leave three days on either side; None outside the years 1 to 9999.

        >>> sequel = find_sequels("Drie dagen later trad hij af.")[0]
        >>> sequel.reckon(date(2020, 8, 18)).edtf
        '2020-08-21'
        """
        try:
            moved = shift(day, self.duration, self.steps)
            stretch = around(moved, self.duration)
        except (ValueError, OverflowError):
            return None
        return time_value(stretch, TimeAnchor.OTHER_EVENT)


def around(day: date, duration: Duration) -> Stretch:
    """Return the stretch around a day that a length of time is precise to."""
    if duration.months and not duration.days:
        whole_years = duration.months % YEAR == 0
        return (
            year_stretch(day.year)
            if whole_years
            else month_stretch(day.year, day.month)
        )
    if duration.days < WEEK:
        return day_stretch(day)
    return Stretch(
        first=day - HALF_WEEK, last=day + HALF_WEEK, precision=Precision.INTERVAL
    )


def find_sequels(text: str) -> list[Sequel]:
    """Find the times of a text that are reckoned from another event, in order.

    Args:
        text: any text; offsets of the result are its code points.

    Raises:
        KnowledgeError: the lexicon is malformed.

    >>> [(s.text, s.duration.iso) for s in find_sequels("Een dag later kwam hij vrij.")]
    [('Een dag later', 'P1D')]
    >>> find_sequels("Een dag na de coup.")[0].names_event
    True
    """
    lexicon = load_lexicon()
    if lexicon.sequel_ends.isdisjoint(token.folded for token in all_tokens(text)):
        return []
    ctx = Context(
        tokens=readable_tokens(text),
        lexicon=lexicon,
        on=date(2000, 1, 1),
        habits=lexicon.habits["paper"],
    )
    return list(read_all(ctx, text))


def read_all(ctx: Context, text: str) -> Iterator[Sequel]:
    """Yield the sequels at the tokens of a text, from left to right."""
    place = 0
    while place < len(ctx.tokens):
        token = ctx.tokens[place]
        opens = token.number is not None or token.folded in ctx.lexicon.sequel_starts
        read = (counted(ctx, place) or worded(ctx, place)) if opens else None
        if read is None:
            place += 1
            continue
        duration, steps, names_event, end = read
        begin, stop = ctx.tokens[place].begin, ctx.tokens[end - 1].end
        yield Sequel(
            begin=begin,
            end=stop,
            text=text[begin:stop],
            duration=duration,
            steps=steps,
            names_event=names_event,
        )
        place = end


Read = tuple[Duration, int, bool, int]


def counted(ctx: Context, place: int) -> Read | None:
    """Read a length and how it is counted: "drie dagen later", "een week na"."""
    length = duration_at(ctx, place)
    follows = length and phrase_at(ctx, length[1], ctx.lexicon.sequels)
    if length is None or not follows:
        return None
    way, end = follows
    if ctx.word(end) == "dan":  # "drie dagen eerder dan gepland"
        return None
    return length[0], -1 if way == "before" else 1, way == "of_event", end


def worded(ctx: Context, place: int) -> Read | None:
    """Read a phrase for a number of days: "de volgende dag", "daags na"."""
    found = phrase_at(ctx, place, ctx.lexicon.sequel_days)
    if found is None:
        return None
    days, _, named = found[0].partition(" ")
    number = int(days)
    return Duration(days=abs(number)), -1 if number < 0 else 1, bool(named), found[1]
