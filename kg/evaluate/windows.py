"""The days that an EDTF value means, to compare values that are written otherwise."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TypeAlias

# The first and the last day, as YYYY-MM-DD; None where the value is open.
Window: TypeAlias = tuple[str | None, str | None]

# Parts of a year by the codes of EDTF (ISO 8601-2, level 2): first and last month.
PARTS = {
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
    "40": (1, 6),
    "41": (7, 12),
}
_OPEN = {"", ".."}
_QUALIFIERS = re.compile(r"[~?%]")
_YEAR = re.compile(r"\d{4}")
_PART = re.compile(r"(\d{4})-(\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNSPECIFIED = re.compile(r"[\dX]{4}(?:-[\dX]{2}){0,2}")


def window(edtf: str) -> Window | None:
    """Return the first and the last day of an EDTF value, None if it has none.

    Qualifiers such as `~` are ignored. Seasons and values with unspecified digits have
    no days that everybody agrees on, and are compared as they are written.

    >>> window("2020-08"), window("2019-05-01/.."), window("2024-34")
    (('2020-08-01', '2020-08-31'), ('2019-05-01', None), ('2024-04-01', '2024-06-30'))
    >>> window("volgend jaar")
    """
    first, sign, last = edtf.partition("/")
    begin, end = _days(first), _days(last if sign else first)
    if begin is None or end is None:
        return None
    return begin[0], end[1]


def same_window(one: str, other: str) -> bool:
    """Tell whether two EDTF values mean the same days.

    >>> same_window("2020", "2020-01/2020-12"), same_window("2020", "2020-01/..")
    (True, False)
    """
    found = window(one)
    return found is not None and found == window(other)


def _days(value: str) -> Window | None:
    """Return the first and last day of a value that is no interval."""
    plain = _QUALIFIERS.sub("", value)
    if plain in _OPEN:
        return None, None
    if _DAY.match(plain):
        return plain[:10], plain[:10]
    if _YEAR.fullmatch(plain):
        return f"{plain}-01-01", f"{plain}-12-31"
    match = _PART.fullmatch(plain)
    if match is None:
        return (plain, plain) if _UNSPECIFIED.fullmatch(plain) else None
    year, part = match.groups()
    if part == "00":
        return None
    if part in PARTS:
        begin, end = PARTS[part]
        return _first(year, begin), _last(year, end)
    if int(part) <= 12:
        return _first(year, int(part)), _last(year, int(part))
    return plain, plain


def _first(year: str, month: int) -> str:
    return f"{year}-{month:02}-01"


def _last(year: str, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(int(year), month)[1]:02}"
