"""The library of questions: the files `queries/*.rq` and what their headers say.

A query with parameters holds one line such as
`VALUES ($mission $on) { (id:mission-minusma UNDEF) }  # parameters`, which gives their
defaults: the file runs as it is on any SPARQL 1.1 endpoint, and other values are
put in place of that row (SPARQL 1.1 Query, 10.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from kg import resources
from kg.errors import KnowledgeError, UnknownName
from kg.query.header import Entry, read_header, read_text

_KEYS = ("title", "title-nl", "question", "description", "columns")
_PARAMETER = re.compile(
    r'(?P<kind>[a-z]+), *default +(?P<default>"[^"]*"|\S+?), *"(?P<help>[^"]*)"'
)
_NAME = re.compile("[a-z][a-z0-9-]*")
VALUES = re.compile(
    r"VALUES \((?P<names>[^)]*)\) \{ \((?P<row>.*)\) \}  # parameters$", re.MULTILINE
)


class ParameterKind(StrEnum):
    """What a value of a parameter has to be."""

    ACTOR = "actor"
    EVENT = "event"
    DOCUMENT = "document"
    DATE = "date"
    STRING = "string"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a query can be given; without a default it constrains nothing."""

    name: str
    kind: ParameterKind
    default: str | None
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question of the library; `text` is the whole file."""

    name: str
    title: str
    title_nl: str
    question: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    path: Path


def list_queries() -> list[Query]:
    """Return all queries of the library, in the order of their questions.

    Raises:
        KnowledgeError: a header is malformed; the message gives file and line.
    """
    queries = [read_query(path) for path in resources.folder("queries").glob("*.rq")]
    return sorted(queries, key=lambda query: (len(query.question), query.question))


def find_query(name: str) -> Query:
    """Return the query of a name or number (`coups`, `CQ2`).

    Raises:
        UnknownName: there is none.
    """
    path = resources.folder("queries") / f"{name}.rq"
    if _NAME.fullmatch(name) and path.is_file():
        return read_query(path)  # without a look at the others
    queries = list_queries()
    for query in queries:
        if name.casefold() in {query.name, query.question.casefold()}:
            return query
    raise UnknownName("query", name, [query.name for query in queries])


def read_query(path: Path) -> Query:
    """Read a query and its header.

    Raises:
        KnowledgeError: the header is malformed, or does not fit the query.
    """
    return _understood(path, read_text(path))


@lru_cache(maxsize=64)
def _understood(path: Path, text: str) -> Query:
    """Return the query that a file holds, which is asked for with each answer."""
    entries = read_header(path, text, _KEYS, "parameter")
    single = {entry.key: entry.value for entry in entries if not entry.name}
    query = Query(
        name=path.stem,
        title=single["title"],
        title_nl=single["title-nl"],
        question=single["question"],
        description=single["description"],
        parameters=tuple(_parameter(path, e) for e in entries if e.name),
        columns=tuple(column.strip() for column in single["columns"].split(",")),
        text=text,
        path=path,
    )
    _check_values(query)
    return query


def _parameter(path: Path, entry: Entry) -> Parameter:
    match = _PARAMETER.fullmatch(entry.value)
    if match is None or match["kind"] not in set(ParameterKind):
        kinds = ", ".join(ParameterKind)
        raise KnowledgeError(
            f"{path}:{entry.line}: parameter {entry.name!r} must read "
            f'`kind, default value-or-none, "help"`; kinds: {kinds}'
        )
    default = match["default"].strip('"')
    return Parameter(
        name=entry.name,
        kind=ParameterKind(match["kind"]),
        default=None if match["default"] == "none" else default,
        help=match["help"],
    )


def _check_values(query: Query) -> None:
    """Hold the header against the line of the query that gives the defaults."""
    found = list(VALUES.finditer(query.text))
    if len(found) != bool(query.parameters):
        raise KnowledgeError(
            f"{query.path}:1: {len(query.parameters)} parameters and "
            f"{len(found)} lines `VALUES (...) {{ (...) }}  # parameters`"
        )
    for match in found:
        line = query.text.count("\n", 0, match.start()) + 1
        names = match["names"].split()
        expected = [f"${parameter.name}" for parameter in query.parameters]
        defaults = _row(query.parameters)
        if names != expected or match["row"] != defaults:
            raise KnowledgeError(
                f"{query.path}:{line}: the header says ({' '.join(expected)}) "
                f"{{ ({defaults}) }}"
            )


def _row(parameters: Sequence[Parameter]) -> str:
    return " ".join(_written(parameter) for parameter in parameters)


def _written(parameter: Parameter) -> str:
    """Return how a default stands in the query itself."""
    if parameter.default is None:
        return "UNDEF"
    if parameter.kind is ParameterKind.STRING:
        return f'"{parameter.default}"'
    if parameter.kind is ParameterKind.DATE:
        return f'"{parameter.default}"^^xsd:date'
    return parameter.default
