"""The whole graph of some documents, as a build describes it, and the names in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

from rdflib import Graph, URIRef

from kg.describe import (
    Names,
    Triple,
    describe_actor,
    describe_conflict,
    describe_event,
    describe_relation,
    describe_statements,
    describe_text,
    describe_words,
)
from kg.model import ReadDocument, Resolution, Run
from kg.resolve import brief, by_document, resolve
from kg.store import as_graph


@dataclass(frozen=True)
class Described:
    """The triples of documents, by the identifier of each, and what they share."""

    documents: dict[str, list[Triple]]
    shared: list[Triple]
    texts: list[Triple]

    def triples(self) -> Iterable[Triple]:
        """Return all triples but the texts."""
        return chain(chain.from_iterable(self.documents.values()), self.shared)

    def graph(self) -> Graph:
        """Return all triples but the texts as a graph of rdflib."""
        return as_graph(self.triples())


class Nodes:
    """Makes what `Names` does, as rdflib has it."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __getattr__(self, kind: str) -> Callable[..., URIRef]:
        """Return what makes the IRI of a kind of value."""
        name = getattr(self._names, kind)
        return lambda *values: URIRef(name(*values).value)


def describe(
    documents: Iterable[ReadDocument],
    run: Run,
    *,
    names: Names,
    resolution: Resolution | None = None,
) -> Described:
    """Describe documents that one run read; without a resolution they are resolved."""
    read = list(documents)
    resolution = resolution or resolve(read)
    stated = map(brief, read)
    found = {
        r.document: r for r in by_document(stated, resolution, resolution.relations)
    }
    shared = [
        *(t for d in read for a in d.actors for t in describe_actor(a, names=names)),
        *(t for e in resolution.events for t in describe_event(e, names=names)),
        *(t for c in resolution.conflicts for t in describe_conflict(c, names=names)),
        *(t for r in resolution.relations for t in describe_relation(r, names=names)),
    ]
    return Described(
        documents={
            name: [
                *describe_words(document, found[name], names=names),
                *describe_statements(document, found[name], run, names=names),
            ]
            for document in read
            for name in [document.document.identifier]
        },
        shared=shared,
        texts=[t for d in read for t in describe_text(d.document, names=names)],
    )
