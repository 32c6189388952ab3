"""Results of queries as a table, CSV, JSON or Turtle."""

import csv
import io
import json
from collections.abc import Callable, Mapping

import pyoxigraph
from rich.console import RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from kg.errors import UnknownName
from kg.query.names import prefixes_of, shorten
from kg.query.run import Result, Table, Triples, Verdict
from kg.store import Term, turtle

Plain = str | int | float | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS: Mapping[str, Callable[[str], Plain]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}boolean": lambda text: text in {"true", "1"},
}
_SHORT = 12
_WIDE = frozenset({"quote", "quote_a", "quote_b", "condition", "question"})


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
    table = RichTable(show_lines=any(name in _WIDE for name in result.columns))
    prefixes = prefixes_of(result.namespaces)
    shown = [
        (name, [_cell(row[number], prefixes) for row in result.rows])
        for number, name in enumerate(result.columns)
        if not _is_told_by_claim(name, result.columns)
    ]
    for name, cells in shown:
        _add_column(table, name, cells)
    for row in zip(*(cells for _, cells in shown), strict=True):
        table.add_row(*row)
    return table


def _is_told_by_claim(name: str, columns: tuple[str, ...]) -> bool:
    """Tell whether a column only repeats what the name of the claim begins with."""
    return name == "document" and "claim" in columns


def _add_column(table: RichTable, name: str, cells: list[Text]) -> None:
    """Add a column; short values are kept on one line, long ones get the room."""
    head = Text(name.replace("_", " "))
    longest = max((cell.cell_len for cell in cells), default=0)
    is_short = longest <= _SHORT
    ratio = 4 if name in _WIDE else None
    table.add_column(head, overflow="fold", no_wrap=is_short, ratio=ratio)


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> Text:
    if isinstance(term, pyoxigraph.NamedNode):
        return Text(shorten(term.value, prefixes))
    plain = as_plain(term)
    return Text("" if plain is None else str(plain))


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
