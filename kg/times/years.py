"""Whole years, told apart from amounts and numbers of documents."""

from __future__ import annotations

from kg.model import Precision
from kg.times.dates import Found
from kg.times.periods import of_year
from kg.times.reader import Context, counts_something, year_at
from kg.times.stretch import year_stretch


def whole_year(ctx: Context, place: int) -> Found | None:
    """Read a year that is none of a quantity, a reference or a name."""
    if ctx.word(place) == "het" and (
        not ctx.habits.bare_units or ctx.word(place + 1) in ctx.lexicon.modifiers
    ):
        return None
    found = year_at(ctx, place)
    if found is None:
        return None
    year, end = found
    digits = end == place + 1 and ctx.number(place) is not None
    if digits and not year_fits(ctx, place, year.value):
        return None
    if ctx.word(place) == "'" and ctx.word(place - 1) in {"jaren", "'"}:
        return None
    words = end - place <= 3 and ctx.word(place) in ctx.lexicon.numbers.years
    if words and ctx.word(place - 1) not in ctx.lexicon.year_context:
        return None
    return of_year(year_stretch, Precision.YEAR, year), end


def year_fits(ctx: Context, place: int, value: int) -> bool:
    """Tell whether a bare number in digits is a year where it stands."""
    lexicon, before = ctx.lexicon, ctx.word(place - 1)
    if counts_something(ctx, place + 1) or _excluded(ctx, place):
        return False
    if not (_free_before(ctx, place, value) and _free_after(ctx, place, value)):
        return False
    if _ends_a_range(ctx, place):
        return True
    low, high = lexicon.bare_years
    if low <= value <= high:
        return value % 1000 != 0 or before in lexicon.year_context or _alone(ctx, place)
    low, high = lexicon.context_years
    strong = before in {"in", "sinds", "anno"} or before.endswith("jaar")
    return low <= value <= high and strong


def _ends_a_range(ctx: Context, place: int) -> bool:
    """Tell whether the number is the second year of "1914-1918"."""
    first = ctx.number(place - 2)
    return ctx.word(place - 1) in {"-", "/"} and first is not None and first >= 1900


def _excluded(ctx: Context, place: int) -> bool:
    """Tell whether the word before makes it an amount or the number of something."""
    words = ctx.lexicon.not_before_year
    before, second = ctx.word(place - 1), ctx.word(place - 2)
    compared = second in {"later", "eerder", "vroeger", "hoger"}
    return (before in words and not compared) or (before == "." and second in words)


def _free_before(ctx: Context, place: int, value: int) -> bool:
    """Tell whether nothing sticks to the number but an earlier year."""
    before = ctx.word(place - 1)
    if not ctx.glued(place):
        return True
    if before[-1:].isalnum() or before in {"€", "$", "#", "_"}:
        return False
    if before not in {"-", "/", ".", ","} or not ctx.glued(place - 1):
        return True
    first = ctx.number(place - 2)
    if before in {".", ","}:
        return before == "." and first is None
    return first is not None and 1900 <= first <= value


def _free_after(ctx: Context, place: int, value: int) -> bool:
    """Tell whether nothing follows without a blank but a later year."""
    after, follows = ctx.word(place + 1), ctx.number(place + 2)
    if not ctx.glued(place + 1):
        return True
    if after == "/" and ctx.word(place + 2).isalpha():
        return True
    if after in {"/", "%", "_"}:
        return follows == value + 1
    if after == "-" and ctx.glued(place + 2):
        return follows is not None and follows > 12
    return True


def _alone(ctx: Context, place: int) -> bool:
    """Tell whether brackets, a range or the edges of the text stand around it."""
    return ctx.word(place - 1) in {"", "(", "=", "<", ">", "van", "en"} and (
        not ctx.word(place + 1).isalpha() or ctx.word(place + 1) in {"en", "tot"}
    )
