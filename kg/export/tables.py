"""The tables of an export: what `queries/tables/*.rq` say, and the rows they give.

How a table is written down is told in `queries/tables/README.md`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph

from kg import resources
from kg.errors import KnowledgeError, OutputError, UnknownName
from kg.export.asking import ask
from kg.export.subset import Layer, Subset
from kg.iris import local_name
from kg.query.header import Entry, read_header, read_text
from kg.query.names import label_of, labels_of

Value = str | int | float | bool | date | list[str] | None
Row = tuple[Value, ...]

_SEPARATOR = "\x1f"
_COLUMN = re.compile(r'(?P<kind>[a-z]+), *"(?P<help>[^"]*)"')
_LAYERS: Mapping[Layer | None, tuple[str, ...]] = {
    Layer.CLAIMS: ("claims", "claim_roles", "actors", "documents"),
    Layer.EVENTS: ("events", "event_roles", "actors"),
    Layer.EDGES: ("edges", "actors"),
}


class Kind(StrEnum):
    """What a column holds; what its query gives for it stands in the README."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    TERM = "term"
    NAME = "name"
    ENGLISH = "english"
    STRINGS = "strings"
    TERMS = "terms"
    NAMES = "names"

    @property
    def is_list(self) -> bool:
        """Tell whether a cell may hold several values."""
        return self in {Kind.STRINGS, Kind.TERMS, Kind.NAMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, and what it means."""

    name: str
    kind: Kind
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; no two rows have the same values in the columns of `key`."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    path: Path


@cache
def list_tables() -> Mapping[str, Table]:
    """Return all tables by name.

    Raises:
        KnowledgeError: a header is malformed; the message gives file and line.
    """
    paths = sorted((resources.folder("queries") / "tables").glob("*.rq"))
    return {path.stem: read_table(path) for path in paths}


def tables_of(only: Layer | None, name: str | None = None) -> list[Table]:
    """Return the tables of a layer, or the one of a name.

    Raises:
        UnknownName: there is no such table.
    """
    tables = list_tables()
    if name is not None and name not in tables:
        raise UnknownName("table", name, tables)
    if name is not None:
        return [tables[name]]
    return [tables[each] for each in _LAYERS.get(only, tables)]


def read_table(path: Path) -> Table:
    """Read what a file says of its table.

    Raises:
        KnowledgeError: the header is malformed.
    """
    entries = read_header(path, read_text(path), ("title", "key"), "column")
    single = {entry.key: entry.value for entry in entries if not entry.name}
    columns = tuple(_column(path, entry) for entry in entries if entry.name)
    key = tuple(name.strip() for name in single["key"].split(","))
    if not set(key) <= {column.name for column in columns}:
        raise KnowledgeError(f"{path}: a column of the key is not there: {key}")
    return Table(
        name=path.stem, title=single["title"], key=key, columns=columns, path=path
    )


def _column(path: Path, entry: Entry) -> Column:
    match = _COLUMN.fullmatch(entry.value)
    if match is None or match["kind"] not in set(Kind):
        raise KnowledgeError(
            f'{path}:{entry.line}: column {entry.name!r} must read `kind, "meaning"`; '
            f"kinds: {', '.join(Kind)}"
        )
    return Column(name=entry.name, kind=Kind(match["kind"]), help=match["help"])


def rows_of(subset: Subset, table: Table) -> Iterator[Row]:
    """Yield the rows of a table, in the order of its query.

    Raises:
        KnowledgeError: the query does not run, or has other columns than its header.
        OutputError: a literal is not what its column holds.
    """
    found = ask(subset.merged, table.path)
    names = [variable.value for variable in found.variables]
    if names != [column.name for column in table.columns]:
        raise KnowledgeError(f"{table.path}: the header lists other columns")
    cells = _Cells(subset.merged)
    for solution in found:
        yield tuple(
            cells.read(column, term)
            for column, term in zip(table.columns, solution, strict=True)
        )


class _Cells:
    """Reads what the query of a table gives; labels are looked up once."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store
        self.names: dict[str, str] = {}

    def read(self, column: Column, term: Any) -> Value:
        """Return what a cell holds for a term, or for none."""
        if term is None:
            return [] if column.kind.is_list else None
        text = term.value
        if column.kind.is_list:
            words = {self.word(column.kind, part) for part in text.split(_SEPARATOR)}
            return sorted(words - {""})
        if column.kind is Kind.ENGLISH:
            return labels_of(self.store, pyoxigraph.NamedNode(text)).get("en")
        if column.kind in _PARSED:
            try:
                return _PARSED[column.kind](text)
            except (KeyError, ValueError):
                where = f"column {column.name}"
                raise OutputError(f"{where}: {text!r} is no {column.kind}") from None
        return self.word(column.kind, text)

    def word(self, kind: Kind, text: str) -> str:
        """Return an IRI as itself, as its local name or as its label; or a text."""
        if not text or kind in {Kind.IRI, Kind.STRING, Kind.STRINGS}:
            return text
        if kind in {Kind.TERM, Kind.TERMS}:
            return local_name(text)
        if text not in self.names:
            self.names[text] = label_of(self.store, pyoxigraph.NamedNode(text))
        return self.names[text]


_PARSED: Mapping[Kind, Callable[[str], Value]] = {
    Kind.INTEGER: int,
    Kind.DECIMAL: float,
    Kind.DATE: date.fromisoformat,
    Kind.BOOLEAN: {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}
