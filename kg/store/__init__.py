"""Where graphs are kept: in memory for queries, in a folder or a store for good."""

from kg.store.difference import Graphs, replace_graphs
from kg.store.folder import write_folder
from kg.store.generations import (
    Generation,
    StoreFolder,
    data_of,
    hold_store,
    open_generation,
)
from kg.store.load import (
    BUILD_FILES,
    as_store,
    construct_edges,
    dataset_files,
    edge_queries,
    find_store,
    load_files,
    namespaces_of,
    open_store,
    rdf_files,
    read_triples,
)
from kg.store.marker import is_store
from kg.store.terms import (
    DEFAULT_GRAPH,
    RDF_TYPE,
    AnyTriple,
    Term,
    as_graph,
    as_oxigraph,
    as_quad,
    as_rdflib,
    as_triple,
)
from kg.store.turtle import trig, turtle, write_trig, write_turtle

__all__ = [
    "BUILD_FILES",
    "DEFAULT_GRAPH",
    "RDF_TYPE",
    "AnyTriple",
    "Generation",
    "Graphs",
    "StoreFolder",
    "Term",
    "as_graph",
    "as_oxigraph",
    "as_quad",
    "as_rdflib",
    "as_store",
    "as_triple",
    "construct_edges",
    "data_of",
    "dataset_files",
    "edge_queries",
    "find_store",
    "hold_store",
    "is_store",
    "load_files",
    "namespaces_of",
    "open_generation",
    "open_store",
    "rdf_files",
    "read_triples",
    "replace_graphs",
    "trig",
    "turtle",
    "write_folder",
    "write_trig",
    "write_turtle",
]
