"""All documents, actors, events and relations: what lists and searches show of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.iris import fold, local_name
from kg.pages.graph import Graph, Thing
from kg.query.internal import Answer, number, text

_LATE = "~"  # sorts after every date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a list.

    `kind` is the class or relation. `count` is how many claims there are, or how often
    an actor is named; `factualities` are the numbers of claims by factuality. `time` is
    EDTF, and `begin` the first day it may mean.
    """

    thing: Thing
    kind: Thing
    count: int
    identifier: str = ""
    time: str = ""
    begin: str = ""
    factualities: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A lasting relation as a line of a list: what it is, and between whom."""

    entry: Entry
    subject: Thing
    object: Thing
    is_past: bool


def documents(graph: Graph) -> Sequence[Entry]:
    """Return the documents, the newest first."""
    return graph.keep("documents", lambda: _documents(graph))


def actors(graph: Graph) -> Sequence[Entry]:
    """Return the actors that documents name, by what they are called."""
    return graph.keep("actors", lambda: _actors(graph))


def events(graph: Graph) -> Sequence[Entry]:
    """Return the events by their dates, those without one last."""
    return graph.keep("events", lambda: _events(graph))


def ties(graph: Graph) -> Sequence[Tie]:
    """Return the lasting relations by what they are called."""
    return graph.keep("ties", lambda: _ties(graph))


def event_entries(graph: Graph) -> dict[str, Entry]:
    """Return the events by IRI."""
    return graph.keep("event entries", lambda: {e.thing.iri: e for e in events(graph)})


def tie_entries(graph: Graph) -> dict[str, Tie]:
    """Return the lasting relations by IRI."""
    return graph.keep(
        "tie entries", lambda: {t.entry.thing.iri: t for t in ties(graph)}
    )


def kinds(entries: Iterable[Entry]) -> list[tuple[Thing, int]]:
    """Return of which kinds some entries are, and how many, by what they are called."""
    counts: dict[Thing, int] = defaultdict(int)
    for entry in entries:
        counts[entry.kind] += 1
    return sorted(counts.items(), key=lambda item: by_label(item[0]))


def by_label(thing: Thing) -> tuple[str, str]:
    """Return by what things are put in the order of their names."""
    return fold(thing.label), thing.iri


def _documents(graph: Graph) -> list[Entry]:
    rows = graph.rows("documents")
    kind = Thing("", "")
    found = [
        Entry(
            thing=graph.document(row["document"]),
            kind=kind,
            count=number(row, "count"),
            identifier=text(row, "identifier") or local_name(text(row, "document")),
            time=text(row, "issued"),
            begin=text(row, "issued"),
        )
        for row in rows
    ]
    return sorted(found, key=lambda entry: entry.begin, reverse=True)


def _actors(graph: Graph) -> list[Entry]:
    found = [
        Entry(
            thing=graph.thing(row["actor"]),
            kind=next(iter(graph.kinds(text(row, "actor"))), Thing("", "")),
            count=number(row, "count"),
        )
        for row in graph.rows("actors")
        if text(row, "actor").startswith(graph.namespaces.entity)
    ]
    return sorted(found, key=lambda entry: by_label(entry.thing))


def _events(graph: Graph) -> list[Entry]:
    found = [
        _counted(graph, rows, "event", "class")
        for rows in _grouped(graph.rows("events"), "event")
    ]
    return sorted(
        found, key=lambda entry: (entry.begin or _LATE, by_label(entry.thing))
    )


def _ties(graph: Graph) -> list[Tie]:
    found = [
        Tie(
            entry=_counted(graph, rows, "relation", "kind"),
            subject=graph.thing(rows[0]["subject"]),
            object=graph.thing(rows[0]["object"]),
            is_past=all(text(row, "past") == "true" for row in rows),
        )
        for rows in _grouped(graph.rows("relations"), "relation")
    ]
    return sorted(found, key=lambda tie: by_label(tie.entry.thing))


def _grouped(rows: Iterable[Answer], key: str) -> list[list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        found[text(row, key)].append(row)
    return list(found.values())


def _counted(graph: Graph, rows: Sequence[Answer], key: str, kind: str) -> Entry:
    """Return an event or relation of which there is a row for each factuality."""
    first = rows[0]
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        if row[kind] == first[kind]:
            counts[local_name(text(row, "factuality"))] += number(row, "count")
    return Entry(
        thing=graph.thing(first[key]),
        kind=graph.thing(first[kind]),
        count=sum(counts.values()),
        time=text(first, "time"),
        begin=text(first, "begin") or text(first, "end"),
        factualities=tuple(counts.items()),
    )
