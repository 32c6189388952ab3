"""The words of time, read once from `ontology/lexicon/nl/times.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import Any, Literal

from kg.errors import KnowledgeError
from kg.resources import folder
from kg.times.numbers import NumberWords, number_words
from kg.times.tokens import tokens_of

Reading = Literal["paper", "calendar"]
Phrase = tuple[str, ...]
BOUNDARY = r"\b"  # where a word begins or ends, as patterns say it
FRACTIONS = ("anderhalf", "een", "half", "halve")  # what `_fraction_at` begins with
BEFORE_COUNTS = frozenset({"langer", "meer", "tijdens"})  # as `offset_at` reads them


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a reading decides where usage differs; see `[readings]` in the data."""

    inclusive: bool
    whole_units: bool
    rolling_year: bool
    bare_units: bool
    halves: bool
    month_parts: Mapping[str, tuple[int, int]]
    year_parts: Mapping[str, tuple[int, int]]
    relative_year_parts: Mapping[str, tuple[int, int]]
    week_parts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """Days with a name: fixed, counted from Easter, or the n-th weekday of a month."""

    fixed: Mapping[Phrase, tuple[int, int]]
    easter: Mapping[Phrase, int]
    nth: Mapping[Phrase, tuple[int, int, int, int]]
    names: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases with a meaning, found by their first word, the longest first."""

    by_head: Mapping[str, tuple[tuple[Phrase, str], ...]]

    @classmethod
    def of(cls, meanings: Mapping[str, Iterable[str]]) -> Phrases:
        """Make the table from lists of phrases by meaning."""
        heads: dict[str, list[tuple[Phrase, str]]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                words = folded_words(phrase)
                heads.setdefault(words[0], []).append((words, meaning))
        return cls(
            by_head={
                head: tuple(sorted(options, key=lambda o: -len(o[0])))
                for head, options in heads.items()
            }
        )

    @property
    def last_words(self) -> frozenset[str]:
        """The words that a phrase may end with."""
        options = chain.from_iterable(self.by_head.values())
        return frozenset(words[-1] for words, _ in options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All words of time; mappings go from folded words to meanings."""

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    capital_names: frozenset[str]
    doubtful_names: frozenset[str]
    days: Mapping[str, int]
    units: Mapping[str, str]
    modifiers: Mapping[str, str]
    seasons: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    parts: Mapping[str, str]
    decade_parts: Mapping[str, tuple[int, int]]
    later: Phrases
    sequels: Phrases
    sequel_days: Phrases
    sequel_starts: frozenset[str]
    sequel_ends: frozenset[str]
    suffixes: Phrases
    vague: Phrases
    bounds: Phrases
    vague_counts: Mapping[str, int]
    counts: frozenset[str]
    vague_plurals: Mapping[str, int]
    vague_edges: Mapping[str, int]
    prepositions: Phrases
    outside: frozenset[str]
    followers: Phrases
    openers: Phrases
    links: Phrases
    between: Phrases
    now: Phrases
    holidays: Holidays
    habits: Mapping[str, Habits]
    bare_years: tuple[int, int]
    context_years: tuple[int, int]
    year_context: frozenset[str]
    not_before_year: frozenset[str]
    counted: frozenset[str]
    purpose: frozenset[str]
    guard: re.Pattern[str]
    hot: frozenset[str]
    starters: frozenset[str]
    first_words: frozenset[str]


