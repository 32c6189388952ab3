"""Messages through pipes: pieces of a body, and at the end what is said about it.

Each message has a head of five bytes: its kind, and how many bytes follow.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

PIECE = b"p"
END = b"e"
HEAD = struct.Struct(">cI")

_SIZE = 1 << 16


def messages(end: bytes, body: bytes = b"") -> Iterator[bytes]:
    r"""Return the messages that hold a body, and what is said about it.

    >>> list(messages(b"ok", b"body"))
    [b'p\x00\x00\x00\x04body', b'e\x00\x00\x00\x02ok']
    """
    for begin in range(0, len(body), _SIZE):
        piece = body[begin : begin + _SIZE]
        yield HEAD.pack(PIECE, len(piece)) + piece
    yield HEAD.pack(END, len(end)) + end


def read_messages(file: BinaryIO) -> tuple[bytes, bytes]:
    """Return the next body, and what is said about it.

    Raises:
        EOFError: there is no more.
    """
    body = bytearray()
    while True:
        kind, size = HEAD.unpack(_read(file, HEAD.size))
        data = _read(file, size)
        if kind == END:
            return bytes(body), data
        body += data


def _read(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data
