"""Tables as CSV (RFC 4180), and what their columns are as metadata of CSV on the Web.

A folder of tables has a `csv-metadata.json` (W3C, Metadata Vocabulary for Tabular Data,
5), which tells readers the datatypes, keys and meanings of columns.
"""

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.export.subset import Subset
from kg.export.tables import Kind, Table, Value, rows_of

METADATA = "csv-metadata.json"
SEPARATOR = " | "
_DATATYPES = {
    Kind.IRI: "anyURI",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.DATE: "date",
    Kind.BOOLEAN: "boolean",
}


def write_csv(subset: Subset, table: Table, path: Path) -> None:
    """Write a table in UTF-8, with a line of headings and LF line ends.

    Lists are joined by ` | `; booleans are `true` and `false`; what is not given is
    empty.

    Raises:
        OutputError: a literal is not what its column holds.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        for row in rows_of(subset, table):
            writer.writerow(_text(value) for value in row)


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return SEPARATOR.join(value)
        case float():
            return format(Decimal(str(value)), "f").removesuffix(".0")
    return str(value)


def write_metadata(tables: Iterable[Table], path: Path) -> None:
    """Write what the columns of CSV files are, beside these files."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "tables": [_described(table) for table in tables],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="")


def _described(table: Table) -> dict[str, Any]:
    columns = []
    for column in table.columns:
        entry = {
            "name": column.name,
            "titles": column.name,
            "dc:description": column.help,
            "datatype": _DATATYPES.get(column.kind, "string"),
        }
        if column.kind.is_list:
            entry["separator"] = SEPARATOR
        columns.append(entry)
    schema = {"columns": columns, "primaryKey": list(table.key)}
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dialect": {"lineTerminators": ["\n"]},
        "tableSchema": schema,
    }
