"""Spans become nested pieces, whatever spans there are."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from kg.pages.marking import Piece, Span, nest

SPANS = st.lists(
    st.tuples(st.integers(-3, 20), st.integers(-3, 20)).map(sorted).map(tuple),
    max_size=7,
)
Leaf = tuple[int, int, tuple[Span, ...]]


def leaves(pieces: Iterable[Piece], above: tuple[Span, ...] = ()) -> Iterator[Leaf]:
    """Yield the pieces that hold no other, each with the spans that it is in."""
    for piece in pieces:
        within = (*above, piece.span) if piece.span else above
        if piece.parts:
            yield from leaves(piece.parts, within)
        else:
            yield piece.begin, piece.end, within


@given(SPANS, st.integers(1, 18))
def test_every_character_is_in_its_spans(spans, end):
    """Pieces follow on each other, and each character is in exactly its spans."""
    at = 0
    for first, last, within in leaves(nest(spans, 0, end)):
        assert (first, last > first) == (at, True)
        assert len(within) == len(set(within))
        for place in range(first, last):
            assert set(within) == {s for s in spans if s[0] <= place < s[1]}
        at = last
    assert at == end


@given(SPANS)
def test_pieces_of_a_span_hold_its_characters(spans):
    """What is in a span, put together, is the span."""
    found = list(leaves(nest(spans, 0, 20)))

    for begin, end in spans:
        held = [range(b, e) for b, e, within in found if (begin, end) in within]
        places = [place for stretch in held for place in stretch]
        assert places == list(range(max(begin, 0), min(end, 20)))


def test_a_span_in_a_span():
    """A name in a sentence is a part of it; what crosses its end is cut there."""
    (first, rest) = nest([(0, 10), (2, 4), (8, 12)], 0, 12)

    assert first.span == (0, 10)
    assert [(p.begin, p.end, p.span) for p in first.parts] == [
        (0, 2, None),
        (2, 4, (2, 4)),
        (4, 8, None),
        (8, 10, (8, 12)),
    ]
    assert (rest.begin, rest.end, rest.span, rest.is_first) == (10, 12, (8, 12), False)
    assert first.parts[3].is_first
