"""Running queries: those of the library, and any SPARQL that only reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph

from kg.errors import KnowledgeError, QueryError
from kg.iris import Namespaces
from kg.query.library import Query
from kg.query.names import prefixes_of
from kg.query.parameters import bind
from kg.query.syntax import INERT, Expanded, expand
from kg.store import Term, namespaces_of

Row = tuple[Term | None, ...]

_FORM = re.compile(r"(?<![\w?$:])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(?<![\w?$:.-])SERVICE(?![\w:.-])", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


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
    prefixes = prefixes_of(spaces)
    query = expand(text, prefixes)
    if _calls_others(query.text):
        raise QueryError("SERVICE is not allowed: a query reads this graph only")
    try:
        found = store.query(query.text, prefixes=prefixes)
        return as_result(found, spaces)
    except SyntaxError as error:
        raise QueryError(_syntax_message(text, query, error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"the query cannot be run: {reason}") from error


def _calls_others(text: str) -> bool:
    """Tell whether a query has a SERVICE; it may be written with escapes (19.2)."""
    plain = _CODE_POINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text)
    return any(_SERVICE.search(INERT.sub(" ", form)) for form in (text, plain))


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


def _syntax_message(text: str, query: Expanded, error: SyntaxError) -> str:
    """Return where a query breaks off, without the parser's list of what it wanted."""
    if not _FORM.search(INERT.sub(" ", text)):
        return "not a query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE"
    match = _POSITION.match(str(error))
    if match is None:
        return f"not SPARQL 1.1: {' '.join(str(error).split())}"
    line, column = int(match[1]), int(match[2])
    lines = query.text.split("\n")[: line - 1]
    place = query.original(sum(len(each) + 1 for each in lines) + column - 1)
    column = place - text.rfind("\n", 0, place)
    where = f"line {line}, column {column}"
    rest = text[place:].partition("\n")[0].strip()
    if "Prefix not found" in match[3]:
        return f"{where}: a prefix is not declared, before {rest[:30]!r}"
    if not rest:
        return f"{where}: the query ends too early"
    return f"{where}: not SPARQL 1.1 at {rest[:30]!r}"
