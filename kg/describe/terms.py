"""The terms that values are described in, as Oxigraph has them.

Those of rdflib take several times as long to make, and a build makes millions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode
from rdflib import namespace as rdf
from rdflib.namespace import DefinedNamespace, Namespace

from kg import vocabulary
from kg.errors import OutputError

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

SCHEMA_ORG = "https://schema.org/"


class Terms:
    """The terms of a namespace, each made once; a misspelt one raises as there."""

    def __init__(self, namespace: type[DefinedNamespace] | Namespace) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> NamedNode:
        """Return a term, and keep it as an attribute of its own."""
        term = NamedNode(str(self._namespace[name]))
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> NamedNode:
        """Return the term with a name that is not known before."""
        term: NamedNode = getattr(self, name)
        return term


KG, REL, GAF, NIF, SEM = map(
    Terms,
    (
        vocabulary.KG,
        vocabulary.REL,
        vocabulary.GAF,
        vocabulary.NIF,
        vocabulary.SEM,
    ),
)
DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SKOS = map(
    Terms,
    (rdf.DCTERMS, rdf.FOAF, rdf.ORG, rdf.PROV, rdf.RDF, rdf.RDFS, rdf.SKOS),
)
SCHEMA = Terms(Namespace(SCHEMA_ORG))
_DATE, _DECIMAL = NamedNode(str(rdf.XSD.date)), NamedNode(str(rdf.XSD.decimal))


def iri(text: str) -> NamedNode:
    """Return what somebody else gives as an IRI.

    Raises:
        OutputError: it is none.
    """
    try:
        return NamedNode(text)
    except ValueError as error:
        raise OutputError(f"{text!r} cannot be written as RDF: {error}") from error


def day(value: date) -> Literal:
    """Return a date.

    >>> day(date(2020, 8, 18)).value
    '2020-08-18'
    """
    return Literal(value.isoformat(), datatype=_DATE)


def decimal(number: float) -> Literal:
    """Return a number as an exact decimal, in canonical form (XSD 1.1, part 2, E.1).

    >>> decimal(0.1).value, decimal(1e-7).value, decimal(1.0).value
    ('0.1', '0.0000001', '1')
    """
    return Literal(f"{Decimal(str(number)).normalize():f}", datatype=_DECIMAL)
