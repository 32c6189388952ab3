"""Time values made from others: opened at an end, or reckoned from."""

from kg.model import TimeValue
from kg.times import stretch
from kg.times.stretch import Stretch, time_value


def as_stretch(value: TimeValue) -> Stretch:
    """Return the stretch of a value."""
    return Stretch(first=value.first, last=value.last, precision=value.precision)


def since(value: TimeValue) -> TimeValue:
    """Return what begins with a time and has no end.

    >>> from datetime import date
    >>> from kg.times import find_times
    >>> [april] = find_times("op 4 april 2019", on=date(2019, 5, 1))
    >>> since(april.value).edtf
    '2019-04-04/..'
    """
    return time_value(stretch.since(as_stretch(value)), value.anchor)


def through(value: TimeValue) -> TimeValue:
    """Return what ends with a time and has no beginning.

    >>> from datetime import date
    >>> from kg.times import find_times
    >>> [year] = find_times("in 1991", on=date(2019, 5, 1))
    >>> through(year.value).edtf
    '../1991'
    """
    return time_value(stretch.through(as_stretch(value)), value.anchor)
