"""What must hold for any text and for every day."""

import calendar
import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import TimeExpression
from kg.times import find_times
from kg.times.lexicon import Reading

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT = [
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
]
ON = date(2022, 12, 22)
WORDS = [
    *MONTHS,
    *SHORT,
    *(
        [
            "de",
            "het",
            "een",
            "van",
            "tot",
            "en",
            "met",
            "t/m",
            "-",
            "–",
            "/",
            ",",
            ".",
            "(",
            ")",
            "in",
            "op",
            "voor",
            "na",
            "sinds",
            "vanaf",
        ]
    ),
    *(
        [
            "tussen",
            "begin",
            "medio",
            "eind",
            "half",
            "afgelopen",
            "vorige",
            "vorig",
            "komende",
            "volgende",
        ]
    ),
    *(
        [
            "dit",
            "deze",
            "jaar",
            "maand",
            "week",
            "weken",
            "jaren",
            "maandag",
            "vrijdag",
            "zomer",
            "najaar",
        ]
    ),
    *(
        [
            "eerste",
            "tweede",
            "helft",
            "kwartaal",
            "Q3",
            "jaren",
            "'90",
            "gisteren",
            "morgen",
            "jl.",
            "a.s.",
        ]
    ),
    *(
        [
            "2020",
            "2021",
            "1999",
            "18",
            "3",
            "31",
            "29",
            "2e",
            "15e",
            "twee",
            "vier",
            "geleden",
            "over",
            "weekend",
        ]
    ),
    *(
        [
            "militairen",
            "nr.",
            "Kamerstuk",
            "2022Z18320",
            "18:00",
            "€",
            "12/5",
            "21-8-2019",
            "0000",
            "9999",
        ]
    ),
]
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
readings = st.sampled_from(["paper", "calendar"])


def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the bounds of an EDTF value, without the package's own arithmetic."""
    first, _, last = edtf.partition("/")
    return side(first, at_end=False), side(last or first, at_end=True)


def side(value: str, *, at_end: bool) -> date | None:
    """Return the first or last day of one EDTF date."""
    if value == "..":
        return None
    numbers = [int(n) for n in value.split("-")]
    if len(numbers) == 3:
        return date(*numbers)
    year, code = numbers[0], numbers[1] if len(numbers) == 2 else None
    months = (1, 12) if code is None else (code, code)
    if code is not None and code > 12:
        quarter = (3 * (code - 33) + 1, 3 * (code - 33) + 3)
        months = quarter if code < 40 else (6 * (code - 40) + 1, 6 * (code - 40) + 6)
    if not at_end:
        return date(year, months[0], 1)
    return date(year, months[1], calendar.monthrange(year, months[1])[1])


def check(text: str, found: list[TimeExpression]) -> None:
    """Check offsets, order, bounds and EDTF of what was found."""
    place = 0
    for expression in found:
        assert place <= expression.begin < expression.end <= len(text)
        assert text[expression.begin : expression.end] == expression.text
        place = expression.end
        value = expression.value
        assert value.first is not None or value.last is not None
        if value.first is not None and value.last is not None:
            assert value.first <= value.last
        assert edtf_bounds(value.edtf) == (value.first, value.last)


@given(text=texts, on=days, reading=readings)
@settings(deadline=None, max_examples=300)
def test_words_of_time(text: str, on: date, reading: Reading) -> None:
    """Any row of words of time gives sound expressions."""
    check(text, find_times(text, on=on, reading=reading))


@given(text=st.text(max_size=80), on=st.dates())
@settings(deadline=None, max_examples=200)
def test_any_text(text: str, on: date) -> None:
    """Any text, on any day, gives sound expressions and no error."""
    check(text, find_times(text, on=on))


@given(day=days, on=days)
@settings(deadline=None, max_examples=200)
def test_dates_round_trip(day: date, on: date) -> None:
    """A full date is read back from every way of writing it."""
    month = day.month - 1
    written = [
        f"{day.day} {MONTHS[month]} {day.year}",
        f"{day.day}e {SHORT[month]} {day.year}",
        f"{day.day} {MONTHS[month].upper()} {day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day} {MONTHS[month]} van {day.year}",
    ]
    for text in written:
        for sentence in (text, f"Op {text} vond dit plaats.", f"(d.d. {text})"):
            found = find_times(sentence, on=on)
            assert [f.value.edtf for f in found] == [day.isoformat()], sentence
            assert found[0].text == text


@given(day=days, on=days)
@settings(deadline=None, max_examples=100)
def test_last_such_date(day: date, on: date) -> None:
    """A date with "jl." lies before the reference day, with "a.s." after it."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    past = find_times(f"{text} jl.", on=on)[0].value.first
    coming = find_times(f"{text} a.s.", on=on)[0].value.first
    assert past is not None
    assert coming is not None
    assert past < on < coming
    assert (coming.month, coming.day) == (past.month, past.day) == (day.month, day.day)
    if re.fullmatch(r"29 februari", text) is None:
        assert (on - past).days <= 366


def test_every_day() -> None:
    """Every day from 1950 to 2099 is read back from its usual form."""
    first, last = date(1950, 1, 1).toordinal(), date(2099, 12, 31).toordinal()
    every = [date.fromordinal(n) for n in range(first, last + 1)]
    text = ". ".join(f"Op {d.day} {MONTHS[d.month - 1]} {d.year}" for d in every)
    found = [e.value.edtf for e in find_times(text, on=ON)]
    assert found == [d.isoformat() for d in every]