def folded_words(phrase: str) -> Phrase:
    """Return the phrase as folded tokens.

    >>> folded_words("Zo'n t/m")
    ('zo', "'", 'n', 't', '/', 'm')
    """
    return tuple(token.folded for token in tokens_of(phrase))


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon.

    Raises:
        KnowledgeError: the file is missing or malformed.
    """
    path = folder("ontology") / "lexicon" / "nl" / "times.toml"
    try:
        with path.open("rb") as file:
            return _lexicon(tomllib.load(file))
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"{path.name}: {error!r}") from error


def _lexicon(data: dict[str, Any]) -> Lexicon:
    ranges = data["ranges"]
    base, numbers = _words_of_calendar(data), number_words(data["numbers"])
    counts = _counts(data, numbers)
    starters = _hot(base, data) | _starters(data, numbers)
    sequel_days = Phrases.of(_sequel_days(data["sequels"]))
    prepositions = Phrases.of(
        {k: v for k, v in data["prepositions"].items() if k != "outside"}
    )
    openers = Phrases.of({w: [w] for w in ranges["openers"]})
    now = Phrases.of({"now": data["now"]["words"], "until": data["now"]["until_now"]})
    before = {*prepositions.by_head, *openers.by_head, *now.by_head, *BEFORE_COUNTS}
    sequels = Phrases.of(
        {k: v for k, v in data["sequels"].items() if isinstance(v, list)}
    )
    return Lexicon(
        **base,
        numbers=numbers,
        short_weekdays=_numbered(data["short_weekdays"]),
        capital_names=frozenset(data["names"]["with_capital"]),
        doubtful_names=frozenset(data["names"]["always"]),
        modifiers=_inverted(data["modifiers"]),
        parts=_inverted(data["parts"]),
        decade_parts={k: _pair(v) for k, v in data["decade_parts"].items()},
        later=Phrases.of(data["later"]),
        sequels=sequels,
        sequel_days=sequel_days,
        sequel_starts=counts | sequel_days.by_head.keys(),
        sequel_ends=sequels.last_words | sequel_days.last_words,
        suffixes=Phrases.of(data["suffixes"]),
        bounds=Phrases.of(data["bounds"]),
        vague=Phrases.of({w: [w] for w in data["numbers"]["vague"]}),
        vague_counts=data["numbers"]["vague"],
        counts=counts,
        vague_plurals=data["vague_plurals"],
        vague_edges=data["vague_edges"],
        prepositions=prepositions,
        outside=frozenset(data["prepositions"]["outside"]),
        followers=Phrases.of(data["followers"]),
        openers=openers,
        links=Phrases.of({"through": ranges["through"], "until": ranges["until"]}),
        between=Phrases.of({"through": ranges["through"], "until": ranges["between"]}),
        now=now,
        holidays=_holidays(data["holidays"]),
        habits={name: _habits(table) for name, table in data["readings"].items()},
        **_year_words(data["years"]),
        guard=re.compile(one_of(data["guards"]["patterns"])),
        hot=_hot(base, data),
        starters=starters,
        first_words=starters | counts | before,
    )


def one_of(patterns: Iterable[str]) -> str:
    r"""Return a pattern for the first of several that fits.

    Those that begin with a word are tried where a word begins, and nowhere else: that
    is asked once for all that stand together.

    >>> print(one_of([r"\b9/11\b", r"\bpar\.", "§"]))
    \b(?:9/11\b|par\.)|§
    """
    runs: list[str] = []
    for at_word, run in groupby(patterns, key=lambda p: p.startswith(BOUNDARY)):
        if at_word:
            rest = "|".join(pattern.removeprefix(BOUNDARY) for pattern in run)
            runs.append(f"{BOUNDARY}(?:{rest})")
        else:
            runs.extend(run)
    return "|".join(runs)


def _starters(data: dict[str, Any], numbers: NumberWords) -> frozenset[str]:
    """Return the words that a time may begin with, besides those plainly about time."""
    phrases = [*data["numbers"]["vague"], *data["starters"]["words"]]
    for section in ("modifiers", "parts", "later", "bounds"):
        phrases += [phrase for table in data[section].values() for phrase in table]
    words = {folded_words(phrase)[0] for phrase in phrases}
    words |= {*numbers.cardinals, *numbers.ordinals, *numbers.years}
    return frozenset(words)


def _counts(data: dict[str, Any], numbers: NumberWords) -> frozenset[str]:
    """Return the words that a count may begin with, if it is not in digits."""
    vague = (folded_words(phrase)[0] for phrase in data["numbers"]["vague"])
    return frozenset({*vague, *numbers.cardinals, *FRACTIONS})


def _sequel_days(data: dict[str, Any]) -> dict[str, list[str]]:
    """Return phrases by a count of days, with "na" where an event must follow."""
    own = {f"{days}": phrases for days, phrases in data["days"].items()}
    named = {f"{days} na": words for days, words in data["days_of_event"].items()}
    return {**own, **named}


def _year_words(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "bare_years": _pair(data["bare"]),
        "context_years": _pair(data["in_context"]),
        "year_context": frozenset(data["context"]),
        "not_before_year": frozenset(data["not_after"]),
        "counted": frozenset(data["counted"]),
        "purpose": frozenset(data["purpose"]),
    }


def _hot(base: dict[str, Any], data: dict[str, Any]) -> frozenset[str]:
    """Return the words that are plainly about time."""
    hot = {w for table in base.values() for w in table}
    hot |= {w for words in data["short_weekdays"].values() for w in words}
    hot |= {phrase.split()[0] for t in data["holidays"].values() for phrase in t}
    return frozenset(hot | set(data["now"]["words"]))


def _words_of_calendar(data: dict[str, Any]) -> dict[str, Any]:
    weekdays = _numbered(data["weekdays"])
    days: dict[str, int] = dict(data["days"])
    for part in data["day_parts"]["words"]:
        weekdays |= {f"{w}{part}": n for w, n in _numbered(data["weekdays"]).items()}
        days |= {f"{w}{part}": n for w, n in data["days"].items() if n}
    return {
        "months": _numbered(data["months"]),
        "weekdays": weekdays,
        "days": days,
        "units": _inverted(data["units"]),
        "seasons": {
            word: (_month_day(first), _month_day(last))
            for word, (first, last) in data["seasons"].items()
        },
    }


def _holidays(data: dict[str, Any]) -> Holidays:
    return Holidays(
        fixed={folded_words(k): _month_day(v) for k, v in data["fixed"].items()},
        easter={folded_words(k): int(v) for k, v in data["easter"].items()},
        nth={folded_words(k): (v[0], v[1], v[2], v[3]) for k, v in data["nth"].items()},
        names=Phrases.of(data),
    )


def _habits(data: dict[str, Any]) -> Habits:
    flags = {k: bool(v) for k, v in data.items() if not isinstance(v, dict)}
    parts = {
        k: {part: _pair(v) for part, v in table.items()}
        for k, table in data.items()
        if isinstance(table, dict)
    }
    return Habits(**flags, **parts)  # type: ignore[arg-type]


def _numbered(table: Mapping[str, Iterable[str]]) -> dict[str, int]:
    return {word: int(number) for number, words in table.items() for word in words}


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words}


def _pair(value: Any) -> tuple[int, int]:
    first, last = value
    return int(first), int(last)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
