"""Bigger graphs of the same kind: copies of a build's documents under new names.

Actors and quantities are shared by all copies, as they are by papers. Each copy of a
document, with its spans, claims, events, relations and times, is a document of its own,
as many years earlier or later as chance says: papers of other years tell of other
events. So the graph grows as a corpus does, hubs included, and still fits the shapes.
"""

import random
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS, XSD

from kg.iris import Namespaces
from kg.store import RDF_TYPE, Term
from kg.vocabulary import KG

YEARS = range(-180, 80, 20)  # leap years and decades stay what they are
_YEAR = re.compile(r"(?<![0-9-])[0-9]{3}[0-9X]")
_DATE = NamedNode(str(XSD.date))
_DOCUMENT = NamedNode(str(KG.Document))
_EDTF = NamedNode(str(KG.edtf))
_IDENTIFIER = NamedNode(str(DCTERMS.identifier))


def multiply(
    triples: Sequence[Triple], times: int, documents: Collection[str], *, seed: int = 0
) -> Iterator[Triple]:
    """Yield the triples of a graph so many times over, the first time as they are.

    What all copies share is yielded once.

    Args:
        triples: what a build holds, or a part of it.
        times: how many of each document there are to be.
        documents: their identifiers, as `documents_in` gives them.
        seed: of the years by which the copies are moved.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    own = _own_nodes(documents)
    yield from triples
    for number in range(1, times):
        copying = _Copying(own, f"-c{number}", chance.choice(YEARS))
        copies = map(copying.triple, triples)
        yield from (new for old, new in zip(triples, copies, strict=True) if new != old)


def documents_in(triples: Iterable[Triple]) -> set[str]:
    """Return the identifiers of the documents of a graph."""
    space = Namespaces().document
    return {
        subject.value.removeprefix(space)
        for subject, predicate, kind in triples
        if predicate == RDF_TYPE and kind == _DOCUMENT
    }


def _own_nodes(documents: Collection[str]) -> re.Pattern[str]:
    """Return what the IRIs of nodes begin with that each copy has for itself."""
    spaces = Namespaces()
    names = "|".join(map(re.escape, sorted(documents, key=len, reverse=True)))
    of_documents = f"{spaces.document}|{spaces.span}|{spaces.claim}"
    alone = "|".join(
        (spaces.event, spaces.relation, spaces.correction, f"{spaces.entity}time-")
    )
    return re.compile(f"(?:(?:{of_documents})(?:{names})(?=[.]|$)|(?:{alone}).+)")


class _Copying:
    """Writes a triple as it stands in one copy, so many years later or earlier."""

    def __init__(self, own: re.Pattern[str], mark: str, years: int) -> None:
        self._own = own
        self._mark = mark
        self._years = years
        self._nodes: dict[str, NamedNode] = {}

    def triple(self, triple: Triple) -> Triple:
        """Return the copy of a triple; the same where all copies share it."""
        subject, predicate, value = triple
        return Triple(self._node(subject), predicate, self._value(predicate, value))

    def _value(self, predicate: NamedNode, value: Term) -> Term:
        if isinstance(value, NamedNode):
            return self._node(value)
        if predicate == _IDENTIFIER:
            return Literal(f"{value.value}{self._mark}")
        if predicate == _EDTF:
            return Literal(_YEAR.sub(self._year, value.value))
        if isinstance(value, Literal) and value.datatype == _DATE:
            text = f"{int(value.value[:4]) + self._years}{value.value[4:]}"
            return Literal(text, datatype=_DATE)
        return value

    def _node(self, node: NamedNode) -> NamedNode:
        made = self._nodes.get(node.value)
        if made is None:
            made = self._nodes[node.value] = self._made(node)
        return made

    def _made(self, node: NamedNode) -> NamedNode:
        found = self._own.match(node.value)
        if found is None:
            return node
        return NamedNode(f"{found[0]}{self._mark}{node.value[found.end() :]}")

    def _year(self, written: re.Match[str]) -> str:
        """Return a year of EDTF, or a decade (`201X`), so many years later."""
        moved = str(int(written[0].replace("X", "0")) + self._years)
        return f"{moved[:3]}X" if "X" in written[0] else moved
