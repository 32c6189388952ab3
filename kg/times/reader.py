"""The smallest readers: phrases, numbers, counts, years and months.

A reader takes the context and the place of a token, and returns what it found there
and the place after it, or None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.times.lexicon import Habits, Lexicon, Phrases
from kg.times.tokens import Token

LINKS_TO_YEAR = frozenset({"van", "in", "uit", ","})
SEPARATORS = frozenset({"-", "/", "."})
LAST = -1  # which one "laatste" is


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The text, the reference day and how to read; `memo` keeps what was read."""

    tokens: tuple[Token, ...]
    lexicon: Lexicon
    on: date
    habits: Habits
    memo: dict[int, Any] = field(default_factory=dict, compare=False)

    def word(self, place: int) -> str:
        """Return the folded word there, empty outside the text."""
        return self.tokens[place].folded if 0 <= place < len(self.tokens) else ""

    def number(self, place: int) -> int | None:
        """Return the number that stands there in digits."""
        return self.tokens[place].number if 0 <= place < len(self.tokens) else None

    def glued(self, place: int) -> bool:
        """Tell whether the token follows without a blank."""
        return 0 <= place < len(self.tokens) and self.tokens[place].glued

    def capital(self, place: int) -> bool:
        """Tell whether the word begins with a capital."""
        return 0 <= place < len(self.tokens) and self.tokens[place].text[:1].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year, and whether it was reckoned from the reference day."""

    value: int
    relative: bool = False


def phrase_at(ctx: Context, place: int, phrases: Phrases) -> tuple[str, int] | None:
    """Read the longest phrase of a table."""
    for words, meaning in phrases.by_head.get(ctx.word(place), ()):
        end = place + len(words)
        if all(ctx.word(place + n) == w for n, w in enumerate(words)):
            return meaning, end
    return None


def skip(ctx: Context, place: int, *words: str) -> int:
    """Return the place after one of the words, or the same place."""
    return place + 1 if ctx.word(place) in words else place


def cardinal_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read a whole number in digits or, below 100, in words."""
    number = ctx.number(place)
    if number is not None:
        decimal = ctx.word(place + 1) in {",", "."} and ctx.glued(place + 1)
        if decimal and ctx.glued(place + 2) and ctx.number(place + 2) is not None:
            return None
        return number, place + 1
    value = ctx.lexicon.numbers.cardinals.get(ctx.word(place))
    return None if value is None else (value, place + 1)


def ordinal_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read "2e", "20 ste" or "tweede"."""
    numbers = ctx.lexicon.numbers
    number = ctx.number(place)
    if number is None:
        value = numbers.ordinals.get(ctx.word(place))
        return None if value is None else (value, place + 1)
    suffix = ctx.word(place + 1)
    if suffix == "ste" or (suffix in numbers.suffixes and ctx.glued(place + 1)):
        return number, place + 2
    return None


def which_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read an ordinal, or "laatste"."""
    if ctx.word(place) == "laatste":
        return LAST, place + 1
    return ordinal_at(ctx, place)


def count_at(ctx: Context, place: int) -> tuple[float, int] | None:
    """Read how many: "3", "drie", "anderhalf", "2,5", "een half", "een paar"."""
    if ctx.number(place) is None and ctx.word(place) not in ctx.lexicon.counts:
        return None  # most words, at once
    vague = phrase_at(ctx, place, ctx.lexicon.vague)
    if vague is not None:
        return float(ctx.lexicon.vague_counts[vague[0]]), vague[1]
    found = _fraction_at(ctx, place)
    if found is not None:
        return found
    whole = cardinal_at(ctx, place)
    if whole is None or whole[0] > 999:
        return None
    if [ctx.word(whole[1] + n) for n in range(3)] == ["en", "een", "half"]:
        return whole[0] + 0.5, whole[1] + 3
    return float(whole[0]), whole[1]


def _fraction_at(ctx: Context, place: int) -> tuple[float, int] | None:
    """Read "anderhalf", "een half" or "2,5"."""
    if ctx.word(place) == "anderhalf":
        return 1.5, place + 1
    half = skip(ctx, place, "een")
    if ctx.word(half) in {"half", "halve"}:
        return 0.5, half + 1
    whole, part = ctx.number(place), ctx.number(place + 2)
    decimal = ctx.word(place + 1) == "," and ctx.glued(place + 1)
    if whole is None or part is None or not decimal or not ctx.glued(place + 2):
        return None
    return float(f"{whole}.{part}"), place + 3


def unit_at(ctx: Context, place: int) -> tuple[str, int] | None:
    """Read the name of a unit of time."""
    unit = ctx.lexicon.units.get(ctx.word(place))
    return None if unit is None else (unit, place + 1)


