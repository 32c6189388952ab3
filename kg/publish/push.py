"""Writing a build to a graph store, graph by graph."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.endpoint import count_graphs, read_graph
from kg.errors import EndpointError
from kg.iris import Namespaces
from kg.publish.compare import Item, State, compare
from kg.publish.ledger import (
    Entry,
    describe_entry,
    entry_of,
    ledger_of,
    read_ledger,
)
from kg.publish.parts import NamedGraph, Publication
from kg.publish.target import Target

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a push found and did, or would do.

    `items` are the graphs as they were before; `counts` says how many triples each has
    after, `dropped` which were removed, `mismatches` which have another number than
    they should.
    """

    items: tuple[Item, ...]
    counts: Mapping[str, int]
    dropped: frozenset[str] = frozenset()
    mismatches: tuple[str, ...] = ()


def push(
    publication: Publication,
    target: Target,
    *,
    clear: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Make a graph store hold a build; what it has already is not sent again.

    Each graph replaces the one of its name; other graphs of the store are left alone.

    Args:
        publication: the build.
        target: the store.
        clear: whether to remove what an earlier build had and this one has not.
        dry_run: whether to find out only what would be done.
        progress: called with how many graphs are done, and of how many.

    Raises:
        QueryError, EndpointError: the store cannot be asked or written to. The next
            push sends what was not complete by then.
    """
    spaces, endpoint = publication.spaces, target.endpoint
    ledger = read_ledger(read_graph(endpoint, ledger_of(spaces)))
    names = {*ledger, *(graph.name for graph in publication.graphs)}
    before = count_graphs(endpoint, sorted(names))
    items = compare(publication.graphs, ledger, before)
    dropped = {i.name for i in items if i.state is State.GONE and clear}
    begun = {i.name for i in items if i.state not in {State.GONE, State.UNCHANGED}}
    if dry_run:
        return Outcome(items=items, counts=before, dropped=frozenset(dropped))
    for name in sorted(dropped):
        target.writer.drop(name)
    if dropped or begun:
        kept = [i.name for i in items if i.name not in dropped]
        entries = [Entry(name=n) if n in begun else ledger[n] for n in kept]
        triples = (t for entry in entries for t in describe_entry(entry, spaces))
        target.writer.replace(ledger_of(spaces), triples)
    wanted = [graph for graph in publication.graphs if graph.name in begun]
    _send(wanted, target, spaces, progress)
    after = count_graphs(endpoint, [item.name for item in items])
    due = {i.name: i.there if i.state is State.GONE else i.size for i in items}
    due |= dict.fromkeys(dropped, 0)
    return Outcome(
        items=items,
        counts=after,
        dropped=frozenset(dropped),
        mismatches=tuple(name for name in due if after[name] != due[name]),
    )


def _send(
    graphs: Sequence[NamedGraph],
    target: Target,
    spaces: Namespaces,
    progress: Progress | None,
) -> None:
    """Replace graphs, each with its entry in the ledger once all of it is sent."""
    for number, graph in enumerate(graphs):
        if progress is not None:
            progress(number, len(graphs))
        try:
            target.writer.replace(graph.name, graph.triples)
            entry = describe_entry(entry_of(graph), spaces)
            target.writer.add(ledger_of(spaces), entry)
        except EndpointError as error:
            done = f"{number} of {len(graphs)} graphs were sent"
            raise type(error)(f"{error} ({done}; push again to go on)") from error
