"""The graph of a build in parts: one for each document, and one for all else.

Each part is a named graph of the store, and goes to a file.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pyoxigraph

from kg.iris import Namespaces
from kg.store import Graphs

Triples = Sequence[pyoxigraph.Triple]

# The parts that are no documents, by the ends of their names.
COMMON = ("vocabulary", "shared", "edges", "texts", "quarantine", "report")
# What is kept beside the graph and does not belong to it.
APART = ("quarantine", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The triples of a build, by what they rest on.

    `documents` holds, under the IRI of each document, all triples that rest on it;
    `vocabulary` the ontology and the registry; `shared` events, relations, actors that
    are meant and links between claims; `edges` what is derived from these; `texts` the
    full texts; `quarantine` what failed a check; `report` the findings. A triple that
    several rest on stands in each.
    """

    documents: Mapping[str, Triples]
    vocabulary: Triples
    shared: Triples
    edges: Triples = ()
    texts: Triples
    quarantine: Triples = ()
    report: Triples = ()

    def graph(self) -> Iterator[pyoxigraph.Triple]:
        """Yield the triples of documents and of what they share, some repeatedly."""
        return chain(chain.from_iterable(self.documents.values()), self.shared)

    def without(self, elsewhere: Container[pyoxigraph.Triple]) -> Parts:
        """Return the same parts; documents and what they share lack some triples."""

        def own(triples: Triples) -> Triples:
            return [triple for triple in triples if triple not in elsewhere]

        documents = {name: own(triples) for name, triples in self.documents.items()}
        return replace(self, documents=documents, shared=own(self.shared))

    def graphs(self, spaces: Namespaces) -> Graphs:
        """Return the parts as the graphs of a store."""
        common = {spaces.graph(name): getattr(self, name) for name in COMMON}
        return Graphs(
            named={**common, **self.documents},
            apart=frozenset(spaces.graph(name) for name in APART),
        )


def read_parts(store: pyoxigraph.Store, spaces: Namespaces) -> Parts:
    """Return the parts that a store holds."""

    def triples_in(name: str) -> Triples:
        node = pyoxigraph.NamedNode(name)
        return [q.triple for q in store.quads_for_pattern(None, None, None, node)]

    named = (n.value for n in store.named_graphs())
    documents = sorted(name for name in named if name.startswith(spaces.document))
    return Parts(
        documents={name: triples_in(name) for name in documents},
        **{name: triples_in(spaces.graph(name)) for name in COMMON},
    )
