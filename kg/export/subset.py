"""What is exported: a graph that stands on its own, in the order it is written in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph

from kg.export.asking import merge
from kg.iris import Namespaces
from kg.store import DEFAULT_GRAPH, subject_order, triple_order

GraphName = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph
Texts = Callable[[], Iterable[pyoxigraph.Quad]]


def no_texts() -> Iterable[pyoxigraph.Quad]:
    """Return nothing, where the texts of documents are not known."""
    return ()


class Layer(StrEnum):
    """The part of the data model that an export is about."""

    EDGES = "edges"
    EVENTS = "events"
    CLAIMS = "claims"


@dataclass(frozen=True, kw_only=True)
class Subset:
    """A graph to be exported.

    `only` is the layer that was asked for, None for all; `left_out` counts the links
    from what was chosen to claims and events that were not; `texts` gives the
    texts of the documents, which are no part of an export.
    """

    store: pyoxigraph.Store
    namespaces: Namespaces
    only: Layer | None = None
    left_out: int = 0
    texts: Texts = no_texts

    @cached_property
    def merged(self) -> pyoxigraph.Store:
        """All graphs as one, with the ontology, to be asked questions."""
        return merge(self.store)

    def by_subject(self) -> Iterator[list[pyoxigraph.Quad]]:
        """Yield the quads of each subject; the subjects are in order."""
        found = {quad.subject for quad in self.store}
        for subject in sorted(found, key=subject_order):
            yield list(self.store.quads_for_pattern(subject, None, None))

    def subjects(self) -> Iterator[list[pyoxigraph.Triple]]:
        """Yield the triples of each subject, of all graphs as one, all in order."""
        for about in self.by_subject():
            yield sorted({quad.triple for quad in about}, key=triple_order)

    def graphs(self) -> Iterator[tuple[GraphName, Iterator[list[pyoxigraph.Quad]]]]:
        """Yield each graph with its quads by subject, in order, the default one first.

        The default graph is there even if it is empty.
        """
        yield DEFAULT_GRAPH, self._subjects_of(DEFAULT_GRAPH)
        for name in sorted(self.store.named_graphs(), key=subject_order):
            yield name, self._subjects_of(name)

    def _subjects_of(self, graph: GraphName) -> Iterator[list[pyoxigraph.Quad]]:
        members = self.store.quads_for_pattern(None, None, None, graph)
        for subject in sorted({quad.subject for quad in members}, key=subject_order):
            about = self.store.quads_for_pattern(subject, None, None, graph)
            yield sorted(about, key=triple_order)


def write_text(path: Path, *parts: Iterable[str]) -> None:
    """Write pieces of text to a file, in UTF-8 and with line ends as they are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chain(*parts))
