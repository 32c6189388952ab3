"""Which year is meant where none is said: by tense, by company, else the nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.model import Precision
from kg.times.atoms import atom_at
from kg.times.reader import Context
from kg.times.spec import Spec, choose, cycle_index, distance, options, stretch_at
from kg.times.stretch import Stretch

Tense = Literal["past", "future"]
SENTENCE_END = re.compile(r"(?<!\bjl)(?<!\bll)[.?!][”»\"']?\s+[A-Z«“\"]|\n\s*\n")
DATED = frozenset(
    {Precision.DAY, Precision.MONTH, Precision.PART_OF_MONTH, Precision.SEASON}
)
LIST_SIGNS = frozenset({",", "/", "en", "of"})
NEIGHBOURHOOD = timedelta(days=183)


@dataclass(slots=True, kw_only=True)
class Chooser:
    """Chooses stretches; remembers the last date with a year in the same sentence."""

    ctx: Context
    text: str
    tense: Tense | None
    last: Stretch | None = None
    last_end: int = 0

    def pick(self, spec: Spec, place: int, end: int) -> Stretch | None:
        """Choose the stretch of a spec that stands at the tokens `[place, end)`."""
        if not spec.floats:
            return choose(spec, self.ctx.on)
        if spec.way != "near":
            return choose(spec, self.ctx.on)
        if spec.cycle == "year" and spec.grain in DATED:
            near = self.by_series(spec, end) or self.by_sentence(spec, place)
            if near is not None:
                return near
        return choose(spec, self.ctx.on, self.tense)

    def by_series(self, spec: Spec, end: int) -> Stretch | None:
        """Take the year of the list the date stands in: "3 mei en 8 juni 2021"."""
        place = end
        for _ in range(6):
            if self.ctx.word(place) not in LIST_SIGNS:
                return None
            found = atom_at(self.ctx, place + 1)
            if found is None or found[0].grain not in DATED or found[0].relative:
                return None
            if found[0].index is not None or found[0].way != "near":
                limit = choose(found[0], self.ctx.on)
                return None if limit is None else latest_before(spec, limit)
            place = found[1]
        return None

    def by_sentence(self, spec: Spec, place: int) -> Stretch | None:
        """Take the first such date soon after one with a year in the same sentence."""
        if self.last is None or self.last.first is None:
            return None
        between = self.text[self.last_end : self.ctx.tokens[place].begin]
        if SENTENCE_END.search(between):
            return None
        found = earliest_after(spec, self.last)
        if found is None or found.first is None:
            return None
        return found if found.first - self.last.first <= NEIGHBOURHOOD else None

    def remember(self, spec: Spec, stretch: Stretch, end: int) -> None:
        """Keep a date that was said with its year."""
        explicit = spec.index is not None and not spec.relative
        if explicit and spec.grain in DATED:
            self.last, self.last_end = stretch, end

    def pair(self, start: Spec, stop: Spec) -> tuple[Stretch, Stretch] | None:
        """Choose both ends of a range, so that the second is not before the first."""
        on = self.ctx.on
        if not start.floats or start.way != "near":
            first = choose(start, on)
            last = None if first is None else earliest_after(stop, first)
            return None if first is None or last is None else (first, last)
        if not stop.floats:
            last = choose(stop, on)
            first = None if last is None else latest_before(start, last)
            if first and first.first and last and last.first:
                apart = (last.first - first.first).days
                first = first if apart <= 366 or not start.floats else None
            return None if first is None or last is None else (first, last)
        return self.floating_pair(start, stop)

    def floating_pair(self, start: Spec, stop: Spec) -> tuple[Stretch, Stretch] | None:
        """Choose both ends where neither has a year: nearest, or as the tense says."""
        on = self.ctx.on
        pairs: list[tuple[Stretch, Stretch]] = []
        for first in options(start, on):
            last = earliest_after(stop, first)
            if last is not None and first.first is not None:
                pairs.append((first, last))
        whole = [(replace(a, last=b.last), (a, b)) for a, b in pairs]
        if self.tense == "past":
            whole = [w for w in whole if w[0].first and w[0].first <= on][-1:]
        if self.tense == "future":
            whole = [w for w in whole if w[0].last and w[0].last >= on][:1]
        if not whole:
            return None
        return min(whole, key=lambda w: distance(w[0], on))[1]


def around(spec: Spec, day: date) -> list[Stretch]:
    """Return the stretches of a spec around a day, in order."""
    if spec.index is not None:
        known = stretch_at(spec, spec.index)
        return [] if known is None else [known]
    here = cycle_index(spec.cycle, day)
    found = (stretch_at(spec, here + step) for step in range(-8, 9))
    return [s for s in found if s is not None]


def earliest_after(spec: Spec, other: Stretch) -> Stretch | None:
    """Return the first stretch that does not begin before the other."""
    start = other.first
    if start is None:
        return None
    fitting = [s for s in around(spec, start) if s.first and s.first >= start]
    if spec.index is not None and not fitting:
        fitting = [s for s in around(spec, start) if s.last and s.last >= start]
    return fitting[0] if fitting else None


def latest_before(spec: Spec, other: Stretch) -> Stretch | None:
    """Return the last stretch that does not begin after the other."""
    start = other.first
    if start is None:
        return None
    fitting = [s for s in around(spec, start) if s.first and s.first <= start]
    return fitting[-1] if fitting else None
