"""Lists in pages: of documents, actors and events, and what the first page shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.iris import local_name
from kg.pages.entries import Entry, actors, documents, events, kinds, ties
from kg.pages.graph import Graph, Thing

SIZE = 100  # lines of a list on one page
_NUMBER = re.compile("[0-9]{1,9}")
_TOP = 12  # actors that the first page shows

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[Item]):
    """One page of a list; `number` counts from 1 to `last`."""

    items: tuple[Item, ...]
    number: int
    last: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of things, one kind of them or all; `kinds` are those there are."""

    name: str
    slice: Slice[Entry]
    kinds: Sequence[tuple[Thing, int]]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page: how much there is, the documents, who is named most."""

    counts: tuple[tuple[str, int], ...]
    documents: tuple[Entry, ...]
    more_documents: bool
    actors: tuple[Entry, ...]


def page_number(written: str) -> int:
    """Return the number of a page as it stands in an address, 0 where it is none.

    >>> page_number("12"), page_number("x"), page_number("")
    (12, 0, 0)
    """
    return int(written) if _NUMBER.fullmatch(written) else 0


def cut(items: Sequence[Item], number: int, size: int = SIZE) -> Slice[Item] | None:
    """Return one page of a list, None where there is no such page.

    >>> cut("abcde", 2, size=2)
    Slice(items=('c', 'd'), number=2, last=3, total=5)
    """
    last = max(1, -(-len(items) // size))
    if not 1 <= number <= last:
        return None
    shown = tuple(items[(number - 1) * size : number * size])
    return Slice(items=shown, number=number, last=last, total=len(items))


def read_listing(graph: Graph, name: str, *rest: str) -> Listing | None:
    """Return a page of a list, None where there is no such page.

    Args:
        graph: where it is read.
        name: documents, actors or events.
        rest: a kind to show alone, if any, then the number of the page, if not 1.
    """
    entries = {"documents": documents, "actors": actors, "events": events}[name](graph)
    kind = rest[0] if rest and not page_number(rest[0]) else ""
    numbers = rest[1:] if kind else rest
    shown = [e for e in entries if not kind or local_name(e.kind.iri) == kind]
    found = cut(shown, page_number(numbers[0]) if numbers else 1)
    if found is None or len(numbers) > 1 or (kind and not shown):
        return None
    choices = kinds(entries) if name != "documents" else []
    return Listing(name=name, slice=found, kinds=choices, kind=kind)


def read_home(graph: Graph) -> Home:
    """Return what the first page shows."""
    papers, named, happened = documents(graph), actors(graph), events(graph)
    relations = ties(graph)
    claims = sum(entry.count for entry in happened)
    claims += sum(tie.entry.count for tie in relations)
    most = sorted(named, key=lambda entry: -entry.count)[:_TOP]
    return Home(
        counts=(
            ("documents", len(papers)),
            ("actors", len(named)),
            ("events", len(happened)),
            ("claims", claims),
        ),
        documents=tuple(papers[:SIZE]),
        more_documents=len(papers) > SIZE,
        actors=tuple(most),
    )
