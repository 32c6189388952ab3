"""Values in pages: the same values in the same order, few bytes at once."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from kg.codec import decode
from kg.pipeline import pages
from kg.pipeline.pages import paged, unpaged


@given(st.lists(st.binary(max_size=50)))
def test_there_and_back(pieces):
    """Whatever the values are, empty ones and none among them."""
    assert list(unpaged(paged(pieces))) == pieces
    assert paged(pieces) == paged(iter(pieces))


def test_a_page_is_not_large(monkeypatch):
    """So many values stand in a page, or so many bytes; what is larger is alone."""
    monkeypatch.setattr(pages, "MOST", 3)
    monkeypatch.setattr(pages, "MUCH", 10)
    pieces = [b"a", b"b", b"c", b"d", b"e" * 20, b"f" * 6, b"g" * 6]
    sizes = [
        len(decode(zlib.decompress(page), tuple[bytes, ...])) for page in paged(pieces)
    ]

    assert sizes == [3, 1, 1, 1, 1]


def test_one_page_is_looked_at_at_once():
    """What stands in later pages is of no account before they are reached."""
    (sound,) = paged([b"Mali"])

    assert next(unpaged((sound, b"damaged"))) == b"Mali"
