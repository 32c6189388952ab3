"""Dates as papers write them, moved by months."""

from calendar import monthrange
from datetime import date

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DATE = rf"(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?|(?:199|20[0-3])\d)"
SHORTEST = {"februari": 28}  # days, so that any year may hold the day
OTHERS = 30


def move_words(words: str, months: int) -> str:
    """Return a date as running text has it, so many months later.

    A year alone moves by whole years; a month without a year stays without one.

    >>> [move_words(d, 7) for d in ("31 juli 2020", "12 mei", "oktober 2021", "2019")]
    ['28 februari 2021', '12 december', 'mei 2022', '2019']
    """
    pieces = words.split()
    if len(pieces) == 1 and words.isdecimal():
        return str(int(words) + months // 12)
    at = next(n for n, piece in enumerate(pieces) if piece in MONTHS)
    years, month = divmod(MONTHS.index(pieces[at]) + months, 12)
    name = MONTHS[month]
    days = [str(min(int(day), SHORTEST.get(name, OTHERS))) for day in pieces[:at]]
    return " ".join([*days, name, *(str(int(y) + years) for y in pieces[at + 1 :])])


def move_day(day: date, months: int) -> date:
    """Return a day, so many months later.

    >>> move_day(date(2022, 1, 31), 1)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(day: date) -> str:
    """Return a day as papers write it.

    >>> in_words(date(2019, 9, 7))
    '7 september 2019'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
