"""What the head of a paper says of the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg.corpus.known import NOTHING, Known
from kg.corpus.patterns import read_patterns
from kg.model import DateBasis

HEAD = 4000  # characters: no head of a paper is longer
NUMERIC = re.compile(r"(?P<first>\d{1,4})-(?P<month>\d{1,2})-(?P<last>\d{1,4})")
WRITTEN = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>\w+)\s+(?P<year>\d{4})")


def read_head(text: str, known: Known = NOTHING) -> Known:
    r"""Return what the first lines of a text tell: its days and its kind.

    Args:
        text: of the paper.
        known: what is known from elsewhere, which is not looked for.

    >>> read_head("Den Haag, 3 mei 2018\n\nGeachte voorzitter,").issued
    datetime.date(2018, 5, 3)
    """
    patterns = read_patterns().head
    head = text[:HEAD]
    issued = None if known.issued else _first_day(head, patterns.issued)
    return Known(
        issued=issued,
        date_basis=DateBasis.TEXT if issued else None,
        asked=None if known.asked else _first_day(head, patterns.asked),
        kind=None if known.kind else kind_of(head),
    )


def kind_of(*words: str | None) -> str | None:
    """Return the kind of paper that a type, title or head tells, the first that does.

    >>> kind_of("", "Brief regering")
    'letter'
    """
    for word in filter(None, words):
        for pattern, kind in read_patterns().head.kinds:
            if pattern.search(word):
                return kind
    return None


def party_of(member: str, head: str) -> str | None:
    """Return the party that a head gives a member who is called by surname there.

    >>> party_of("A. de Wit", "Vragen van het lid De Wit (ABC) aan de Minister")
    'ABC'
    """
    surname = re.escape(member.rsplit(maxsplit=1)[-1])
    found = re.search(rf"\b{surname}\s+\(([^()]{{2,30}})\)", head[:HEAD])
    return found[1] if found else None


def as_day(text: str) -> date | None:
    """Return the day that a text gives, or None if it gives none that exists.

    >>> as_day("2018-05-03T10:00"), as_day("3-5-2018"), as_day("3 mei 2018")
    (datetime.date(2018, 5, 3), datetime.date(2018, 5, 3), datetime.date(2018, 5, 3))
    """
    try:
        if found := NUMERIC.match(text.strip()):
            year, day = int(found["first"]), int(found["last"])
            if len(found["first"]) != 4:
                year, day = day, year
            return date(year, int(found["month"]), day)
        if found := WRITTEN.search(text):
            months = read_patterns().head.months
            month = months.index(found["month"].lower()) + 1
            return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
    return None


def _first_day(head: str, patterns: Iterable[re.Pattern[str]]) -> date | None:
    for pattern in patterns:
        for found in pattern.finditer(head):
            if day := as_day(found["date"]):
                return day
    return None
