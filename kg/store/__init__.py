"""Where graphs are kept: in memory for queries, in a folder for good."""

from kg.store.folder import write_folder
from kg.store.load import (
    BUILD_FILES,
    as_store,
    construct_edges,
    dataset_files,
    edge_queries,
    load_files,
    namespaces_of,
    open_store,
    rdf_files,
)
from kg.store.terms import (
    RDF_TYPE,
    Term,
    as_graph,
    as_oxigraph,
    as_rdflib,
    as_triple,
)
from kg.store.turtle import trig, turtle, write_trig, write_turtle

__all__ = [
    "BUILD_FILES",
    "RDF_TYPE",
    "Term",
    "as_graph",
    "as_oxigraph",
    "as_rdflib",
    "as_store",
    "as_triple",
    "construct_edges",
    "dataset_files",
    "edge_queries",
    "load_files",
    "namespaces_of",
    "open_store",
    "rdf_files",
    "trig",
    "turtle",
    "write_folder",
    "write_trig",
    "write_turtle",
]
