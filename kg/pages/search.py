"""Searching: what documents, actors and events are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode

from kg.iris import fold, local_name
from kg.pages.entries import Entry, actors, documents, events
from kg.pages.graph import Graph
from kg.pages.lists import Slice, cut
from kg.query.names import WELL_KNOWN
from kg.store import DEFAULT_GRAPH

SIZE = 50  # hits on one page

_ALTERNATIVE = NamedNode(f"{WELL_KNOWN['skos']}altLabel")
_PREFERRED = NamedNode(f"{WELL_KNOWN['skos']}prefLabel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found: of which list, and by which name if by another."""

    entry: Entry
    list: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found for some words."""

    words: str
    slice: Slice[Hit]


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A name as it is sought, and what bears it."""

    folded: str
    hit: Hit


def search(graph: Graph, words: str, page: int = 1) -> Found | None:
    """Return what bears a name that holds all the words, None if no such page.

    Case and diacritics do not matter. Whole names come first, then those that begin
    with the words, then by how often things occur.
    """
    sought = fold(words.strip())
    hits = _hits(graph, sought) if sought else []
    found = cut(hits, page, SIZE)
    return Found(words=words, slice=found) if found else None


def near(graph: Graph, name: str, most: int = 8) -> Sequence[Hit]:
    """Return what is called much like a name that leads nowhere."""
    parts = [part for part in fold(name).replace(".", "-").split("-") if len(part) > 2]
    scored: dict[str, tuple[int, Hit]] = {}
    for indexed in _index(graph):
        score = sum(part in indexed.folded for part in parts)
        iri = indexed.hit.entry.thing.iri
        if score and score > scored.get(iri, (0, indexed.hit))[0]:
            scored[iri] = (score, indexed.hit)
    ranked = sorted(scored.values(), key=lambda each: (-each[0], -each[1].entry.count))
    return [hit for _, hit in ranked[:most]]


def _hits(graph: Graph, sought: str) -> list[Hit]:
    parts = sought.split()
    best: dict[str, tuple[tuple[int, int], Hit]] = {}
    for indexed in _index(graph):
        if all(part in indexed.folded for part in parts):
            rank = (_rank(indexed.folded, sought), -indexed.hit.entry.count)
            iri = indexed.hit.entry.thing.iri
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, indexed.hit)
    return [hit for _, hit in sorted(best.values(), key=lambda each: each[0])]


def _rank(folded: str, sought: str) -> int:
    if folded == sought:
        return 0
    if folded.startswith(sought):
        return 1
    return 2 if f" {sought}" in folded else 3


def _index(graph: Graph) -> Sequence[_Indexed]:
    return graph.keep("index", lambda: list(_indexed(graph)))


def _indexed(graph: Graph) -> Iterator[_Indexed]:
    others = _other_names(graph)
    listed = (("documents", documents), ("actors", actors), ("events", events))
    for name, entries in listed:
        for entry in entries(graph):
            label = entry.thing.label
            local = entry.identifier or local_name(entry.thing.iri)
            for text in dict.fromkeys((label, local)):
                yield _Indexed(fold(text), Hit(entry=entry, list=name))
            for other in sorted(others.get(entry.thing.iri, ())):
                if other != label:
                    hit = Hit(entry=entry, list=name, name=other)
                    yield _Indexed(fold(other), hit)


def _other_names(graph: Graph) -> dict[str, list[str]]:
    """Return all labels of things, in any language."""
    found: dict[str, list[str]] = {}
    quads = (
        graph.store.quads_for_pattern(None, property_, None, DEFAULT_GRAPH)
        for property_ in (_PREFERRED, _ALTERNATIVE)
    )
    for quad in chain.from_iterable(quads):
        iri = str(getattr(quad.subject, "value", ""))
        found.setdefault(iri, []).append(str(getattr(quad.object, "value", "")))
    return found
