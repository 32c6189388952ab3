"""Model values survive the way to bytes and back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.codec import decode, digest, encode
from kg.extract import read_document
from kg.language import load_pipeline
from kg.model import Quantity, ReadDocument, Span
from kg.testing import knowledge, paper_of

TEXT = (
    "Op 18 augustus 2020 zou de staatsgreep in Mali volgens de VN zijn veroordeeld.\n"
    "Minister Blok, 49 militairen en ongeveer € 3 miljoen: «niet» bevestigd. 🇲🇱\n"
)


def values(kind: object) -> st.SearchStrategy:
    """Return a strategy for a type as it stands in the model."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Span:
        return st.builds(span, st.text(), st.integers(0, 10**6), st.text(min_size=1))
    if isinstance(kind, type) and is_dataclass(kind):
        return instances(kind)
    if origin in {Union, UnionType}:
        return st.one_of(*map(values, inner))
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(*map(values, inner), max_size=2)
    if kind is NoneType:
        return st.none()
    if kind is date:
        return st.dates()
    if kind is float:
        return st.floats(allow_nan=False)
    if kind is int:
        return st.integers(-(2**63), 2**64 - 1)
    return st.from_type(kind)


def span(document: str, begin: int, quote: str) -> Span:
    """Return a span that fits its quote."""
    return Span(document=document, begin=begin, end=begin + len(quote), quote=quote)


def instances(kind: type) -> st.SearchStrategy:
    """Return a strategy for a class of the model: each field by its type."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values(hints[f.name]) for f in fields(kind)})


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(values(ReadDocument))
def test_whatever_is_read_survives(read: ReadDocument):
    """Any reading is the same after the way to bytes and back, and so are its bytes."""
    again = decode(encode(read), ReadDocument)

    assert again == read
    assert repr(again) == repr(read)
    assert encode(again) == encode(read)


def test_what_the_reader_gives_is_of_the_types_it_says():
    """A real reading survives to the last type: no list for a tuple, no int for 1.0."""
    read = read_document(
        paper_of("d1", TEXT), pipeline=load_pipeline(), knowledge=knowledge()
    )
    again = decode(encode(read), ReadDocument)

    assert read.claims
    assert read.mentions
    assert read.turns[0].paragraphs
    assert repr(again) == repr(read)


@pytest.mark.parametrize(
    "value",
    [
        {"document": "d", "begin": 5, "end": 3, "quote": "x"},
        {"document": "d", "begin": "0", "end": 1, "quote": "x"},
        {"document": "d"},
        ["d", 0, 1, "x"],
        None,
    ],
    ids=["offsets", "type", "missing", "list", "nothing"],
)
def test_bytes_of_something_else_are_refused(value: object):
    """What does not fit the type, or the rules of the value, is no such value."""
    with pytest.raises(ValueError, match=r"."):
        decode(encode(value), Span)


def test_bytes_that_are_cut_are_refused():
    """No beginning of a value is a value."""
    whole = encode(Quantity(value=49.0, unit="militairen"))

    for length in range(len(whole)):
        with pytest.raises(ValueError, match=r"."):
            decode(whole[:length], Quantity)


def test_digests_tell_values_apart():
    """Where one value ends and the next begins counts, and so does the type."""
    found = [digest("a", "b"), digest("ab"), digest(["a", "b"]), digest("a"), digest(1)]

    assert len(set(found)) == len(found)
    assert digest("a", "b") == found[0]
