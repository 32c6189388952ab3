"""A store while it is made: its graphs are put in, section by section.

The default graph is the union of all graphs but those apart, each triple once: engines
that ask several graphs as one count a triple once for each of them (Oxigraph), or have
no such mode.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyoxigraph

from kg.errors import OutputError
from kg.store.sections import Section, Sections, Stream, head, triples_in
from kg.store.terms import as_quad

Triples = set[pyoxigraph.Triple]

_CHUNK = 1 << 20  # bytes
_PORTION = 100_000  # triples; Oxigraph sorts in memory what it loads at once
# What pyoxigraph raises when its files are missing, damaged or refused by the disk.
TROUBLE = (OSError, RuntimeError, ValueError)


class Draft:
    """Named graphs, changed where they differ from what a store holds.

    Sections of one graph have no triple in common.

    Args:
        store: is changed.
        sections: gives the sections that graphs are made of.
        prefixes: with which sections are written.
        apart: graphs that do not belong to the default graph.
        held: the sections of each graph that the store holds already.
        named: whether there are to be named graphs, or the default graph alone.

    Attributes:
        store: as given.
        held: the sections of each graph, as they are now.
        is_named: whether there are named graphs.
        prefixes: as given.
        record: what is to be remembered of how it was made; without one, the draft
            does not count.
    """

    def __init__(  # noqa: PLR0913  one for each thing that is needed
        self,
        store: pyoxigraph.Store,
        sections: Sections,
        prefixes: Mapping[str, str],
        *,
        apart: Collection[str] = (),
        held: Mapping[str, Sequence[str]] | None = None,
        named: bool = True,
    ) -> None:
        self.store = store
        self.held = {name: tuple(graph) for name, graph in (held or {}).items()}
        self.record: bytes | None = None
        self._sections = sections
        self.prefixes = prefixes
        self._apart = frozenset(apart)
        self.is_named = named

    def close(self) -> None:
        """Let go of the store, whose files nobody writes then, once all others have."""
        del self.store

    def put(self, graphs: Mapping[str, Sequence[str]]) -> None:
        """Let graphs consist of these sections, and of nothing else.

        Raises:
            LookupError: there is no such section.
            OutputError: the disk refuses.
        """
        wanted = {name: tuple(digests) for name, digests in graphs.items()}
        try:
            if self.held:
                self._change(wanted)
            else:
                self._load(wanted)
        except TROUBLE as error:
            raise OutputError(f"cannot write the store: {error}") from error
        self.held.update(wanted)
        self.held = {name: found for name, found in self.held.items() if found}

    def _load(self, graphs: Mapping[str, Sequence[str]]) -> None:
        """Fill an empty store, so many triples at once."""
        every = (
            (name, self._sections(digest))
            for name, digests in graphs.items()
            for digest in digests
        )
        for portion in portions(every):
            stream = io.BufferedReader(Stream(self._texts(portion)), _CHUNK)
            self.store.bulk_load(stream, format=pyoxigraph.RdfFormat.TRIG)

    def _texts(self, portion: Iterable[tuple[str, Section]]) -> Iterator[str]:
        yield head(self.prefixes)
        for name, section in portion:
            if name not in self._apart:
                yield section.turtle
            if self.is_named:
                yield f"<{name}> {{\n{section.turtle}}}\n"

    def _change(self, graphs: Mapping[str, Sequence[str]]) -> None:
        came: dict[str, Triples] = {}
        gone: dict[str, Triples] = {}
        for name, now in graphs.items():
            if now != self.held.get(name, ()):
                new, old = self._differing(name, now)
                came[name], gone[name] = new - old, old - new
        self._remove(came, gone, graphs)
        # All at once: whatever is put into a store on disk together makes files.
        self.store.bulk_extend(self._quads(came))
        for name in (name for name in came if self.is_named and not came[name]):
            self._remove_if_empty(pyoxigraph.NamedNode(name))

    def _remove(
        self,
        came: Mapping[str, Triples],
        gone: Mapping[str, Triples],
        graphs: Mapping[str, Sequence[str]],
    ) -> None:
        """Take away what graphs lose, and from the default graph what the last lost."""
        for name, triples in gone.items() if self.is_named else ():
            graph = pyoxigraph.NamedNode(name)
            for triple in triples:
                self.store.remove(as_quad(triple, graph))
        lost = self._belonging(gone) - self._belonging(came)
        for triple in lost - self._kept(lost, graphs):
            self.store.remove(as_quad(triple))

    def _quads(self, came: Mapping[str, Triples]) -> Iterator[pyoxigraph.Quad]:
        """Yield what comes to named graphs, and so to the default graph."""
        for name, triples in came.items() if self.is_named else ():
            graph = pyoxigraph.NamedNode(name)
            for triple in triples:
                yield as_quad(triple, graph)
        yield from map(as_quad, self._belonging(came))

    def _remove_if_empty(self, graph: pyoxigraph.NamedNode) -> None:
        quads = self.store.quads_for_pattern(None, None, None, graph)
        if not any(True for _ in quads):
            self.store.remove_graph(graph)

    def _differing(self, name: str, now: Sequence[str]) -> tuple[Triples, Triples]:
        """Return the triples of the sections that come to a graph, and that leave it.

        All come and leave where a section that leaves is lost: the store has it still.
        """
        before = self.held.get(name, ())
        try:
            old = self._triples(set(before).difference(now))
        except LookupError:
            if not self.is_named:
                raise
            graph = pyoxigraph.NamedNode(name)
            quads = self.store.quads_for_pattern(None, None, None, graph)
            return self._triples(now), {quad.triple for quad in quads}
        return self._triples(set(now).difference(before)), old

    def _kept(self, lost: Triples, graphs: Mapping[str, Sequence[str]]) -> Triples:
        """Return which of the triples that graphs lost another one has."""
        if self.is_named or not lost:
            return {triple for triple in lost if self._is_held(triple)}
        held = {**self.held, **graphs}
        every = (held[name] for name in held if name not in self._apart)
        return set().union(*(self._triples(digests) & lost for digests in every))

    def _is_held(self, triple: pyoxigraph.Triple) -> bool:
        pattern = triple.subject, triple.predicate, triple.object
        graphs = (quad.graph_name for quad in self.store.quads_for_pattern(*pattern))
        return any(
            isinstance(graph, pyoxigraph.NamedNode) and graph.value not in self._apart
            for graph in graphs
        )

    def _belonging(self, graphs: Mapping[str, Triples]) -> Triples:
        """Return the triples of graphs that belong to the default graph."""
        every = (graphs[name] for name in graphs if name not in self._apart)
        return set().union(*every)

    def _triples(self, digests: Iterable[str]) -> Triples:
        found: Triples = set()
        for digest in digests:
            found.update(self.read(self._sections(digest)))
        return found

    def read(self, section: Section) -> Iterator[pyoxigraph.Triple]:
        """Yield the triples of a section."""
        return triples_in(section, self.prefixes)


def portions(
    sections: Iterable[tuple[str, Section]], size: int = _PORTION
) -> Iterator[list[tuple[str, Section]]]:
    """Yield sections of graphs, so many together as have about a number of triples."""
    portion: list[tuple[str, Section]] = []
    triples = 0
    for name, section in sections:
        portion.append((name, section))
        triples += section.triples
        if triples >= size:
            yield portion
            portion, triples = [], 0
    if portion:
        yield portion
