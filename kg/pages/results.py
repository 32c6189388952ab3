"""Results of queries as tables for readers: names in place of IRIs, with links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph

from kg.iris import VOCABULARY
from kg.pages.graph import Graph, Thing
from kg.query import Table, Triples, Verdict
from kg.query.names import prefixes_of, shorten
from kg.store import Term, turtle

ROWS = 1000  # that a page shows

_LONG = 60  # characters of a text that needs a wide column
_TERMS = frozenset({"class", "rank"})  # columns of names of terms of ours
_NAME = "_name"  # ends the column that holds the name of what another column holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value: its text, the thing it is if any, and what is to be made of it.

    `kind` is `claim`, `factuality`, `time`, `number`, `long` or empty.
    """

    text: str = ""
    thing: Thing | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a query gave: a table, a graph in Turtle, or yes or no.

    `total` counts rows or triples; where `is_cut` there are more than were asked for.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: int = 0
    is_cut: bool = False
    graph: str | None = None
    verdict: bool | None = None


def shown(
    graph: Graph, result: Table | Triples | Verdict, *, is_cut: bool = False
) -> Shown:
    """Return a result as a page shows it."""
    match result:
        case Verdict():
            return Shown(verdict=result.value)
        case Triples():
            written = turtle(result.triples, prefixes_of(graph.namespaces))
            return Shown(graph=written, total=len(result.triples), is_cut=is_cut)
    named = {c for c in result.columns if f"{c}{_NAME}" in result.columns}
    kept = [i for i, c in enumerate(result.columns) if c not in named]
    rows = tuple(
        tuple(_cells(graph, result.columns, row, kept)) for row in result.rows[:ROWS]
    )
    return Shown(
        columns=tuple(_heading(result.columns[i]) for i in kept),
        rows=rows,
        total=len(result.rows),
        is_cut=is_cut,
    )


def _heading(column: str) -> str:
    return column.removesuffix(_NAME).replace("_", " ")


def _cells(
    graph: Graph, columns: Sequence[str], row: Sequence[Term | None], kept: list[int]
) -> Iterator[Cell]:
    values = dict(zip(columns, row, strict=True))
    for i in kept:
        column, term = columns[i], row[i]
        whole = values.get(column.removesuffix(_NAME))
        if column.endswith(_NAME) and isinstance(whole, pyoxigraph.NamedNode):
            label = term.value if term is not None else graph.label(whole)
            yield Cell(text=label, thing=Thing(label, whole.value))
        else:
            yield _cell(graph, column, term)


def _cell(graph: Graph, column: str, term: Term | None) -> Cell:
    if term is None:
        return Cell()
    if isinstance(term, pyoxigraph.NamedNode):
        return _node(graph, term)
    if isinstance(term, pyoxigraph.BlankNode):
        return Cell(text=str(term))
    if column.startswith("document"):
        iri = f"{graph.namespaces.document}{term.value}"
        return Cell(text=term.value, thing=Thing(term.value, iri))
    if column.startswith("factuality"):
        return Cell(text=term.value, kind="factuality")
    if column in _TERMS:
        name = graph.label(pyoxigraph.NamedNode(f"{VOCABULARY}{term.value}"))
        return Cell(text=name)
    if column == "time" or column.endswith("_on"):
        return Cell(text=term.value, kind="time")
    if term.datatype.value.endswith(("integer", "decimal", "double")):
        return Cell(text=term.value, kind="number")
    return Cell(text=term.value, kind="long" if len(term.value) > _LONG else "")


def _node(graph: Graph, node: pyoxigraph.NamedNode) -> Cell:
    thing = graph.thing(node)
    if node.value.startswith(graph.namespaces.claim):
        return Cell(text=thing.label, thing=thing, kind="claim")
    is_named = thing.label != node.value.rpartition("/")[2]
    name = (
        thing.label if is_named else shorten(node.value, prefixes_of(graph.namespaces))
    )
    return Cell(text=name, thing=Thing(name, node.value))
