"""What of a build is in a graph store already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.publish.ledger import Entry
from kg.publish.parts import NamedGraph


class State(StrEnum):
    """How a graph in a store relates to that of the build."""

    NEW = "new"
    CHANGED = "changed"
    INCOMPLETE = "incomplete"
    UNCHANGED = "unchanged"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A graph of the build, or of an earlier one, and what the store has of it.

    `size` is how many triples the build has in it, `there` how many the store has.
    """

    name: str
    state: State
    size: int
    there: int


def compare(
    graphs: Iterable[NamedGraph],
    ledger: Mapping[str, Entry],
    counts: Mapping[str, int],
) -> tuple[Item, ...]:
    """Return all graphs of a build, then those published earlier that it has no more.

    Args:
        graphs: those of the build.
        ledger: what the store says was published to it.
        counts: how many triples it has, by name of the graph.
    """
    own = {graph.name: graph for graph in graphs}
    gone = [name for name in ledger if name not in own and counts[name]]
    return (
        *(_compared(g, ledger.get(g.name), counts[g.name]) for g in own.values()),
        *(
            Item(name=name, state=State.GONE, size=0, there=counts[name])
            for name in sorted(gone)
        ),
    )


def _compared(graph: NamedGraph, entry: Entry | None, there: int) -> Item:
    size = len(graph.triples)
    if entry is None:
        state = State.CHANGED if there else State.NEW
    elif entry.digest is None or there != entry.size:
        state = State.INCOMPLETE
    else:
        state = State.UNCHANGED if entry.digest == graph.digest else State.CHANGED
    return Item(name=graph.name, state=state, size=size, there=there)
