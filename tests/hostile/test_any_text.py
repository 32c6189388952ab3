"""Any text is read to an end, and every span is exactly the words at its offsets."""

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from hostile_texts import TEXTS, document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.checks import check_spans
from kg.corpus import clean, find_references, find_turns
from kg.corpus.pieces import LONGEST
from kg.model import ReadDocument
from kg.pipeline.reader import reader_of
from kg.times import find_durations, find_sequels, find_times
from kg.times.lexicon import Reading

READER = reader_of("kroniek")
DATES = st.dates(date.min, date.max)
MANY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@MANY
@given(TEXTS, st.sampled_from(["written-consultation", "written-questions", "letter"]))
def test_turns(text: str, kind: str):
    """Turns follow each other; each character of running text is one of the text."""
    paper = document(text, kind=kind)
    turns = find_turns(paper)

    assert len({turn.label for turn in turns}) == len(turns)
    assert all(a.end <= b.begin for a, b in pairwise(turns))
    check_spans(turns, paper)
    for cleaned in (*clean(text), *(p for turn in turns for p in turn.paragraphs)):
        assert 0 < len(cleaned.text) == len(cleaned.offsets) <= LONGEST
        pairs = list(zip(cleaned.text, cleaned.offsets, strict=True))
        assert all(c in (text[at], " ") for c, at in pairs)
        assert list(cleaned.offsets) == sorted(set(cleaned.offsets))


@MANY
@given(TEXTS)
def test_references(text: str):
    """Citations are slices of the text."""
    paper = document(text)

    check_spans(find_references(paper), paper)


@MANY
@given(TEXTS, DATES, st.sampled_from(get_args(Reading)))
def test_times(text: str, on: date, reading: Reading):
    """Expressions of time lie in the text and are days that there are."""
    for found in find_times(text, on=on, reading=reading):
        assert 0 <= found.begin < found.end <= len(text)
        value = found.value
        assert not value.first or not value.last or value.first <= value.last
    for other in (*find_durations(text), *find_sequels(text)):
        assert 0 <= other.begin < other.end <= len(text)


@MANY
@given(TEXTS, DATES, st.sampled_from(["nl", "be", "ml", "", "\n", "zz"]))
def test_reading(text: str, issued: date, country: str):
    """All that is read of a document is exactly in its text."""
    paper = document(text, issued=issued, country=country)

    said = READER.read(paper)

    assert isinstance(said, ReadDocument)
    check_spans(said, paper)


@pytest.mark.parametrize("ending", ["\r", "\r\n", "\u2028", "\x85"])
def test_line_ends(ending: str):
    """Whatever ends lines, the same is read, and spans are checked indeed."""
    text = "Vraag 1\n\nWat vindt u?\n\nAntwoord 1\n\nNiger sloot op 3 mei zijn\ngrens."
    paper = document(text.replace("\n", ending))

    said = READER.read(paper)

    assert [claim.event_class for claim in said.claims] == ["BorderClosure"]
    assert check_spans(said, paper) > 5
