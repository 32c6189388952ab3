"""What tests of the engine share: pySHACL as shipped, and odd values."""

import logging
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.term import BNode, Node

from kg.iris import DEFAULT_BASE as BASE
from kg.model import Finding
from kg.store import as_graph
from kg.validate.data import Data, Triple
from kg.validate.engine import run
from kg.validate.findings import read_findings

# Odd values are what these tests are about.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
Findings = tuple[Finding, ...]


def typed(text: str, datatype: URIRef) -> Literal:
    """Return a literal as it is written, even if it is not well-formed."""
    return Literal(text, datatype=datatype, normalize=False)


# Values that engines may read in more than one way, and ordinary ones.
VALUES: tuple[Node, ...] = (
    URIRef("https://example.org/x"),
    URIRef("urn:x"),
    BNode("b1"),
    Literal(""),
    Literal("x"),
    Literal("NL"),
    Literal("NL\n"),
    Literal("a\u2028b"),
    Literal("\x1c \x1f"),
    Literal("Nigerees"),
    Literal("0" * 64),
    Literal("x", lang="nl"),
    Literal("x", lang="NL"),
    Literal("z", lang="nl"),
    Literal("x", lang="nl-BE"),
    Literal("y", lang="de"),
    typed("x", XSD.string),
    *(
        typed(text, XSD.integer)
        for text in ("0", "01", "-1", "+5", "5", "99999999999999999999", "x")
    ),
    *(typed(text, XSD.decimal) for text in ("0.0", "0.5", "1.50", "-0.1", "1e3")),
    *(typed(text, XSD.double) for text in ("1.0E0", "INF", "NaN")),
    *(typed(text, XSD.boolean) for text in ("true", "1", "0", "maybe")),
    *(
        typed(text, XSD.date)
        for text in (
            "2021-01-01",
            "2021-02-30",
            "2021-01-01Z",
            "1700-12-31",
            "12021-01-01",
            "-0001-01-01",
            "never",
        )
    ),
    typed("2021-01-01T00:00:00", XSD.dateTime),
    typed("2021", XSD.gYear),
    typed("7", XSD.nonNegativeInteger),
    typed("x", URIRef("https://example.org/datatype")),
)


class PatientGraph(Graph):
    """A graph in memory that parses each query once and counts its triples once.

    Otherwise it is the graph that pySHACL is given as a rule; it must not change.
    """

    @cached_property
    def size(self) -> int:
        """The number of triples."""
        return super().__len__()

    def __len__(self) -> int:
        """Return the number of triples, for which pySHACL asks at each result."""
        return self.size

    def query(self, query_object, *args, **options) -> Result:
        """Answer a query, of which pySHACL puts the same one for each focus node."""
        return super().query(prepared(query_object), *args, **options)


prepared = cache(prepareQuery)


def shipped(shapes: Graph, *graphs: Iterable[Triple]) -> Findings:
    """Return what pySHACL finds without any help of ours."""
    mixed = PatientGraph(bind_namespaces="none")
    for triple in as_graph(chain(*graphs)):
        mixed.add(triple)
    _, results, text = pyshacl.validate(mixed, shacl_graph=shapes, inplace=True)
    assert isinstance(results, Graph), text
    return read_findings(results, shapes)


def unscreened(shapes: Graph, *graphs: Iterable[Triple]) -> Findings:
    """Return what pySHACL finds where it is asked of every focus node."""
    return read_findings(run(shapes, Data(chain(*graphs))), shapes)


def moved(triples: Iterable[Triple], number: int) -> set[Triple]:
    """Return the same data under another base, so that many may be in one graph."""
    base = f"https://example.org/{number}/"

    def rename(term: Node) -> Node:
        is_data = isinstance(term, URIRef) and "#" not in term
        return URIRef(term.replace(BASE, base)) if is_data else term

    return {(rename(s), p, rename(o)) for s, p, o in triples}
