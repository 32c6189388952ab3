"""Bigger graphs of the same kind: copies of a build's documents under new names.

Actors and quantities are shared by all copies, as they are by papers. Each copy of a
document, with its spans, claims, events, relations and times, is a document of its own,
as many years earlier or later as chance says: papers of other years tell of other
events. So the graph grows as a corpus does, hubs included, and still fits the shapes.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD
from rdflib.term import Node

from kg.iris import Namespaces
from kg.vocabulary import KG

_YEAR = re.compile(r"(?<![0-9-])[0-9]{3}[0-9X]")
YEARS = range(-180, 80, 20)  # leap years and decades stay what they are
Triple = tuple[Node, Node, Node]


def multiply(data: Graph, texts: Graph, times: int, *, seed: int = 0) -> list[Graph]:
    """Return data and texts so many times over, the first time as they are.

    Args:
        data: what `graph.ttl` of a build holds.
        texts: what its `texts.ttl` holds.
        times: how many of each document there are to be.
        seed: of the years by which the copies are moved.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    own = _own_nodes(data)
    grown = [Graph(bind_namespaces="none") for _ in (data, texts)]
    for number in range(times):
        years = chance.choice(YEARS) if number else 0
        rename = _renaming(own, number, years)
        for graph, source in zip(grown, (data, texts), strict=True):
            for triple in _copied(source, rename):
                graph.add(triple)
    return grown


def _own_nodes(data: Graph) -> re.Pattern[str]:
    """Return what the IRIs of nodes begin with that each copy has for itself."""
    spaces = Namespaces()
    documents = [
        re.escape(str(data.value(node, DCTERMS.identifier)))
        for node in data.subjects(RDF.type, KG.Document)
    ]
    of_documents = f"{spaces.document}|{spaces.span}|{spaces.claim}"
    alone = "|".join(
        (spaces.event, spaces.relation, spaces.correction, f"{spaces.entity}time-")
    )
    names = "|".join(sorted(documents, key=len, reverse=True))
    return re.compile(f"(?:(?:{of_documents})(?:{names})(?=[.]|$)|(?:{alone}).+)")


def _renaming(
    own: re.Pattern[str], number: int, years: int
) -> Callable[[Node, Node], Node]:
    mark = f"-c{number}" if number else ""

    def rename(node: Node, predicate: Node) -> Node:
        if isinstance(node, URIRef):
            found = own.match(node)
            return URIRef(f"{found[0]}{mark}{node[found.end() :]}") if found else node
        if isinstance(node, Literal) and node.datatype == XSD.date and years:
            return Literal(f"{int(node[:4]) + years}{node[4:]}", datatype=XSD.date)
        if predicate == KG.edtf:
            return Literal(_YEAR.sub(lambda year: _moved(year[0], years), str(node)))
        if isinstance(node, Literal) and predicate == DCTERMS.identifier:
            return Literal(f"{node}{mark}")
        return node

    return rename


def _moved(year: str, years: int) -> str:
    """Return a year of EDTF, or a decade (`201X`), so many years later."""
    moved = str(int(year.replace("X", "0")) + years)
    return f"{moved[:3]}X" if "X" in year else moved


def _copied(
    source: Iterable[Triple], rename: Callable[[Node, Node], Node]
) -> Iterator[Triple]:
    for subject, predicate, value in source:
        yield rename(subject, predicate), predicate, rename(value, predicate)
