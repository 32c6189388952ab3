"""From days to pixels: the axis of a timeline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.look.words import Words

_MONTHS = 2.5  # years up to which an axis has months
_FEW = 12  # labels that an axis has at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The days of an axis, and the pixels between which they stand."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where a day begins; what is beyond the axis stands at its end."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Return where a time of whole days begins and ends."""
        return self.at(first), self.at(last + timedelta(days=1))

    def ticks(self, words: Words) -> Iterator[tuple[float, str]]:
        """Yield where to draw a line, and what to write there."""
        years = self.last.year - self.first.year + 1
        if (self.last - self.first).days / 365.25 <= _MONTHS:
            yield from self._months(words)
            return
        step = next(
            each for each in (1, 2, 5, 10, 20, 50, 100, 500) if years / each <= 20
        )
        for year in range(self.first.year, self.last.year + 2):
            day = _new_year(year)
            if year % step == 0 and self.first <= day <= self.last:
                yield self.at(day), str(year)

    def _months(self, words: Words) -> Iterator[tuple[float, str]]:
        count = (self.last - self.first).days / 30.4
        step = next(
            each for each in (1, 2, 3, 6, 12) if count / each <= _FEW or each == 12
        )
        is_first = True
        for year in range(self.first.year, self.last.year + 1):
            for month in range(1, 13, step):
                day = date(year, month, 1)
                if self.first <= day <= self.last:
                    name = words.month(month)
                    is_dated = is_first or month == 1
                    yield self.at(day), f"{name} {year}" if is_dated else name
                    is_first = False


def scale_of(days: Iterable[date], left: float, right: float) -> Scale:
    """Return an axis that holds some days, with a little more at both ends."""
    every = sorted(days)
    room = max(timedelta(days=10), (every[-1] - every[0]) * 0.03)
    first = every[0] - min(room, every[0] - date.min)
    last = every[-1] + min(room, date.max - every[-1])
    return Scale(first=first, last=last, left=left, right=right)


def _new_year(year: int) -> date:
    return date(min(year, date.max.year), 1, 1)
