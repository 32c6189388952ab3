"""Graphs in sections: Turtle of some triples, made once and put together in files.

Prefixes are declared at the head of a file, all that there are. So a file is its head
and its sections one after the other, whoever made them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

import pyoxigraph

from kg.store.turtle import AnyStatement, Shorthand, by_subject, subject_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Triples as Turtle, in order and without prefixes, and how many they are."""

    turtle: str
    triples: int

    @property
    def digest(self) -> str:
        """What tells it from any other: SHA-256."""
        return sha256(self.turtle.encode()).hexdigest()


Sections = Callable[[str], Section]  # gives a section by its digest


def section_of(triples: Iterable[AnyStatement], prefixes: Mapping[str, str]) -> Section:
    """Return triples as a section; doubles count once.

    Raises:
        OutputError: a term cannot be written.
    """
    about = by_subject(triples)
    blocks = "\n".join(subject_blocks(about, Shorthand(prefixes)))
    values = chain.from_iterable(said.values() for said in about.values())
    return Section(turtle=blocks, triples=sum(map(len, values)))


def triples_in(
    section: Section, prefixes: Mapping[str, str]
) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of a section."""
    text = head(prefixes) + section.turtle
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE):
        yield quad.triple


def head(prefixes: Mapping[str, str]) -> str:
    """Return the declarations of prefixes, and what stands between them and a graph."""
    lines = (f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items())
    return "".join(lines) + "\n"


class Stream(io.RawIOBase):
    """Text that is made while it is read.

    >>> Stream(["Mali", " ", "2020"]).readall()
    b'Mali 2020'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self._texts = iter(texts)
        self._rest = b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as there is text."""
        while not self._rest:
            text = next(self._texts, None)
            if text is None:
                return 0
            self._rest = text.encode()
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
