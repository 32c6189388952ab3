"""Data that are validated keep their literals as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.namespace import XSD
from reference_engine import VALUES, typed

from kg.store import as_oxigraph
from kg.validate.data import Data, as_kept, as_written, is_unchanged

NODE, PROPERTY = URIRef("urn:node"), URIRef("urn:property")
KINDS = (
    "integer decimal double float boolean date dateTime time gYear duration int byte"
)
LITERALS = st.builds(
    typed,
    st.text("0123456789.-+:TZPYeEINFa", max_size=12),
    st.sampled_from([XSD[kind] for kind in KINDS.split()]),
)
STRING = typed("x", XSD.string)  # the same as one without a datatype
CHANGED = [
    typed("01", XSD.integer),
    typed("7", XSD.int),
    typed("1.50", XSD.decimal),
    typed("1.0E0", XSD.double),
    typed("1", XSD.boolean),
    typed("2021-01-01+00:00", XSD.date),
]


def one(*values: object) -> Data:
    """Return data with some values of one property."""
    return Data((NODE, PROPERTY, value) for value in values)


def values_of(data: Data) -> set[object]:
    """Return the values of the property."""
    return {value for _, _, value in data.triples((NODE, PROPERTY, None))}


@pytest.mark.parametrize("literal", CHANGED)
def test_what_a_store_changes(literal: Literal) -> None:
    """It is under a made-up datatype in the one store, changed in the other."""
    data = one(literal, Literal(5))

    assert not is_unchanged(as_oxigraph(literal))
    assert not data.is_plain
    assert values_of(data) == {literal, Literal(5)}
    assert data.store.query("ASK { ?s ?p 5 }")
    by_value = {quad.object for quad in data.by_value}
    assert len(by_value) == 2
    assert as_oxigraph(literal) not in by_value
    assert as_kept(literal) not in by_value


@given(st.one_of(LITERALS, st.sampled_from([v for v in VALUES if v != STRING])))
def test_round_trip(value: object) -> None:
    """What is kept comes back as it was, and is found by what it was."""
    assert as_written(as_kept(value)) == value
    data = one(value)
    assert values_of(data) == {value}
    assert list(data.triples((None, None, value))) == [(NODE, PROPERTY, value)]


@given(st.sets(LITERALS, max_size=5))
def test_different_literals_stay_apart(literals: set[Literal]) -> None:
    """However many there are of the same value."""
    data = one(*literals)

    assert values_of(data) == literals
    assert len(list(data.triples((None, None, None)))) == len(literals)


def test_what_is_taken_away() -> None:
    """Of two that have the same value, the other stays."""
    one_way, another = typed("01", XSD.integer), typed("1", XSD.integer)
    data = one(one_way, another)
    assert len(data.by_value) == 1

    data.remove([(NODE, PROPERTY, one_way)])
    assert values_of(data) == {another}
    assert data
    assert len(data.by_value) == 1
    data.remove([(NODE, PROPERTY, another)])
    assert not data
    assert len(data.by_value) == 0


def test_nothing_is_said_of_literals() -> None:
    """A literal is no subject of anything."""
    assert list(one(Literal("x")).triples((Literal("x"), None, None))) == []
