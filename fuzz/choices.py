"""Bytes as a row of choices, so that a fuzzer can vary what has a structure."""

from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


def text_of(data: bytes) -> str:
    r"""Return bytes as text, as a file has it.

    >>> text_of("ë".encode()), text_of(b"\xff")
    ('ë', 'ÿ')
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def argument_of(data: bytes) -> str:
    r"""Return bytes as words of a command, which may hold lone surrogates (PEP 383).

    >>> argument_of("ë".encode()), argument_of(b"\xff")
    ('ë', '\udcff')
    """
    return data.decode("utf-8", "surrogateescape")


class Choices:
    r"""Takes one value after the other from bytes; when these end, the first of each.

    >>> made = Choices(b"\x02\x04MaliX")
    >>> made.one_of("abc"), made.text(), made.rest(), made.one_of("abc")
    ('c', 'Mali', 'X', 'a')
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def __bool__(self) -> bool:
        """Tell whether anything is left."""
        return self._place < len(self._data)

    def number(self) -> int:
        """Return a number from 0 to 255."""
        return int.from_bytes(self.take(1))

    def one_of(self, options: Sequence[Option]) -> Option:
        """Return one of a few options."""
        return options[self.number() % len(options)]

    def text(self) -> str:
        """Return a few words."""
        return argument_of(self.take(self.number()))

    def rest(self) -> str:
        """Return all that is left, as words."""
        return argument_of(self.take(len(self._data)))

    def take(self, count: int) -> bytes:
        """Return so many bytes, or those that are left."""
        begin, self._place = self._place, self._place + count
        return self._data[begin : self._place]
