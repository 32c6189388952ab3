"""Many values on their way from one process to another, compressed in pages.

Who gets them looks at one page at a time, and never holds all as they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from kg.codec import decode, encode
from kg.pipeline.cache import QUICK
from kg.portions import portions

MOST = 4096  # values of a page
MUCH = 1 << 20  # bytes of a page before it is compressed, if it has several values

Pages = tuple[bytes, ...]


def paged(pieces: Iterable[bytes]) -> Pages:
    """Return encoded values in pages, in their order.

    >>> list(unpaged(paged([b"Mali", b"Niger"])))
    [b'Mali', b'Niger']
    """
    pages = portions(pieces, len, most=MOST, much=MUCH)
    return tuple(zlib.compress(encode(page), QUICK) for page in pages)


def unpaged(pages: Pages) -> Iterator[bytes]:
    """Yield the encoded values of pages.

    Raises:
        ValueError: a page is something else.
        zlib.error: likewise.
    """
    for page in pages:
        yield from decode(zlib.decompress(page), tuple[bytes, ...])
