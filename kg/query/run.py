"""Running queries: those of the library, and any SPARQL that only reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph

from kg.errors import KnowledgeError, QueryError
from kg.iris import Namespaces
from kg.query.evaluation import QueryContext, evaluate, failures
from kg.query.library import Query
from kg.query.parameters import bind
from kg.store import Term, namespaces_of

Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The answer to a SELECT query; `parameters` are the values it was asked with."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    namespaces: Namespaces = field(default_factory=Namespaces)
    parameters: Mapping[str, Term | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to an ASK query."""

    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query."""

    triples: tuple[pyoxigraph.Triple, ...]
    namespaces: Namespaces = field(default_factory=Namespaces)


Result = Table | Verdict | Triples


def run_query(
    store: pyoxigraph.Store,
    query: Query,
    parameters: Mapping[str, str | None] | None = None,
    *,
    namespaces: Namespaces | None = None,
) -> Table:
    """Run a query of the library; a parameter given as None or `*` means any.

    Raises:
        UnknownName: the query has no such parameter.
        InputError: a value is of the wrong kind, or names nothing in the graph.
        KnowledgeError: the query does not run, or its columns are not its header's.
    """
    spaces = namespaces or namespaces_of(store)
    text, values = bind(query, parameters or {}, store, spaces)
    try:
        result = run_sparql(store, text, namespaces=spaces)
    except QueryError as error:
        raise KnowledgeError(f"{query.path}: {error}") from error
    if not isinstance(result, Table) or result.columns != query.columns:
        found = ", ".join(result.columns) if isinstance(result, Table) else "none"
        raise KnowledgeError(f"{query.path}: the header lists other columns: {found}")
    return replace(result, parameters=values)


def run_sparql(
    store: pyoxigraph.Store, text: str, *, namespaces: Namespaces | None = None
) -> Result:
    """Run any SPARQL 1.1 query; our prefixes and the usual ones are known.

    A query sees this store only: SERVICE, which would call other machines, is refused.

    Raises:
        QueryError: the query does not parse or fails; the message is one line.
    """
    spaces = namespaces or namespaces_of(store)
    with failures(text):
        return as_result(evaluate(store, text, QueryContext(namespaces=spaces)), spaces)


def as_result(found: object, namespaces: Namespaces) -> Result:
    """Return what pyoxigraph found, read to its end."""
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Verdict(value=bool(found))
    if isinstance(found, pyoxigraph.QueryTriples):
        triples = tuple(sorted(set(found), key=str))
        return Triples(triples=triples, namespaces=namespaces)
    if isinstance(found, pyoxigraph.QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(solution) for solution in found)
        return Table(columns=columns, rows=rows, namespaces=namespaces)
    raise QueryError(f"no such result: {type(found).__name__}")
