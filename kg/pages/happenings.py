"""An event or a lasting relation for readers: all claims about it, side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg.iris import local_name
from kg.pages.claims import FACTUALITIES, Claim, Conflict
from kg.pages.entries import Entry, event_entries, tie_entries
from kg.pages.graph import Graph, Thing
from kg.pages.lists import Slice, cut
from kg.pages.reading import claims_about, corrections_of
from kg.query import Edit
from kg.query.internal import text
from kg.query.names import vocabulary

SIZE = 50  # claims on one page

_SAME = "possiblySameEventAs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one source says: its claims by factuality, in the order of the columns."""

    source: Thing
    cells: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Claims side by side: a row for each source, a column for each factuality."""

    factualities: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A claim, and one that cannot be right if it is."""

    claim: Claim
    conflict: Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event or a relation.

    `roles` are pairs of the name of a role and who fills it: of an event as its
    preferred claims agree. `same` are events that may be the same, `related` those that
    name this one.
    """

    entry: Entry
    definition: str
    roles: tuple[tuple[str, Thing], ...]
    comparison: Comparison
    clashes: tuple[Clash, ...]
    claims: Slice[Claim]
    edits: tuple[Edit, ...]
    same: tuple[Thing, ...] = ()
    related: tuple[Entry, ...] = ()


def read_event(graph: Graph, iri: str, page: int) -> Happening | None:
    """Return an event, None where there is no such event or page of its claims.

    Args:
        graph: where it is read.
        iri: the event.
        page: which page of its claims, from 1.
    """
    entries = event_entries(graph)
    if iri not in entries:
        return None
    node = NamedNode(iri)
    links = graph.rows("event-links", event=node)
    same = [row for row in links if local_name(text(row, "property")) == _SAME]
    roles = tuple(
        (graph.label(row["property"]), graph.thing(row["value"]))
        for row in links
        if row not in same
    )
    naming = graph.rows("event-related", event=node)
    related = [entries.get(text(row, "other")) for row in naming]
    found = _happening(graph, entries[iri], roles, page)
    return found and replace(
        found,
        same=tuple(graph.thing(row["value"]) for row in same),
        related=tuple(entry for entry in related if entry),
    )


def read_relation(graph: Graph, iri: str, page: int) -> Happening | None:
    """Return a relation, None where there is no such relation or page of its claims.

    The arguments are those of `read_event`.
    """
    tie = tie_entries(graph).get(iri)
    if tie is None:
        return None
    roles = (
        (graph.label(vocabulary("subject")), tie.subject),
        (graph.label(vocabulary("object")), tie.object),
    )
    return _happening(graph, tie.entry, roles, page)


def _happening(
    graph: Graph, entry: Entry, roles: tuple[tuple[str, Thing], ...], page: int
) -> Happening | None:
    claims = claims_about(graph, NamedNode(entry.thing.iri))
    claims.sort(key=lambda claim: (claim.uttered_on, claim.document, claim.evidence))
    shown = cut(claims, page, SIZE)
    if shown is None:
        return None
    return Happening(
        entry=entry,
        definition=graph.definition(entry.kind.iri),
        roles=roles,
        comparison=compare(claims),
        clashes=tuple(_clashes(claims)),
        claims=shown,
        edits=corrections_of(graph, entry.thing.iri),
    )


def compare(claims: Sequence[Claim]) -> Comparison:
    """Return claims by who says so and how surely; those of nobody come last."""
    names = {claim.factuality for claim in claims}
    columns = [name for name in FACTUALITIES if name in names]
    by_source: dict[Thing, list[Claim]] = defaultdict(list)
    for claim in claims:
        for source in claim.sources or (Thing("", ""),):
            by_source[source].append(claim)
    ordered = sorted(by_source.items(), key=lambda item: (not item[0].iri, item[0]))
    rows = (
        Row(
            source=source,
            cells=tuple(
                tuple(claim for claim in said if claim.factuality == name)
                for name in columns
            ),
        )
        for source, said in ordered
    )
    return Comparison(factualities=tuple(columns), rows=tuple(rows))


def _clashes(claims: Sequence[Claim]) -> list[Clash]:
    """Return the conflicts among claims, each once although both claims have it."""
    found = {
        (conflict.label, *sorted((claim.iri, conflict.claim.iri))): Clash(
            claim=claim, conflict=conflict
        )
        for claim in reversed(claims)
        for conflict in claim.conflicts
    }
    return [found[key] for key in sorted(found)]
