"""Spans of a text as nested pieces, as HTML needs them.

Spans may lie in each other and overlap. Of two that overlap, the one that begins later
is cut where the other ends, so that a span can have more than one piece; the pieces of
a span together hold exactly its characters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a span, or text in no span; `span` is then None.

    `begin` and `end` count the characters of the whole text; `parts` fill the piece
    from its begin to its end, and are empty where it holds no other span.
    """

    begin: int
    end: int
    span: Span | None = None
    parts: tuple["Piece", ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether its span begins here."""
        return self.span is not None and self.span[0] == self.begin


def nest(spans: Iterable[Span], begin: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces that fill a stretch of a text, in order.

    Spans are half-open; parts outside of the stretch are left out, and so are empty
    spans. Of spans that begin together the longest comes first.

    >>> [(piece.begin, piece.end, piece.span) for piece in nest([(2, 4)], 0, 5)]
    [(0, 2, None), (2, 4, (2, 4)), (4, 5, None)]
    """
    rests = [
        (span, (max(span[0], begin), min(span[1], end)))
        for span in set(spans)
        if max(span[0], begin) < min(span[1], end)
    ]
    return tuple(_filled(sorted(rests, key=_order), begin, end))


# A span, and what of it is still to be placed.
_Rest = tuple[Span, Span]


def _order(rest: _Rest) -> tuple[int, int, Span]:
    span, (begin, end) = rest
    return begin, -end, span


def _filled(rests: Sequence[_Rest], begin: int, end: int) -> Iterator[Piece]:
    """Yield pieces from begin to end; the rests are in order, and lie within."""
    at, waiting = begin, list(rests)
    while waiting:
        span, (first, last) = waiting.pop(0)
        if at < first:
            yield Piece(at, first)
        within, waiting = _split(waiting, last)
        parts = tuple(_filled(within, first, last)) if within else ()
        yield Piece(first, last, span, parts)
        at = last
    if at < end:
        yield Piece(at, end)


def _split(rests: Sequence[_Rest], at: int) -> tuple[list[_Rest], list[_Rest]]:
    """Part what lies before a place from what lies after, and cut what crosses it."""
    before = [(span, (b, min(e, at))) for span, (b, e) in rests if b < at]
    after = [(span, (max(b, at), e)) for span, (b, e) in rests if e > at]
    return before, sorted(after, key=_order)