def spelled_year_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read "tweeduizend (en) twintig" or "negentienhonderdnegentig"."""
    numbers = ctx.lexicon.numbers
    base = numbers.years.get(ctx.word(place))
    if base is None:
        return None
    if base % 100 == 0:
        tail = skip(ctx, place + 1, "en")
        rest = numbers.cardinals.get(ctx.word(tail), 0)
        if rest >= 1 and ctx.number(tail) is None:
            return base + rest, tail + 1
    return base, place + 1


def relative_year_at(ctx: Context, place: int) -> tuple[Year, int] | None:
    """Read "dit jaar", "vorig jaar", "het komende jaar", "(van) het jaar"."""
    start = skip(ctx, place, "het")
    modifier = ctx.lexicon.modifiers.get(ctx.word(start))
    known = ctx.habits.bare_units or ctx.word(place - 1) == "van"
    if ctx.word(start + 1) in {"daarop", "daarvoor", "ervoor", "erna", "daarna"}:
        known = False
    if modifier is None and start > place and known:
        modifier, start = "this", start - 1
    unit = ctx.word(start + 1)
    if modifier is None or unit == "jaren" or ctx.lexicon.units.get(unit) != "year":
        return None
    steps = {"this": 0, "previous": -1, "past": -1, "next": 1, "coming": 1}
    return Year(value=ctx.on.year + steps[modifier], relative=True), start + 2


def plain_year_at(ctx: Context, place: int) -> tuple[Year, int] | None:
    """Read a year in four digits, as '18, or in words."""
    number = ctx.number(place)
    low, high = ctx.lexicon.context_years
    if number is not None and low <= number <= high:
        if len(ctx.tokens[place].text) != 4 or _continues(ctx, place + 1):
            return None
        return Year(value=number), place + 1
    if ctx.word(place) == "'" and ctx.glued(place + 1):
        number = ctx.number(place + 1)
        if number is not None and len(ctx.tokens[place + 1].text) == 2:
            this = ctx.on.year // 100 * 100 + number
            near = min(this, this - 100, key=lambda year: abs(year - ctx.on.year))
            return Year(value=near), place + 2
    spelled = spelled_year_at(ctx, place)
    return None if spelled is None else (Year(value=spelled[0]), spelled[1])


def year_at(ctx: Context, place: int) -> tuple[Year, int] | None:
    """Read a year with its noun: "het jaar 2008", "huidige jaar '18", "dit jaar"."""
    start = skip(ctx, place, "het")
    if ctx.lexicon.modifiers.get(ctx.word(start)) == "this":
        start += 1
    if ctx.word(start) in {"jaar", "kalenderjaar"}:
        found = plain_year_at(ctx, start + 1)
        if found is not None:
            return found
    return plain_year_at(ctx, place) or relative_year_at(ctx, place)


def year_after(ctx: Context, place: int) -> tuple[Year, int] | None:
    """Read a year that follows a day or a month, with what links it."""
    link = ctx.word(place)
    if link in LINKS_TO_YEAR:
        found = year_at(ctx, place + 1)
        if found is None or (link == "," and counts_something(ctx, found[1])):
            return None
        relative_comma = link == "," and found[0].relative
        return None if relative_comma else found
    if link in SEPARATORS and ctx.glued(place) and ctx.glued(place + 1):
        found = plain_year_at(ctx, place + 1)
        return found if found and ctx.number(place + 1) is not None else None
    return year_at(ctx, place)


def month_at(
    ctx: Context, place: int, *, beside: bool = False
) -> tuple[int, int] | None:
    """Read the name of a month and the full stop of its abbreviation.

    Args:
        ctx: the context.
        place: where to read.
        beside: a number stands before it, so that no name of a person is meant.
    """
    word = ctx.word(place)
    month = ctx.lexicon.months.get(word)
    if month is None:
        return None
    end = place + 1
    if ctx.word(end) == "." and len(word) <= 4 and word not in {"mei", "juni", "juli"}:
        end += 1
    if _compounded(ctx, end):
        return None
    if not beside and _named_otherwise(ctx, place, word):
        return None if year_after(ctx, end) is None else (month, end)
    return month, end


def _compounded(ctx: Context, place: int) -> bool:
    """Tell whether a hyphen makes a compound of the month: "het mei-akkoord"."""
    sticks = ctx.word(place) == "-" and ctx.glued(place) and ctx.glued(place + 1)
    follows = ctx.word(place + 1)
    return sticks and follows.isalpha() and follows not in ctx.lexicon.months


def _named_otherwise(ctx: Context, place: int, word: str) -> bool:
    """Tell whether the word is likely no month but a name: "mevrouw Mei Li"."""
    if word in ctx.lexicon.doubtful_names:
        return True
    if not ctx.capital(place) or word not in ctx.lexicon.capital_names:
        return False
    return word in {"mei", "jan"} or not starts_sentence(ctx, place)


def weekday_at(ctx: Context, place: int) -> tuple[int, int] | None:
    """Read a weekday; a short one needs a number after it, or "." inside a sentence."""
    word = ctx.word(place)
    if word in ctx.lexicon.weekdays:
        return ctx.lexicon.weekdays[word], place + 1
    short = ctx.lexicon.short_weekdays.get(word)
    if short is None:
        return None
    stop = skip(ctx, place + 1, ".")
    number = ctx.number(stop)
    if number is not None and number <= 31 and len(word) <= 3:
        dated = month_at(ctx, stop + 1, beside=True) is not None
        if dated or ctx.word(stop + 1) in SEPARATORS:
            return short, stop
    follows = ctx.word(stop)
    if stop > place + 1 and ctx.habits.bare_units and follows.isalpha():
        return None if ctx.capital(stop) else (short, stop)
    return None


def starts_sentence(ctx: Context, place: int) -> bool:
    """Tell whether the word is the first of the text or of a sentence."""
    return place == 0 or ctx.word(place - 1) in {".", "?", "!", ":", "«", '"', "“"}


def counts_something(ctx: Context, place: int) -> bool:
    """Tell whether people or things follow: "2000 (Tsjadische) militairen"."""
    for step in range(3):
        word = ctx.word(place + step)
        if word in ctx.lexicon.counted:
            return True
        if not (word.endswith("e") and word.isalpha() and len(word) > 4):
            return False
    return False


def _continues(ctx: Context, place: int) -> bool:
    """Tell whether a letter or a decimal sticks to the number before."""
    if not ctx.glued(place):
        return False
    word = ctx.word(place)
    if word[0].isalpha():
        return word not in ctx.lexicon.months
    return (
        word in {",", "."}
        and ctx.glued(place + 1)
        and ctx.number(place + 1) is not None
    )
