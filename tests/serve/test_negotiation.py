"""Which format a client gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiation import RDF, SOLUTIONS, choose

JSON, XML, CSV, TSV, *_ = SOLUTIONS


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (" */* ", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        (CSV, CSV),
        ("TEXT/CSV", CSV),
        ("text/csv;charset=utf-8", CSV),
        ("text/csv; header=present; q=0.3", CSV),
        (f"{XML};q=0.9, {CSV};q=0.8", XML),
        (f"{XML};q=0.8, {CSV};q=0.9", CSV),
        (f"{XML} ; Q = 0.8 , {CSV};q=0.9", CSV),
        (f"{XML}, */*", XML),
        (f"*/*, {XML}", XML),
        (f"*/*;q=0.5, {XML};q=0.1", JSON),
        (f"{JSON};q=0, */*", XML),
        ("text/*;q=0.9, text/csv;q=0", TSV),
        ("application/json", "application/json"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("text/javascript, application/javascript, */*; q=0.01", JSON),
        ("image/png", None),
        ("image/*", None),
        ("text/csv;q=0", None),
        ("*/*;q=0", None),
        (f"{CSV};q=high", CSV),
        (f"{CSV};q=nan", CSV),
        (f"{CSV};q=-1", None),
        (f"{CSV};q=7, {XML}", XML),
        ("nonsense", JSON),
        ("nonsense, text/csv", CSV),
        ("*/csv, text/tab-separated-values", TSV),
        (";q=1,,/", JSON),
    ],
)
def test_choice(accept, expected):
    """Quality first, then how closely a type is named, then our order."""
    assert choose(accept, SOLUTIONS) == expected


@given(st.text(max_size=60), st.sampled_from([SOLUTIONS, RDF]))
def test_any_header(accept, offers):
    """Whatever is sent, an offer comes out or nothing."""
    assert choose(accept, offers) in {None, *offers}


@given(
    st.dictionaries(st.sampled_from([*SOLUTIONS]), st.integers(0, 1000), min_size=1),
    st.randoms(),
)
def test_the_best_wins(qualities, random):
    """Of types that are named the gladdest accepted one wins, in whatever order."""
    parts = [f"{name};q={quality / 1000}" for name, quality in qualities.items()]
    random.shuffle(parts)

    chosen = choose(", ".join(parts), SOLUTIONS)

    best = max(qualities.values())
    assert chosen is None if best == 0 else qualities[chosen] == best
