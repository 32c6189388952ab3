"""Other people's servers: asking a SPARQL endpoint, and writing to a graph store.

Questions go through SPARQLWrapper, which knows the SPARQL 1.1 Protocol. It has no Graph
Store Protocol, opens a connection for each request and authenticates for the whole
process at once, so what writes goes through httpx.
"""

from kg.endpoint.access import find_access
from kg.endpoint.address import check_address
from kg.endpoint.asking import TIMEOUT, Endpoint
from kg.endpoint.graphs import (
    count_graphs,
    list_graphs,
    read_dataset,
    read_graph,
)
from kg.endpoint.writing import (
    GraphStoreProtocol,
    GraphWriter,
    Sender,
    SparqlUpdate,
)

__all__ = [
    "TIMEOUT",
    "Endpoint",
    "GraphStoreProtocol",
    "GraphWriter",
    "Sender",
    "SparqlUpdate",
    "check_address",
    "count_graphs",
    "find_access",
    "list_graphs",
    "read_dataset",
    "read_graph",
]
