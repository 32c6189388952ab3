"""Model values as bytes and back, so that they can be kept and sent.

The form is MessagePack, written from the types of `kg/model.py` by msgspec: equal
values give equal bytes, and bytes that do not fit the type are refused.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TypeVar

import msgspec

Value = TypeVar("Value")


def encode(value: object) -> bytes:
    """Return a value of the model, or a tuple of such, as MessagePack.

    >>> from kg.model import Mention, Span
    >>> span = Span(document="d", begin=3, end=7, quote="Mali")
    >>> decode(encode(span), Span) == span
    True
    """
    return msgspec.msgpack.encode(value)


def decode(data: bytes, kind: type[Value]) -> Value:
    """Return the value of a kind that bytes stand for.

    Raises:
        ValueError: the bytes are no MessagePack, or not of this kind of value.
    """
    return msgspec.msgpack.decode(data, type=kind)


def digest(*values: object) -> str:
    """Return what tells values of the model apart from all others: SHA-256, as hex.

    >>> digest("a", 1) == digest("a", 1), digest("a", "b") == digest("ab")
    (True, False)
    """
    return sha256(encode(values)).hexdigest()
