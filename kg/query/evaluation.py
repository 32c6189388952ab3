"""Putting SPARQL to a store: which graphs it sees, whom it may call, how it fails."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyoxigraph

from kg.errors import CallRefused, QueryError, on_one_line, reason_of
from kg.iris import Namespaces
from kg.query.keywords import Sparql, calls_others
from kg.query.names import prefixes_of
from kg.query.syntax import INERT, Expanded, expand

Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples | pyoxigraph.QueryBoolean

_QUERY = re.compile(r"(?<![\w?$:])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?<![\w?$:])(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE
)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryContext:
    """What a query or an update is run in.

    `default_graphs` and `named_graphs` are the graphs it is about; None leaves that to
    the query, and where it says nothing to the store.
    """

    namespaces: Namespaces
    base_iri: str | None = None
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    may_call: bool = False


def evaluate(store: pyoxigraph.Store, text: str, context: QueryContext) -> Answer:
    """Put a query to a store; our prefixes and the usual ones are known.

    The answer is worked out as it is read: reading it can fail as well, so it belongs
    under `failures` too.

    Raises:
        CallRefused: the query would ask another machine, and may not.
        QueryError: the query does not parse or fails; the message is one line.
    """
    query, sparql = _read(text, context, is_update=False)
    with failures(text, query):
        return store.query(
            query.text,
            prefixes=dict(sparql.prefixes),
            base_iri=context.base_iri,
            default_graph=_nodes(context.default_graphs),
            named_graphs=_nodes(context.named_graphs),
        )


def run_update(store: pyoxigraph.Store, text: str, context: QueryContext) -> None:
    """Change a store by an update, as a whole or not at all.

    Raises:
        CallRefused: the update would ask another machine, and may not.
        QueryError: the update does not parse or fails; the message is one line.
    """
    update, sparql = _read(text, context, is_update=True)
    with failures(text, update, is_update=True):
        store.update(
            update.text, prefixes=dict(sparql.prefixes), base_iri=context.base_iri
        )


@contextmanager
def failures(
    text: str, query: Expanded | None = None, *, is_update: bool = False
) -> Iterator[None]:
    """Turn what pyoxigraph raises about a query into an error of one line."""
    try:
        yield
    except SyntaxError as error:
        written = query or Expanded(text, ((0, 0),))
        message = _syntax_message(text, written, error, is_update=is_update)
        raise QueryError(message) from error
    except (RuntimeError, ValueError, OSError) as error:
        kind = "update" if is_update else "query"
        raise QueryError(f"the {kind} cannot be run: {reason_of(error)}") from error


def _read(
    text: str, context: QueryContext, *, is_update: bool
) -> tuple[Expanded, Sparql]:
    prefixes = prefixes_of(context.namespaces)
    query = expand(text, prefixes)
    sparql = Sparql(
        text=query.text,
        prefixes=prefixes,
        base_iri=context.base_iri,
        is_update=is_update,
    )
    if not context.may_call and calls_others(sparql):
        words = "SERVICE and LOAD are" if is_update else "SERVICE is"
        raise CallRefused(f"{words} not allowed: only this graph can be asked")
    return query, sparql


def _nodes(names: Sequence[str] | None) -> list[Any] | None:
    return None if names is None else [pyoxigraph.NamedNode(name) for name in names]


def _syntax_message(
    text: str, query: Expanded, error: SyntaxError, *, is_update: bool
) -> str:
    """Return where a text breaks off, without the parser's list of what it wanted."""
    kind = "update" if is_update else "query"
    if not (_UPDATE if is_update else _QUERY).search(INERT.sub(" ", text)):
        words = (
            "INSERT, DELETE …" if is_update else "SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
        return f"not {'an' if is_update else 'a'} {kind}: it has no {words}"
    match = _POSITION.match(str(error))
    if match is None:
        return f"not SPARQL 1.1: {on_one_line(error)}"
    line, column = int(match[1]), int(match[2])
    lines = query.text.split("\n")[: line - 1]
    place = query.original(sum(len(each) + 1 for each in lines) + column - 1)
    column = place - text.rfind("\n", 0, place)
    where = f"line {line}, column {column}"
    rest = text[place:].partition("\n")[0].strip()
    if "Prefix not found" in match[3]:
        return f"{where}: a prefix is not declared, before {rest[:30]!r}"
    if not rest:
        return f"{where}: the {kind} ends too early"
    return f"{where}: not SPARQL 1.1 at {rest[:30]!r}"
