"""The data of a validation: an Oxigraph store in which each literal is as written.

A store gives numbers, dates and truth values back in a form of its own (`"01"` as
`"1"`, `"7"^^xsd:int` as `"7"^^xsd:integer`), but SHACL tells these apart. So a literal
that would change is kept under a made-up datatype, which no shape knows.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyoxigraph
from rdflib.namespace import XSD
from rdflib.term import Literal, Node, URIRef

from kg.store import AnyTriple, Term, as_oxigraph, as_rdflib, as_store, as_triple

_MARK = "urn:as-written:"
_STRING = pyoxigraph.NamedNode(XSD.string)
_ANYTHING = pyoxigraph.NamedNode("urn:anything")
Pattern = tuple[Node | None, Node | None, Node | None]
Triple = tuple[Node, Node, Node]


class Data:
    """Triples to be validated, from which some may be taken away.

    Args:
        triples: of rdflib or pyoxigraph; doubles count once.

    Attributes:
        is_plain: whether all literals are such as a store writes them.
    """

    is_plain: bool

    def __init__(self, triples: Iterable[AnyTriple]) -> None:
        self.is_plain = True
        self._by_value: pyoxigraph.Store | None = None
        self._store = pyoxigraph.Store()
        self._store.extend(map(self._quad, triples))
        self._size = len(self._store)

    def __len__(self) -> int:
        """Return the number of triples, without counting them again."""
        return self._size

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
        for quad in self._store.quads_for_pattern(*terms):
            subject, predicate, value = quad.triple
            yield as_rdflib(subject), as_rdflib(predicate), as_written(value)

    def remove(self, triples: Iterable[AnyTriple]) -> None:
        """Take triples away."""
        for triple in triples:
            self._store.remove(self._quad(triple))
        self._size = len(self._store)
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
