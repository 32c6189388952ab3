"""Results of queries as a table, CSV, JSON or Turtle."""

import csv
import io
import json
from collections.abc import Callable, Mapping

import pyoxigraph
from rdflib.namespace import XSD
from rich.console import Group, RenderableType
from rich.text import Text

from kg.errors import UnknownName
from kg.query.layout import Column, Rows
from kg.query.names import prefixes_of, shorten
from kg.query.run import Result, Table, Triples, Verdict
from kg.store import Term, turtle

Plain = str | int | float | bool | None

_NUMBERS: Mapping[str, Callable[[str], Plain]] = {
    str(XSD.integer): int,
    str(XSD.decimal): float,
    str(XSD.double): float,
    str(XSD.boolean): lambda text: text in {"true", "1"},
}


def render(result: Result, form: str) -> RenderableType:
    """Return a result in a format, to be printed; brackets in it are no markup.

    Raises:
        UnknownName: there is no such format.
    """
    if form not in FORMATS:
        raise UnknownName("format", form, FORMATS)
    rendered = FORMATS[form](result)
    return Text(rendered) if isinstance(rendered, str) else rendered


def as_plain(term: Term | None) -> Plain:
    """Return a term as a value of JSON; what is no number or boolean is text.

    >>> as_plain(pyoxigraph.Literal(49))
    49
    """
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        convert = _NUMBERS.get(term.datatype.value)
        try:
            return term.value if convert is None else convert(term.value)
        except ValueError:
            return term.value
    return term.value


def as_records(table: Table) -> list[dict[str, Plain]]:
    """Return the rows of a table as one mapping each, from column to value."""
    return [
        dict(zip(table.columns, map(as_plain, row), strict=True)) for row in table.rows
    ]


def as_json(result: Result) -> str:
    """Return a table as a JSON list of objects, ASK as true or false."""
    if isinstance(result, Verdict):
        return json.dumps(result.value)
    table = _tabular(result)
    return json.dumps(as_records(table), ensure_ascii=False, indent=2)


def as_csv(result: Result) -> str:
    """Return a result as CSV with a line of headings (RFC 4180; LF line ends)."""
    table = _tabular(result)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        plain = [as_plain(term) for term in row]
        writer.writerow(["" if value is None else value for value in plain])
    return buffer.getvalue()


def as_turtle(result: Result) -> str:
    """Return the triples of a CONSTRUCT query as Turtle; other results as CSV."""
    if isinstance(result, Triples):
        return turtle(result.triples, prefixes_of(result.namespaces))
    return as_csv(result)


def as_table(result: Result) -> RenderableType:
    """Return a result for the terminal: rows as a table, triples as Turtle."""
    if isinstance(result, Verdict):
        return Text("yes" if result.value else "no")
    if isinstance(result, Triples):
        return Text(as_turtle(result))
    columns = [column for column in _columns(result) if any(column.cells)]
    number = len(result.rows)
    parts: list[RenderableType] = [Rows(columns)] if columns else []
    tail = f"{number} row" if number == 1 else f"{number} rows"
    return Group(*parts, Text(_asked(result) + tail, style="dim"))


def _columns(table: Table) -> list[Column]:
    """Return the columns to show, as text."""
    prefixes = prefixes_of(table.namespaces)
    return [
        Column(
            name=name,
            cells=tuple(_cell(row[number], prefixes) for row in table.rows),
            is_iri=any(isinstance(r[number], pyoxigraph.NamedNode) for r in table.rows),
        )
        for number, name in enumerate(table.columns)
        if not _is_told_by_claim(name, table.columns)
    ]


def _is_told_by_claim(name: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a column only repeats what the name of the claim begins with."""
    base, _, suffix = name.partition("_")
    claim = f"claim_{suffix}" if suffix else "claim"
    return base == "document" and claim in columns


def _asked(table: Table) -> str:
    """Return the values that a question was asked with, since defaults narrow it."""
    prefixes = prefixes_of(table.namespaces)
    given = [
        f"{name} {_cell(term, prefixes)}"
        for name, term in table.parameters.items()
        if term is not None
    ]
    return f"{', '.join(given)}: " if given else ""


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, pyoxigraph.NamedNode):
        return shorten(term.value, prefixes)
    plain = as_plain(term)
    return "" if plain is None else str(plain)


def _tabular(result: Result) -> Table:
    if isinstance(result, Table):
        return result
    if isinstance(result, Verdict):
        literal = pyoxigraph.Literal(result.value)
        return Table(columns=("answer",), rows=((literal,),))
    columns = ("subject", "predicate", "object")
    rows: tuple[tuple[Term | None, ...], ...] = tuple(
        tuple(triple) for triple in result.triples
    )
    return Table(columns=columns, rows=rows, namespaces=result.namespaces)


FORMATS: Mapping[str, Callable[[Result], RenderableType]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "turtle": as_turtle,
}
