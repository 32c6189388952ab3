"""What a push did, or would do, for people and for programs."""

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.iris import Namespaces
from kg.publish.compare import Item, State
from kg.publish.push import Outcome
from kg.publish.target import Target

_DONE = {
    State.NEW: "sent",
    State.CHANGED: "sent, was another",
    State.INCOMPLETE: "sent, was incomplete",
    State.UNCHANGED: "there already",
    State.GONE: "left, not sent now",
}
_TO_DO = {
    State.NEW: "to send",
    State.CHANGED: "to send, is another",
    State.INCOMPLETE: "to send, is incomplete",
}


def as_table(
    outcome: Outcome, target: Target, spaces: Namespaces, *, dry_run: bool
) -> RenderableType:
    """Return a line for each graph and what they come to, for the terminal."""
    table = Table.grid(padding=(0, 2, 0, 0))
    heads = ("graph", "here", "there", "")
    table.add_row(*(Text(head, style="bold") for head in heads))
    for item in outcome.items:
        table.add_row(
            Text(item.name.removeprefix(spaces.base), overflow="fold"),
            Text(f"{item.size:,}", justify="right"),
            Text(f"{outcome.counts[item.name]:,}", justify="right"),
            _word(item, outcome, dry_run=dry_run),
        )
    return Group(table, *(Text(line) for line in _closing(outcome, target, dry_run)))


def _word(item: Item, outcome: Outcome, *, dry_run: bool) -> str:
    if item.name in outcome.dropped:
        return "to remove" if dry_run else "removed"
    return _TO_DO.get(item.state, _DONE[item.state]) if dry_run else _DONE[item.state]


def _closing(outcome: Outcome, target: Target, dry_run: bool) -> Iterator[str]:  # noqa: FBT001
    yield ""
    left = [i for i in outcome.items if i.state is State.GONE]
    if len(left) > len(outcome.dropped):
        yield "Graphs that were sent before are left there; --clear removes them."
    if dry_run:
        yield "Nothing was written."
    elif not outcome.mismatches:
        total = sum(item.size for item in outcome.items)
        yield f"All {total:,} triples are in {target.server.title}."
        if target.addresses.ask:
            yield f"To ask it: kg query coups --endpoint '{target.addresses.ask}'"


def as_values(outcome: Outcome, target: Target) -> dict[str, Any]:
    """Return the same as values that JSON can hold."""
    return {
        "server": target.server.name,
        "endpoint": target.addresses.ask or None,
        "complete": not outcome.mismatches,
        "graphs": [
            {
                "graph": item.name,
                "was": item.state.value,
                "removed": item.name in outcome.dropped,
                "triples_here": item.size,
                "triples_there": outcome.counts[item.name],
            }
            for item in outcome.items
        ],
    }
