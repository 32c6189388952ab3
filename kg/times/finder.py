"""The component's work: all times in a text, in order."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from kg.model import TimeExpression
from kg.times.chooser import Chooser, Tense
from kg.times.durations import Duration, DurationExpression, duration_of
from kg.times.lexicon import Lexicon, Reading, load_lexicon
from kg.times.prepositions import outcome_at
from kg.times.ranges import Outcome
from kg.times.reader import Context, count_at, unit_at
from kg.times.stretch import time_value
from kg.times.tokens import Token, tokens_of

WINDOW = 8
SAME_TEXT = 8  # texts that are kept to be read again
BLOCKED = "\x00"


def find_times(
    text: str,
    *,
    on: date,
    tense: Tense | None = None,
    reading: Reading = "paper",
) -> list[TimeExpression]:
    """Find the Dutch time expressions of a text, in order, with EDTF (ISO 8601-2).

    Args:
        text: any text; offsets of the result are its code points.
        on: the day the text was uttered, from which "jl." and "vorig jaar" count.
        tense: which year a date without one gets: "past" the last before `on`,
            "future" the first after it, None the nearest.
        reading: "paper" as parliamentary papers, "calendar" as calendar assistants.

    Raises:
        KnowledgeError: the lexicon is malformed.

    >>> [t.value.edtf for t in find_times("op 18 augustus jl.", on=date(2020, 9, 21))]
    ['2020-08-18']
    """
    if not may_tell_time(text):
        return []
    ctx = context_of(text, on, reading)
    chooser = Chooser(ctx=ctx, text=text, tense=tense)
    near = nearest_hot(ctx)
    found: list[TimeExpression] = []
    place = 0
    while place < len(ctx.tokens):
        outcome = outcome_near(ctx, chooser, place, near)
        if outcome is not None:
            found.append(expression_of(ctx, chooser, outcome))
        place = place + 1 if outcome is None else max(outcome.end, place + 1)
    return found


@lru_cache(maxsize=SAME_TEXT)
def context_of(text: str, on: date, reading: Reading) -> Context:
    """Return what a text is read with; what was read once serves all tenses."""
    lexicon = load_lexicon()
    return Context(
        tokens=readable_tokens(text),
        lexicon=lexicon,
        on=on,
        habits=lexicon.habits[reading],
    )


@lru_cache(maxsize=SAME_TEXT)
def may_tell_time(text: str) -> bool:
    """Tell whether a text has a word of time at all; many paragraphs have none."""
    tokens, lexicon = all_tokens(text), load_lexicon()
    return any(is_hot(tokens, index, lexicon) for index in range(len(tokens)))


def expression_of(ctx: Context, chooser: Chooser, outcome: Outcome) -> TimeExpression:
    """Return an outcome as an expression of the text, and remember its year."""
    begin = ctx.tokens[outcome.begin].begin
    end = ctx.tokens[outcome.end - 1].end
    if outcome.spec is not None:
        chooser.remember(outcome.spec, outcome.stretch, end)
    return TimeExpression(
        begin=begin,
        end=end,
        text=chooser.text[begin:end],
        value=time_value(outcome.stretch, outcome.anchor),
    )


def outcome_near(
    ctx: Context, chooser: Chooser, place: int, near: list[int]
) -> Outcome | None:
    """Read an expression where a word of time is not far."""
    if near[place] - place > WINDOW or not may_open(ctx, place):
        return None
    try:
        return outcome_at(ctx, chooser, place)
    except (ValueError, OverflowError):
        return None


def may_open(ctx: Context, place: int) -> bool:
    """Tell whether an expression may begin with a token; most words open none."""
    token = ctx.tokens[place]
    return token.number is not None or token.folded in ctx.lexicon.first_words


def nearest_hot(ctx: Context) -> list[int]:
    """Return for each token the place of the next one that is plainly about time."""
    tokens, lexicon = ctx.tokens, ctx.lexicon
    near = [0] * len(tokens)
    place = len(tokens) + WINDOW + 1
    for index in range(len(tokens) - 1, -1, -1):
        if is_hot(tokens, index, lexicon):
            place = index
        near[index] = place
    return near


def is_hot(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a token alone may make a time."""
    token = tokens[index]
    if token.number is None:
        word = token.folded
        return word in lexicon.hot or word in lexicon.numbers.years or word == "helft"
    if len(token.text) == 4:
        return True
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1].folded if index else ""
    sticks = follows is not None and follows.glued
    return sticks or before in {"'", "q", "h"}


@lru_cache(maxsize=SAME_TEXT)
def all_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, kept for what reads them next."""
    return tokens_of(text)


@lru_cache(maxsize=SAME_TEXT)
def readable_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, unreadable where no time is meant.

    These are references, amounts and clock times. A paragraph is read several times,
    for each tense and for what is reckoned from events.
    """
    tokens = all_tokens(text)
    stretches = [m.span() for m in load_lexicon().guard.finditer(text)]
    if not stretches:
        return tokens
    kept: list[Token] = []
    index = 0
    for token in tokens:
        while index < len(stretches) and stretches[index][1] <= token.begin:
            index += 1
        inside = index < len(stretches) and stretches[index][0] < token.end
        kept.append(token._replace(folded=BLOCKED, number=None) if inside else token)
    return tuple(kept)


def find_durations(text: str) -> list[DurationExpression]:
    """Find lengths of time: "zes maanden", "anderhalf jaar", "een jaar".

    >>> [d.duration.iso for d in find_durations("met een jaar verlengd")]
    ['P1Y']
    """
    lexicon = load_lexicon()
    tokens = readable_tokens(text)
    ctx = Context(
        tokens=tokens,
        lexicon=lexicon,
        on=date(2000, 1, 1),
        habits=lexicon.habits["paper"],
    )
    found: list[DurationExpression] = []
    place = 0
    while place < len(tokens):
        read = duration_at(ctx, place)
        if read is None:
            place += 1
            continue
        duration, end = read
        begin, stop = tokens[place].begin, tokens[end - 1].end
        found.append(
            DurationExpression(
                begin=begin, end=stop, text=text[begin:stop], duration=duration
            )
        )
        place = end
    return found


def duration_at(ctx: Context, place: int) -> tuple[Duration, int] | None:
    """Read a count and a unit of time."""
    count = count_at(ctx, place)
    unit = None if count is None else unit_at(ctx, count[1])
    if count is None or unit is None:
        return None
    return duration_of(count[0], unit[0]), unit[1]


def as_json(expressions: list[TimeExpression]) -> list[dict[str, int | str | None]]:
    """Return the expressions as objects for JSON; days are ISO strings or None.

    >>> as_json(find_times("sinds 2007", on=date(2022, 12, 22)))[0]["first"]
    '2007-01-01'
    """
    return [
        {
            "begin": e.begin,
            "end": e.end,
            "text": e.text,
            "edtf": e.value.edtf,
            "first": None if e.value.first is None else e.value.first.isoformat(),
            "last": None if e.value.last is None else e.value.last.isoformat(),
            "precision": e.value.precision.value,
        }
        for e in expressions
    ]
