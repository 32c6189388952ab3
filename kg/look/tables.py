"""Answers and networks as the structures that data scientists work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import SettingsError
from kg.look.network import Network
from kg.query import Table, as_records

if TYPE_CHECKING:
    import pandas as pd


def as_frame(table: Table) -> pd.DataFrame:
    """Return the rows of a table as a DataFrame; what is unbound is None.

    Raises:
        SettingsError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415  it is an extra
    except ModuleNotFoundError as error:
        raise SettingsError(
            "a DataFrame needs pandas: pip install 'kroniek[notebook]'"
        ) from error
    return pd.DataFrame(as_records(table), columns=list(table.columns))


def as_networkx(network: Network) -> nx.MultiDiGraph[str]:
    """Return a network as a graph of networkx, each node by its IRI.

    All attributes are text or numbers, so that it can be written as GraphML or GEXF;
    an edge that has no direction goes from the lower IRI to the higher, and says so.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(
            node.iri,
            label=node.label,
            kind=node.kind,
            country=node.country or "",
            claims=node.claims,
        )
    for edge in network.edges:
        quote = edge.quotes[0]
        attributes: dict[str, Any] = {
            "label": edge.label,
            "is_directed": edge.is_directed,
            "factuality": quote.factuality,
            "factualities": ", ".join(each for each, _ in edge.factualities),
            "first": str(edge.first or ""),
            "last": str(edge.last or ""),
            "claims": edge.claims,
            "claim": quote.claim,
            "sentence": quote.sentence,
            "document": quote.document,
        }
        graph.add_edge(edge.source, edge.target, key=edge.name, **attributes)
    return graph
