"""Reading what is to be validated: files of RDF, folders of them, builds, stores."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from rdflib import Graph

from kg.errors import InputError
from kg.store import as_graph, as_quad, read_triples, with_canonical_labels


def read_sources(sources: Iterable[Path]) -> Graph:
    """Return the triples of files and folders as one graph, of all named graphs too.

    Of a build folder or a store its four parts are read; of another folder every file
    of RDF directly in it. Blank nodes get canonical labels (RDFC-1.0), so that the same
    files give the same report.

    Args:
        sources: files (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD) or folders.

    Raises:
        InputError: a file cannot be read, a folder has none, or there is no triple.
        UnknownName: a file is of another format.
    """
    named = list(sources)
    graph = canonical(t for source in named for t in read_triples(source))
    if not graph:
        raise InputError(f"no triple in {', '.join(map(str, named))}")
    return graph


def canonical(triples: Iterable[pyoxigraph.Triple]) -> Graph:
    """Return triples as a graph whose blank nodes have canonical labels (RDFC-1.0).

    >>> nameless = pyoxigraph.BlankNode()
    >>> label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> mali = pyoxigraph.Triple(nameless, label, pyoxigraph.Literal("Mali"))
    >>> list(canonical([mali]).subjects())
    [rdflib.term.BNode('c14n0')]
    """
    quads = with_canonical_labels({as_quad(triple) for triple in triples})
    return as_graph(quad.triple for quad in quads)
