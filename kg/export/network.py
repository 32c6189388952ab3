"""The network of actors as GraphML, for Gephi and other programs that draw networks.

Nodes are actors that have a role or are a source, and events that something is done to
(a condemned coup). What the edges are depends on the layer that is asked for: claims,
the pairs that each claim joins; events, those that each event joins; edges, the direct
edges. Without a layer they are the pairs of claims, and what the registry knows.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx

from kg.describe import prefixes
from kg.export.asking import ask, select_query
from kg.export.subset import Layer, Subset
from kg.export.tables import Value, list_tables, rows_of
from kg.iris import local_name
from kg.query.names import shorten

Record = Mapping[str, Any]  # what a row holds for each column
Plain = str | int | float | bool

SEPARATOR = " | "
_OF_NODE = ("label", "label_en", "kind", "country", "claims", "said", "mentions")
_OF_CLAIM = ("rank", "confidence", "reported_by", "uttered_on", "quote")
# What XML 1.0 cannot hold (production 2, Char).
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge of the network: its ends, its name, and what is known of it."""

    start: str
    end: str
    name: str
    record: Record


def write_graphml(subset: Subset, path: Path) -> None:
    """Write the network as a directed multigraph, each attribute with its type.

    Lists are joined by ` | `, and white space in a text is made one blank.
    """
    network = _Network(subset)
    edges = list(network.edges())
    ends = {end for edge in edges for end in (edge.start, edge.end)}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, record in network.nodes(ends):
        graph.add_node(network.short(iri), iri=iri, **_attributes(record))
    for edge in edges:
        start, end = network.short(edge.start), network.short(edge.end)
        graph.add_edge(start, end, key=edge.name, **_attributes(edge.record))
    nx.write_graphml_xml(graph, path)


class _Network:
    """The tables of a subset, as nodes and edges."""

    def __init__(self, subset: Subset) -> None:
        self.subset = subset
        self.prefixes = prefixes(subset.namespaces)
        self.claims = {str(row["claim"]): row for row in self.rows("claims")}
        papers = self.rows("documents")
        self.numbers = {str(row["document"]): row["identifier"] for row in papers}
        self.pairs: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in ask(subset.merged, select_query("pairs")):
            pair = row["from"].value, row["to"].value, row["roles"].value
            self.pairs[row["thing"].value].append(pair)

    def rows(self, table: str) -> Iterator[Record]:
        """Yield the rows of a table as mappings."""
        found = list_tables()[table]
        names = [column.name for column in found.columns]
        for row in rows_of(self.subset, found):
            yield dict(zip(names, row, strict=True))

    def short(self, iri: str) -> str:
        """Return an IRI as a prefixed name."""
        return shorten(iri, self.prefixes)

    def nodes(self, ends: Container[str]) -> Iterator[tuple[str, Record]]:
        """Yield the actors that say or do something, and the events that are ends."""
        for row in self.rows("actors"):
            if row["actor"] in ends or row["claims"] or row["said"]:
                found = {name: row[name] for name in _OF_NODE}
                country = row["country"] and self.short(str(row["country"]))
                yield str(row["actor"]), {**found, "country": country}
        for row in self.rows("events"):
            if row["event"] in ends:
                found = {name: row[name] for name in ("label", "label_en", "claims")}
                yield str(row["event"]), {**found, "kind": row["class"]}

    def edges(self) -> Iterator[Edge]:
        """Yield the edges of the layer that was asked for."""
        match self.subset.only:
            case Layer.EDGES:
                yield from self._direct()
            case Layer.EVENTS:
                yield from self._of_events()
            case Layer.CLAIMS:
                yield from self._of_claims()
            case None:
                yield from self._of_claims()
                yield from (e for e in self._direct() if not e.record["claims"])

    def _of_claims(self) -> Iterator[Edge]:
        for claim, row in self.claims.items():
            about = {name: row[name] for name in _OF_CLAIM}
            record = {"label": row["class"], **self._said([claim]), **about}
            yield from self._joined(claim, {**record, "about": row["label"]})

    def _of_events(self) -> Iterator[Edge]:
        claims: dict[str, list[str]] = defaultdict(list)
        for claim, row in self.claims.items():
            claims[str(row["event"])].append(claim)
        for row in self.rows("events"):
            event = str(row["event"])
            days = {name: row[name] for name in ("first_day", "last_day")}
            record = {"label": row["class"], **self._said(claims[event]), **days}
            yield from self._joined(event, {**record, "about": row["label"]})

    def _joined(self, thing: str, record: Record) -> Iterator[Edge]:
        """Yield an edge for each pair that a claim or event joins."""
        for number, (start, end, roles) in enumerate(self.pairs[thing], start=1):
            yield Edge(
                start=start,
                end=end,
                name=f"{self.short(thing)}/{number}",
                record={**record, "roles": roles},
            )

    def _direct(self) -> Iterator[Edge]:
        earning: dict[tuple[Value, ...], list[str]] = defaultdict(list)
        for row in ask(self.subset.merged, select_query("earning")):
            relation = local_name(row["relation"].value)
            edge = row["subject"].value, relation, row["object"].value
            earning[edge].append(row["claim"].value)
        for row in self.rows("edges"):
            start, relation, end = row["subject"], row["relation"], row["object"]
            names = self.short(str(start)), f"rel:{relation}", self.short(str(end))
            said = self._said(earning[start, relation, end])
            yield Edge(
                start=str(start),
                end=str(end),
                name=" ".join(names),
                record={"label": relation, "known": row["known"], **said},
            )

    def _said(self, claims: Iterable[str]) -> Record:
        """Return what claims say together of how sure, by whom, when and where."""
        rows = [self.claims[claim] for claim in claims]
        papers = {str(row["document"]) for row in rows}
        return {
            "claims": len(rows),
            "weight": float(max(1, len(rows))),
            "factuality": sorted({str(row["factuality"]) for row in rows}),
            "source": sorted({name for row in rows for name in row["source"] or ()}),
            "document": sorted(self.numbers.get(p, local_name(p)) for p in papers),
            "first_day": min((d for r in rows if (d := r["first_day"])), default=None),
            "last_day": max((d for r in rows if (d := r["last_day"])), default=None),
        }


def _attributes(record: Record) -> dict[str, Plain]:
    """Return what GraphML can hold of a record."""
    found = ((name, _plain(value)) for name, value in record.items())
    return {name: value for name, value in found if value is not None}


def _plain(value: Value) -> Plain | None:
    match value:
        case list():
            return _plain(SEPARATOR.join(value)) if value else None
        case date():
            return value.isoformat()
        case str():
            return _NO_XML.sub("\ufffd", " ".join(value.split()))
    return value
