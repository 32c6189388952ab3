"""The data of a validation: an Oxigraph store in which each literal is as written.

A store gives numbers, dates and truth values back in a form of its own (`"01"` as
`"1"`, `"7"^^xsd:int` as `"7"^^xsd:integer`), but SHACL tells these apart. So a literal
that would change is kept under a made-up datatype, which no shape knows.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph
from rdflib.namespace import RDFS, XSD
from rdflib.term import Literal, Node, URIRef

from kg.store import (
    DEFAULT_GRAPH,
    AnyTriple,
    Term,
    as_oxigraph,
    as_rdflib,
    as_store,
    as_triple,
)

_MARK = "urn:as-written:"
_STRING = pyoxigraph.NamedNode(XSD.string)
_ANYTHING = pyoxigraph.NamedNode("urn:anything")
Pattern = tuple[Node | None, Node | None, Node | None]
Triple = tuple[Node, Node, Node]
Hierarchy = frozenset[tuple[Node, Node]]  # classes, each with one right above it


class Data:
    """Triples to be validated, to which some may be added, or taken away from.

    Args:
        triples: of rdflib or pyoxigraph; doubles count once.
        store: where they are kept, if not in memory. What its default graph holds
            already must be as the store writes it.
        lasting: triples of `triples` that stay when they are taken away: what
            others say as well.

    Attributes:
        is_plain: whether all literals are such as a store writes them.
        lasting: as given.
    """

    is_plain: bool
    lasting: Collection[object]

    def __init__(
        self,
        triples: Iterable[AnyTriple] = (),
        *,
        store: pyoxigraph.Store | None = None,
        lasting: Collection[object] = (),
    ) -> None:
        self.is_plain = True
        self.lasting = lasting
        self._by_value: pyoxigraph.Store | None = None
        self._store = pyoxigraph.Store() if store is None else store
        self.add(triples)

    def __bool__(self) -> bool:
        """Tell whether there is any triple, without counting them."""
        quads = self._store.quads_for_pattern(None, None, None, DEFAULT_GRAPH)
        return any(True for _ in quads)

    @property
    def store(self) -> pyoxigraph.Store:
        """The store; a literal under a made-up datatype is out of the ordinary."""
        return self._store

    @property
    def by_value(self) -> pyoxigraph.Store:
        """A store without made-up datatypes, for SPARQL, which compares by value."""
        if self.is_plain:
            return self._store
        if self._by_value is None:
            self._by_value = as_store(self.triples((None, None, None)))
        return self._by_value

    def triples(self, pattern: Pattern) -> Iterator[Triple]:
        """Yield the triples that fit a pattern, in which `None` is for any term."""
        if isinstance(pattern[0], Literal):
            return
        terms: Any = (None if term is None else as_kept(term) for term in pattern)
        subject, predicate, value = terms
        for quad in self._store.quads_for_pattern(
            subject, predicate, value, DEFAULT_GRAPH
        ):
            subject, predicate, value = quad.triple
            yield as_rdflib(subject), as_rdflib(predicate), as_written(value)

    def hierarchy(self) -> Hierarchy:
        """Return how the classes of the data are ordered (`rdfs:subClassOf`)."""
        found = self.triples((None, RDFS.subClassOf, None))
        return frozenset((lower, upper) for lower, _, upper in found)

    def add(self, triples: Iterable[AnyTriple]) -> None:
        """Add triples."""
        self._store.extend(map(self._quad, triples))
        self._by_value = None

    def remove(self, triples: Iterable[Triple]) -> None:
        """Take triples away, but for those that last."""
        for triple in triples:
            if triple not in self.lasting:
                self._store.remove(self._quad(triple))
        self._by_value = None

    def _quad(self, triple: AnyTriple) -> pyoxigraph.Quad:
        found = as_triple(triple)
        value = as_kept(found.object)
        self.is_plain = self.is_plain and value == found.object
        return pyoxigraph.Quad(found.subject, found.predicate, value)


def as_kept(term: object) -> Term:
    """Return a term as it is kept.

    >>> as_kept(Literal("1.50", datatype=XSD.decimal)).datatype
    <NamedNode value=urn:as-written:http://www.w3.org/2001/XMLSchema#decimal>
    """
    found = as_oxigraph(term)
    if not isinstance(found, pyoxigraph.Literal) or is_unchanged(found):
        return found
    datatype = pyoxigraph.NamedNode(f"{_MARK}{found.datatype.value}")
    return pyoxigraph.Literal(found.value, datatype=datatype)


def as_written(term: Any) -> Node:
    """Return a term that is kept, as it was written.

    >>> str(as_written(as_kept(Literal("1.50", datatype=XSD.decimal))).datatype)
    'http://www.w3.org/2001/XMLSchema#decimal'
    """
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value.startswith(_MARK):
        datatype = URIRef(term.datatype.value.removeprefix(_MARK))
        return Literal(term.value, datatype=datatype, normalize=False)
    return as_rdflib(term)


def is_unchanged(literal: pyoxigraph.Literal) -> bool:
    """Tell whether a store gives a literal back as it is written."""
    return literal.datatype == _STRING or bool(literal.language) or _returns(literal)


@lru_cache(maxsize=1 << 16)
def _returns(literal: pyoxigraph.Literal) -> bool:
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(_ANYTHING, _ANYTHING, literal))
    return bool(next(iter(store)).object == literal)
