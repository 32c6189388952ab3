"""Times reckoned from another event: how they are found and what they come to."""

from datetime import date

import pytest

from kg.model import TimeAnchor
from kg.times import find_sequels

DAY = date(2020, 8, 18)
FOUND = {
    "een dag later": ("een dag later", "2020-08-19"),
    "Drie dagen daarna trad hij af": ("Drie dagen daarna", "2020-08-21"),
    "De volgende dag kwam hij vrij": ("De volgende dag", "2020-08-19"),
    "nog dezelfde dag": ("dezelfde dag", "2020-08-18"),
    "daags nadien": ("daags nadien", "2020-08-19"),
    "twee dagen eerder": ("twee dagen eerder", "2020-08-16"),
    "een week later": ("een week later", "2020-08-22/2020-08-28"),
    "twee maanden na de coup": ("twee maanden na", "2020-10"),
    "een jaar nadien": ("een jaar nadien", "2021"),
}


@pytest.mark.parametrize("text", FOUND)
def test_found_and_reckoned(text: str):
    """The words are found and reckoned from 18 August 2020."""
    (sequel,) = find_sequels(text)
    value = sequel.reckon(DAY)

    assert value is not None
    assert (sequel.text, value.edtf) == FOUND[text]
    assert value.anchor is TimeAnchor.OTHER_EVENT
    assert text[sequel.begin : sequel.end] == sequel.text


@pytest.mark.parametrize(
    "text",
    ["drie dagen eerder dan gepland", "drie dagen", "later dit jaar", "", "na de coup"],
)
def test_no_sequels(text: str):
    """Comparisons, lengths and plain times are not reckoned from an event."""
    assert find_sequels(text) == []


def test_beyond_the_calendar():
    """What lies outside the years 1 to 9999 has no value."""
    (sequel,) = find_sequels("een jaar later")

    assert sequel.reckon(date(9999, 5, 1)) is None
