"""The values that travel between stages."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.model
from kg.model import (
    Cleaned,
    Factuality,
    Finding,
    Precision,
    Report,
    Role,
    Severity,
    Span,
    TimeValue,
)
from kg.testing import claim, paper_of, time_value

VALUES = [
    value
    for value in vars(kg.model).values()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
]
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))


@pytest.mark.parametrize("value", VALUES, ids=lambda v: v.__name__)
def test_values_are_frozen_slotted_and_made_by_keyword(value: type):
    """No stage can change what another one made."""
    parameters = value.__dataclass_params__

    assert parameters.frozen
    assert "__slots__" in vars(value)
    assert all(f.kw_only for f in dataclasses.fields(value))


@pytest.mark.parametrize(
    ("begin", "end", "quote"), [(3, 3, ""), (-1, 1, "ab"), (5, 4, "a"), (0, 3, "ab")]
)
def test_an_impossible_span_cannot_be_made(begin: int, end: int, quote: str):
    """A span is not empty, not negative, and as long as its quote."""
    with pytest.raises(ValueError, match="no such span"):
        Span(document="d", begin=begin, end=end, quote=quote)


def test_a_document_quotes_itself():
    """A span made by a document shows its own characters."""
    assert paper_of("d", "Één coup.").span(4, 8).quote == "coup"


def test_offsets_lead_back_to_the_text_as_read():
    """A word joined over a line end has the span that holds its hyphen."""
    cleaned = Cleaned(text="coup", offsets=(0, 1, 4, 5))

    assert cleaned.original(0, 4) == (0, 6)
    assert cleaned.original(1, 2) == (1, 2)


def window(first: date | None, last: date | None) -> TimeValue:
    """Return a stretch of the calendar."""
    return TimeValue(edtf="x", first=first, last=last, precision=Precision.INTERVAL)


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_symmetric(first, last, other_first, other_last):
    """Who overlaps is overlapped, and what has a day overlaps itself."""
    one, other = window(first, last), window(other_first, other_last)

    assert one.overlaps(other) == other.overlaps(one)
    assert first is None or last is None or first > last or one.overlaps(one)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_a_day_overlaps_its_month_and_year(day: date):
    """Windows are compared, not strings."""
    value = time_value(day.isoformat())

    assert value.overlaps(time_value(day.isoformat()[:7]))
    assert value.overlaps(time_value(str(day.year)))
    assert not value.overlaps(time_value(str(day.year + 1)))


def test_open_stretches_overlap_everything_on_their_side():
    """A missing bound is no bound."""
    assert time_value("2020/..").overlaps(time_value("2031"))
    assert not time_value("2020/..").overlaps(time_value("2019"))
    assert time_value("../2020").overlaps(time_value("2020-12-31/.."))


def test_fillers_come_in_order_of_the_text():
    """Actors of a role keep their order and leave out other roles."""
    made = claim("Meeting", participant=["state-ml", "state-fr"], place=["state-ne"])

    assert made.fillers(Role.PARTICIPANT) == ("state-ml", "state-fr")
    assert made.fillers(Role.AGENT) == ()


def test_there_are_eight_factualities_and_four_roles():
    """The vocabulary, the shapes and the guidelines count on these."""
    assert len(Factuality) == 8
    assert [r.value for r in Role] == ["agent", "target", "participant", "place"]


@pytest.mark.parametrize("severity", Severity)
def test_only_violations_keep_a_graph_from_conforming(severity: Severity):
    """Warnings and remarks are no reason to fail."""
    finding = Finding(severity=severity, shape="s", focus_node="n", message="m")

    assert Report(findings=(finding,)).conforms is (severity is not Severity.VIOLATION)
