"""What a graph store says of the graphs that were published to it.

The ledger is a graph of the store itself. It names each graph (`sd:NamedGraph`, SPARQL
1.1 Service Description) before anything of it is sent, and has its size and digest once
all of it was. So what a broken-off push left can be told from what is complete.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph

from kg.iris import Namespaces, local_name
from kg.publish.parts import NamedGraph

LEDGER = "published"

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_TYPE = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NAMED_GRAPH = pyoxigraph.NamedNode(f"{_SD}NamedGraph")
_NAME = pyoxigraph.NamedNode(f"{_SD}name")
_SIZE = pyoxigraph.NamedNode(f"{_VOID}triples")
_DIGEST = pyoxigraph.NamedNode("https://schema.org/sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A graph that was begun; it has a size and a digest once all of it was sent."""

    name: str
    size: int | None = None
    digest: str | None = None


def ledger_of(spaces: Namespaces) -> str:
    """Return the name of the ledger's graph."""
    return spaces.graph(LEDGER)


def entry_of(graph: NamedGraph) -> Entry:
    """Return the entry of a graph that was sent as a whole."""
    return Entry(name=graph.name, size=len(graph.triples), digest=graph.digest)


def describe_entry(entry: Entry, spaces: Namespaces) -> Iterator[pyoxigraph.Triple]:
    """Yield what the ledger says of a graph."""
    local = local_name(entry.name)
    node = pyoxigraph.NamedNode(f"{ledger_of(spaces)}.{local}")
    yield pyoxigraph.Triple(node, _TYPE, _NAMED_GRAPH)
    yield pyoxigraph.Triple(node, _NAME, pyoxigraph.NamedNode(entry.name))
    if entry.size is not None and entry.digest is not None:
        yield pyoxigraph.Triple(node, _SIZE, pyoxigraph.Literal(entry.size))
        yield pyoxigraph.Triple(node, _DIGEST, pyoxigraph.Literal(entry.digest))


def read_ledger(triples: Iterable[pyoxigraph.Triple]) -> Mapping[str, Entry]:
    """Return the entries of a ledger by the names of their graphs."""
    about: dict[str, dict[str, str]] = {}
    for subject, predicate, value in triples:
        if isinstance(value, pyoxigraph.NamedNode | pyoxigraph.Literal):
            about.setdefault(str(subject), {})[predicate.value] = value.value
    entries = {}
    for known in about.values():
        name, size = known.get(_NAME.value), known.get(_SIZE.value, "")
        if name is not None:
            entries[name] = Entry(
                name=name,
                size=int(size) if size.isdecimal() else None,
                digest=known.get(_DIGEST.value),
            )
    return entries
