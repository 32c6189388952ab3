"""Terms of rdflib, in which graphs are made, and of pyoxigraph, which stores them."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.errors import OutputError

Resource = pyoxigraph.NamedNode | pyoxigraph.BlankNode
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
# What the types of pyoxigraph allow; that a triple is a term is for RDF 1.2 only.
AnyNode = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
AnyTerm = AnyNode | pyoxigraph.Literal
AnyTriple = (
    tuple[Node, Node, Node]
    | tuple[AnyNode, pyoxigraph.NamedNode, AnyTerm]
    | pyoxigraph.Triple
)

# What SPARQL asks where it names no graph.
DEFAULT_GRAPH = pyoxigraph.DefaultGraph()
RDF_TYPE = pyoxigraph.NamedNode(RDF.type)

_STRING = pyoxigraph.NamedNode(XSD.string)


def as_oxigraph(term: object) -> Term:
    """Return a term of rdflib (or of pyoxigraph) as one of pyoxigraph.

    >>> as_oxigraph(Literal("Mali", lang="nl"))
    <Literal value=Mali language=nl>

    Raises:
        OutputError: the term is none that RDF 1.1 can hold, such as a relative IRI.
    """
    try:
        return _converted(term)
    except ValueError as error:
        raise OutputError(f"{str(term)!r} cannot be written as RDF: {error}") from error


def _converted(term: object) -> Term:
    match term:
        case URIRef():
            return pyoxigraph.NamedNode(str(term))
        case BNode():
            return pyoxigraph.BlankNode(str(term))
        case Literal(language=str(language)):
            return pyoxigraph.Literal(str(term), language=language)
        case Literal(datatype=URIRef() as datatype):
            named = pyoxigraph.NamedNode(str(datatype))
            return pyoxigraph.Literal(str(term), datatype=named)
        case Literal():
            return pyoxigraph.Literal(str(term))
        case pyoxigraph.NamedNode() | pyoxigraph.BlankNode() | pyoxigraph.Literal():
            return term
    raise ValueError(f"a {type(term).__name__} is no RDF term")


def as_named(iri: URIRef) -> pyoxigraph.NamedNode:
    """Return an IRI of rdflib, such as a term of a vocabulary, as one of pyoxigraph.

    >>> as_named(RDF.type) == RDF_TYPE
    True
    """
    return pyoxigraph.NamedNode(str(iri))


def as_rdflib(term: Term) -> Node:
    """Return a term of pyoxigraph as one of rdflib, its lexical form untouched.

    >>> as_rdflib(pyoxigraph.NamedNode("https://example.org/a"))
    rdflib.term.URIRef('https://example.org/a')
    """
    if isinstance(term, pyoxigraph.NamedNode):
        return _as_iri(term)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype == _STRING:
        return Literal(term.value)
    datatype = _as_iri(term.datatype)
    return Literal(term.value, datatype=datatype, normalize=False)


@lru_cache(maxsize=4096)  # rdflib looks at each character of an IRI
def _as_iri(iri: pyoxigraph.NamedNode) -> URIRef:
    return URIRef(iri.value)


def as_triple(triple: AnyTriple) -> pyoxigraph.Triple:
    """Return a triple of either library as one of pyoxigraph.

    Raises:
        OutputError: its subject or predicate cannot stand there (RDF 1.1, 3.1).
    """
    if isinstance(triple, pyoxigraph.Triple):
        return triple
    if isinstance(triple[1], pyoxigraph.NamedNode):
        return pyoxigraph.Triple(*triple)
    subject, predicate, value = (as_oxigraph(term) for term in triple)
    if isinstance(subject, pyoxigraph.Literal):
        raise OutputError(f"a literal cannot be a subject: {subject}")
    if not isinstance(predicate, pyoxigraph.NamedNode):
        raise OutputError(f"only an IRI can be a predicate, not {predicate}")
    return pyoxigraph.Triple(subject, predicate, value)


def as_quad(
    triple: pyoxigraph.Triple, graph: pyoxigraph.NamedNode | None = None
) -> pyoxigraph.Quad:
    """Return a triple in a named graph, or in the default graph."""
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    return pyoxigraph.Quad(subject, predicate, value, graph)


def with_canonical_labels(
    quads: Collection[pyoxigraph.Quad],
) -> Collection[pyoxigraph.Quad]:
    """Give blank nodes labels that depend on the quads alone (RDFC-1.0)."""
    nodes = (node for quad in quads for node in (quad.subject, quad.object))
    if not any(isinstance(node, pyoxigraph.BlankNode) for node in nodes):
        return quads
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def as_graph(triples: Iterable[AnyTriple]) -> Graph:
    """Return triples as a graph of rdflib."""
    graph = Graph()
    graph += of_rdflib(triples)
    return graph


def of_rdflib(triples: Iterable[AnyTriple]) -> Iterator[tuple[Node, Node, Node]]:
    """Yield triples as rdflib has them."""
    for triple in triples:
        subject, predicate, value = as_triple(triple)
        yield as_rdflib(subject), as_rdflib(predicate), as_rdflib(value)
